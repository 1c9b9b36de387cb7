import type { Db } from '../../db/db.ts';
import { violates } from '../../db/errors.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { newId } from '../../lib/ids.ts';
import { mention } from '../../lib/moment.ts';
import { inline, truncate } from '../../lib/text.ts';
import type { Locale } from '../../texts/texts.ts';
import { firstLanguage } from './language.ts';
import {
  type ClubKey,
  type ClubRow,
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
  updateClub,
  updateMembers,
} from './queries.ts';
import { choose, mayHost, NAME_LIMIT, readName } from './rules.ts';
import { type ClubSettings, clubSettings } from './settings.ts';
import { guessZone, isZone, readZone } from './zones.ts';

export { languageFor, languageOf } from './language.ts';
export { keepCommand, seeCommand, takeCommand } from './pending.ts';
export type { ClubKey, ClubSettings, MemberRow };
export { guessZone, NAME_LIMIT, selectMember as findMember, selectMembers as listMembers, updateMembers };

/**
 * A movie-night group: its home channel, time zone (IANA) and what it has decided for itself. `lostZone` is the club's
 * own zone, where this machine knows none of that name any more and `zone` is UTC in its stead.
 */
export type Club = Omit<ClubRow, 'settings'> & { settings: ClubSettings; lostZone?: string };

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
  asked: {
    guildId: string;
    channelId: string;
    userId: string;
    name: string;
    zone: string;
    guildLocale?: string | undefined;
    locale?: Locale | undefined;
  },
  now: Date,
): Promise<Club> {
  const name = readName(asked.name);
  const zone = await requireZone(asked.zone);
  const { guildId, channelId, userId, locale } = asked;
  await ensureGuild(tx, guildId, now);
  try {
    const id = newId();
    const settings = { language: firstLanguage(asked.guildLocale) };
    const row = await insertClub(tx, { guildId, id, name, channelId, zone, settings, createdAt: now });
    await insertMember(tx, { guildId, clubId: id, userId, role: 'host', joinedAt: now, locale });
    return fromRow(row);
  } catch (error) {
    throw nameTaken(error, name);
  }
}

/** What a host may change about a club beside its settings. */
export type ClubChange = {
  name?: string | undefined;
  zone?: string | undefined;
  channelId?: string | undefined;
  settings?: Partial<ClubSettings>;
};

/**
 * Changes a club for a host of it, and keeps that it was changed. Others are held off until the transaction ends.
 * @throws UserError for whoever is no host, for a name that cannot be, and for a zone that does not exist.
 */
export async function changeClub(tx: Db, key: ClubKey, person: Person, change: ClubChange, now: Date): Promise<Club> {
  const club = await loadClub(tx, key, true);
  await requireHost(tx, club, person);
  const { name, zone, channelId, settings = {} } = change;
  const values = {
    ...(name === undefined ? {} : { name: readName(name) }),
    ...(zone === undefined ? {} : { zone: await requireZone(zone) }),
    ...(channelId === undefined ? {} : { channelId }),
    ...(Object.keys(settings).length === 0 ? {} : { settings: clubSettings.parse({ ...club.settings, ...settings }) }),
  };
  if (Object.keys(values).length === 0) return club;
  try {
    const row = await updateClub(tx, key, values);
    await recordEvent(tx, club, { userId: person.userId, what: 'settings changed', subjectId: club.id }, now);
    return row ? fromRow(row) : club;
  } catch (error) {
    throw nameTaken(error, values.name ?? club.name);
  }
}

/** @param locale the language in which the club may write to the person. @returns false when they are a member already. */
export async function joinClub(
  db: Db,
  { guildId, id }: Club,
  userId: string,
  now: Date,
  locale?: Locale,
): Promise<boolean> {
  return insertMember(db, { guildId, clubId: id, userId, role: 'member', joinedAt: now, locale });
}

/**
 * Takes a person out of a club, and a job out of its discussions. Their ballots stay.
 * @returns who is left: whether anybody is, and whether one of them is a host.
 * @throws UserError when they are no member.
 */
export async function leaveClub(desk: Desk, club: Club, userId: string): Promise<{ members: number; hosts: number }> {
  return desk.db.transaction(async (tx) => {
    if (!(await deleteMember(tx, keyOf(club), userId))) throw new UserError('clubs.not-a-member', { club: club.name });
    await desk.enqueue(tx, 'discussions/leave', { ...keyOf(club), userId });
    const members = await selectMembers(tx, keyOf(club));
    return { members: members.length, hosts: members.filter(({ role }) => role === 'host').length };
  });
}

/**
 * Hands a club over: one member is its host from now on, the hosts before become members. Hosts may do so, and the
 * server's owner at any time.
 * @throws UserError for anybody else, for whoever is no member, and for who is the only host already.
 */
export async function transferClub(tx: Db, key: ClubKey, person: Person, toId: string, now: Date): Promise<void> {
  const club = await loadClub(tx, key, true);
  if (!person.ownsServer) await requireHost(tx, club, person);
  const hosts = await listHosts(tx, keyOf(club));
  const named = { person: mention(toId), club: club.name };
  if (hosts.length === 1 && hosts[0] === toId) throw new UserError('clubs.transfer.already', named);
  await updateMembers(tx, key, hosts, { role: 'member' });
  // Nobody is updated who is no member, or left this very moment.
  if ((await updateMembers(tx, key, [toId], { role: 'host' })) === 0)
    throw new UserError('clubs.transfer.not-a-member', named);
  await recordEvent(tx, club, { userId: person.userId, what: 'club transferred', subjectId: toId }, now);
}

/** Members who host no more, because they left the server: with no host left, its owner stands in. */
export async function stepDown(db: Db, club: Club, userIds: readonly string[], now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await updateMembers(tx, keyOf(club), userIds, { role: 'member' });
    for (const subjectId of userIds) await recordEvent(tx, club, { userId: null, what: 'host left', subjectId }, now);
  });
}

type AskedWhich = { guildId: string; channelId: string; userId: string; name?: string | undefined };

/**
 * The club that is meant: the one that is named, else the one whose home channel this is, else the person's only one.
 * @returns undefined when the server has no club.
 * @throws UserError when none has that name.
 */
export async function clubMeant(db: Db, asked: AskedWhich): Promise<Meant | undefined> {
  const clubs = await listClubs(db, asked.guildId);
  if (clubs.length === 0) return undefined;
  const memberships = await selectMemberships(db, asked.guildId, asked.userId);
  return choose(clubs, { ...asked, memberships });
}

/** `clubMeant`. @throws UserError when the server has no club, or none of that name. */
export async function resolveClub(db: Db, asked: AskedWhich): Promise<Meant> {
  const meant = await clubMeant(db, asked);
  if (!meant) throw new UserError('clubs.none');
  return meant;
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

/**
 * Whether a person may act as host of a club: its host, or the server's owner while none of its hosts is left. A host
 * who left the server counts until somebody asks (`inClub` does so when the owner is refused).
 */
export async function isHost(db: Db, club: Club, person: Person): Promise<boolean> {
  return mayHost(await listHosts(db, keyOf(club)), person);
}

/** @throws UserError when the person may not act as host. */
export async function requireHost(db: Db, club: Club, person: Person): Promise<void> {
  const hosts = await listHosts(db, keyOf(club));
  if (mayHost(hosts, person)) return;
  throw new UserError(hosts.length === 0 ? 'clubs.host-missing' : 'clubs.host-only', { club: club.name });
}

/** The ids of a club's hosts. */
export async function listHosts(db: Db, key: ClubKey): Promise<string[]> {
  const members = await selectMembers(db, key);
  return members.filter(({ role }) => role === 'host').map(({ userId }) => userId);
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

/** Before times are read by a club's clocks. @throws UserError when its zone is none any more. */
export function requireClocks({ name, lostZone }: Club): void {
  if (lostZone !== undefined) throw new UserError('clubs.zone.lost', { club: name, zone: lostZone });
}

async function requireZone(typed: string): Promise<string> {
  const zone = await readZone(typed);
  if (!zone) throw new UserError('clubs.zone.unknown', { zone: truncate(inline(typed), NAME_LIMIT) });
  return zone;
}

/** The constraint decides who of two was first; any other error stays as it is. */
function nameTaken(error: unknown, name: string): unknown {
  return violates(error, 'clubs_name_key') ? new UserError('clubs.name.taken', { name }) : error;
}

/** A stored club with a default for all it has not decided. */
export function fromRow(row: ClubRow): Club {
  const settings = clubSettings.parse(row.settings);
  return isZone(row.zone) ? { ...row, settings } : { ...row, settings, zone: 'UTC', lostZone: row.zone };
}
