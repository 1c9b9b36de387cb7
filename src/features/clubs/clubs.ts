import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/db.ts';
import { violates } from '../../db/errors.ts';
import { UserError } from '../../errors.ts';
import { inline } from '../../lib/text.ts';
import {
  type ClubKey,
  type ClubRow,
  countMembers,
  deleteMember,
  ensureGuild,
  insertClub,
  insertEvent,
  insertMember,
  type MemberRow,
  selectClub,
  selectClubs,
  selectMember,
  selectMembers,
  selectMemberships,
  updateMembers,
} from './queries.ts';
import { choose, isZone, NAME_LIMIT } from './rules.ts';
import { type ClubSettings, clubSettings } from './settings.ts';

export type { ClubKey, ClubSettings, MemberRow };
export { countMembers, selectMember as findMember, selectMembers as listMembers, updateMembers };

/** A movie-night group: its home channel, time zone (IANA) and what it has decided for itself. */
export type Club = Omit<ClubRow, 'settings'> & { settings: ClubSettings };

/** Who asks, as far as a club's rules care. */
export type Person = {
  userId: string;
  /** Owns the server, and stands in where a club has no host. */
  ownsServer: boolean;
  /** Looks after the server: may manage it or its messages. */
  moderates: boolean;
};

/** The club that is meant, or those it may be. */
export type Meant = { kind: 'club'; club: Club } | { kind: 'which'; clubs: Club[] };

/**
 * Makes a club; who makes it is its first member and host.
 * @throws UserError for a name that is empty, too long or taken, and for a zone that does not exist.
 */
export async function createClub(
  tx: Db,
  asked: { guildId: string; channelId: string; userId: string; name: string; zone: string },
  now: Date,
): Promise<Club> {
  const name = inline(asked.name);
  if (name === '') throw new UserError('clubs.name.empty');
  if (name.length > NAME_LIMIT) throw new UserError('clubs.name.long', { limit: NAME_LIMIT });
  if (!isZone(asked.zone)) throw new UserError('clubs.zone.unknown', { zone: asked.zone.slice(0, NAME_LIMIT) });
  const { guildId, channelId, userId } = asked;
  await ensureGuild(tx, guildId, now);
  try {
    const id = randomUUID();
    const row = await insertClub(tx, { guildId, id, name, channelId, zone: asked.zone, createdAt: now });
    await insertMember(tx, { guildId, clubId: id, userId, role: 'host', joinedAt: now });
    return fromRow(row);
  } catch (error) {
    if (violates(error, 'clubs_name_key')) throw new UserError('clubs.name.taken', { name });
    throw error;
  }
}

/** @returns false when the person is a member already. */
export async function joinClub(db: Db, { guildId, id }: Club, userId: string, now: Date): Promise<boolean> {
  return insertMember(db, { guildId, clubId: id, userId, role: 'member', joinedAt: now });
}

/** Takes a person out of a club. Their ballots stay. @throws UserError when they are no member. */
export async function leaveClub(db: Db, club: Club, userId: string): Promise<void> {
  if (!(await deleteMember(db, keyOf(club), userId))) throw new UserError('clubs.not-a-member', { club: club.name });
}

/**
 * The club that is meant: the one that is named, else the one whose home channel this is, else the person's only one.
 * @throws UserError when the server has no club, or none of that name.
 */
export async function resolveClub(
  db: Db,
  asked: { guildId: string; channelId: string; userId: string; name?: string | undefined },
): Promise<Meant> {
  const clubs = (await selectClubs(db, asked.guildId)).map(fromRow);
  if (clubs.length === 0) throw new UserError('clubs.none');
  const memberships = await selectMemberships(db, asked.guildId, asked.userId);
  return choose(clubs, { ...asked, memberships });
}

/** @throws UserError when there is no such club here, also for an id that somebody made up. */
export async function loadClub(db: Db, key: ClubKey, lock = false): Promise<Club> {
  const row = await selectClub(db, key, lock);
  if (!row) throw new UserError('clubs.gone');
  return fromRow(row);
}

export async function listClubs(db: Db, guildId: string): Promise<Club[]> {
  return (await selectClubs(db, guildId)).map(fromRow);
}

/** Whether a person may act as host of a club: its host, or the server's owner while none of its hosts is left. */
export async function isHost(db: Db, club: Club, person: Person): Promise<boolean> {
  const hosts = (await selectMembers(db, keyOf(club))).filter(({ role }) => role === 'host');
  if (hosts.some(({ userId }) => userId === person.userId)) return true;
  return person.ownsServer && hosts.length === 0;
}

/** @throws UserError when the person may not act as host. */
export async function requireHost(db: Db, club: Club, person: Person): Promise<void> {
  if (!(await isHost(db, club, person))) throw new UserError('clubs.host-only', { club: club.name });
}

/** @throws UserError when the person is no member. */
export async function requireMember(db: Db, club: Club, userId: string): Promise<MemberRow> {
  const member = await selectMember(db, keyOf(club), userId);
  if (!member) throw new UserError('clubs.join-first', { club: club.name });
  return member;
}

/** Keeps what a host or moderator did, for whoever asks later. `what` is a noun and a verb: `pitch removed`. */
export async function recordEvent(
  db: Db,
  club: Club,
  event: { userId: string | null; what: string; subjectId: string },
  now: Date,
): Promise<void> {
  await insertEvent(db, { guildId: club.guildId, clubId: club.id, ...event, at: now });
}

export function keyOf(club: Club): ClubKey {
  return { guildId: club.guildId, clubId: club.id };
}

/** A stored club with a default for all it has not decided. */
export function fromRow(row: ClubRow): Club {
  return { ...row, settings: clubSettings.parse(row.settings) };
}
