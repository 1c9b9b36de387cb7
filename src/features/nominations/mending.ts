import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { refreshPost } from '../../posts/posts.ts';
import { type Club, loadClub, type Person, recordEvent, requireHost } from '../clubs/clubs.ts';
import { mergeNomination, roundOf } from '../rounds/rounds.ts';
import { adopted } from './nominate.ts';
import { type Nomination, nominationsByIds } from './nominations.ts';
import {
  clearPitch,
  type Listed,
  type NominationKey,
  selectOfFilm,
  selectOpenPolls,
  updateNomination,
} from './queries.ts';
import { type Done, loadNomination, requireNoBallot, requireStanding, type Taken, taking } from './taking.ts';

/** The announcement of a running poll, whose list of films follows what is mended. */
const POLL_POST = 'polls/opened';

/** Takes a member's pitch away; the film stands on. @throws UserError for whoever is no host or moderator. */
export async function removePitch(desk: Desk, key: NominationKey, person: Person, of: string): Promise<Done> {
  return taking(desk, key, async (tx, taken) => {
    await requireKeeper(tx, taken.club, person);
    if (!(await clearPitch(tx, key, of))) throw new UserError('nominations.pitch.none', { film: taken.film });
    await record(tx, desk, taken, person, 'pitch removed');
    return {};
  });
}

/**
 * Takes a film off the round for all its members.
 * @throws UserError for whoever is no host or moderator, and while the film is on the ballot of a running poll.
 */
export async function removeNomination(desk: Desk, key: NominationKey, person: Person): Promise<Done> {
  return taking(desk, key, async (tx, taken) => {
    await requireKeeper(tx, taken.club, person);
    requireStanding(taken);
    await requireNoBallot(tx, taken);
    await updateNomination(tx, key, { state: 'removed' });
    await record(tx, desk, taken, person, 'nomination removed');
    return {};
  });
}

/** Lets a film stand again that a host or moderator took off, while the round still collects films. */
export async function restoreNomination(desk: Desk, key: NominationKey, person: Person): Promise<Done> {
  return taking(desk, key, async (tx, taken) => {
    await requireKeeper(tx, taken.club, person);
    const { nomination, round, film } = taken;
    if (nomination.state !== 'removed' || round.state !== 'nominating')
      throw new UserError('nominations.gone', { film });
    await updateNomination(tx, key, { state: 'open' });
    await record(tx, desk, taken, person, 'nomination restored');
    return {};
  });
}

/**
 * Mends a wrong match: the nomination, and every ballot that names it, is about another film from now on. Where that
 * film stands already, both become one.
 * @throws UserError for whoever is no host or moderator, and where both films are on the ballot of a running poll.
 */
export async function repoint(
  desk: Desk,
  key: NominationKey,
  person: Person,
  filmId: string,
): Promise<Done & { to: string }> {
  return taking(desk, key, async (tx, taken) => {
    await requireKeeper(tx, taken.club, person);
    requireStanding(taken);
    if (taken.nomination.filmId === filmId) throw new UserError('nominations.mend.same', { film: taken.film });
    const to = await adopted(tx, key.guildId, filmId, desk.now());
    const rows = await selectOfFilm(tx, { guildId: key.guildId, roundId: taken.round.id }, filmId);
    const twin = rows.find(({ state }) => state === 'open');
    const isThis = twin ? await mergeTwin(tx, key, taken.nomination, twin, to) : true;
    if (isThis) await updateNomination(tx, key, { filmId });
    await record(tx, desk, taken, person, 'nomination re-pointed');
    return { to };
  });
}

type Twin = Pick<Listed, 'id' | 'waitingSince'>;

/** Of two nominations that become one, the one on a ballot stays. @returns whether that is the first. */
async function mergeTwin(tx: Db, { guildId }: NominationKey, one: Twin, twin: Twin, film: string): Promise<boolean> {
  const onBallot = new Set(
    (await selectOpenPolls(tx, guildId, [one.id, twin.id])).map(({ nominationId }) => nominationId),
  );
  if (onBallot.size === 2) throw new UserError('nominations.mend.on-ballot', { film });
  const [stays, goes] = onBallot.has(one.id) ? [one, twin] : [twin, one];
  await updateNomination(tx, { guildId, nominationId: goes.id }, { state: 'withdrawn' });
  await mergeNomination(tx, guildId, goes, stays);
  return stays === one;
}

/** A nomination that a person may mend. @throws UserError for whoever is no host or moderator. */
export async function mayMend(db: Db, key: NominationKey, person: Person): Promise<Nomination> {
  const { roundId } = await loadNomination(db, key);
  await requireKeeper(db, await loadClub(db, await roundOf(db, { guildId: key.guildId, roundId })), person);
  const [nomination] = await nominationsByIds(db, key.guildId, [key.nominationId]);
  if (!nomination) throw new UserError('nominations.unknown');
  return nomination;
}

async function requireKeeper(tx: Db, club: Club, person: Person): Promise<void> {
  if (!person.moderates) await requireHost(tx, club, person);
}

/** Keeps what was done, and has a running poll show it. */
async function record(tx: Db, desk: Desk, { key, club }: Taken, { userId }: Person, what: string): Promise<void> {
  await recordEvent(tx, club, { userId, what, subjectId: key.nominationId }, desk.now());
  for (const { pollId } of await selectOpenPolls(tx, key.guildId, [key.nominationId]))
    await refreshPost(tx, desk, { guildId: key.guildId, kind: POLL_POST, subjectId: pollId });
}
