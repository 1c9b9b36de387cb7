import type { Db } from '../../db/db.ts';
import { violates } from '../../db/errors.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { refreshPost } from '../../posts/posts.ts';
import { type Club, loadClub, type Person, recordEvent, requireHost, requireMember } from '../clubs/clubs.ts';
import { isChoosing, mergeNomination, type Round, roundOf } from '../rounds/rounds.ts';
import { adopted } from './nominate.ts';
import { type Nomination, nominationsByIds } from './nominations.ts';
import {
  clearPitch,
  deleteNominator,
  type Listed,
  type NominationKey,
  selectNominations,
  selectNominators,
  selectOfFilm,
  selectOpenPolls,
  updateNomination,
} from './queries.ts';
import { labelsOf } from './rules.ts';

/** The announcement of a running poll, whose list of films follows what is mended. */
const POLL_POST = 'polls/opened';

/** A nomination in the hands of one transaction, with its round locked. `film` is "Title (Year)". */
type Taken = { key: NominationKey; nomination: Listed; round: Round; club: Club; film: string };

/** What was done to which film, for a sentence. */
export type Done = { film: string; roundId: string };

/**
 * Takes back that a member puts a film forward. With others it stands on.
 * @returns how many still put it forward.
 * @throws UserError when they do not, or when the film is on the ballot of a running poll.
 */
export async function withdraw(desk: Desk, key: NominationKey, userId: string): Promise<Done & { left: number }> {
  return taking(desk, key, async (tx, taken) => {
    requireStanding(taken);
    await requireNoBallot(tx, taken);
    if (!(await deleteNominator(tx, key, userId))) throw new UserError('nominations.not-yours', { film: taken.film });
    const left = (await selectNominators(tx, key.guildId, [key.nominationId])).length;
    if (left === 0) await updateNomination(tx, key, { state: 'withdrawn' });
    return { left };
  });
}

/**
 * A member's one veto in a round: the film does not stand in it any more.
 * @throws UserError where the club has no veto, it is spent, or the film is on the ballot of a running poll.
 */
export async function veto(desk: Desk, key: NominationKey, userId: string): Promise<Done> {
  return taking(desk, key, async (tx, taken) => {
    const { club, film } = taken;
    await requireMember(tx, club, userId);
    if (!club.settings.veto) throw new UserError('nominations.veto.off', { club: club.name });
    requireStanding(taken);
    await requireNoBallot(tx, taken);
    try {
      await tx.transaction((inner) => updateNomination(inner, key, { state: 'vetoed', vetoedBy: userId }));
    } catch (error) {
      if (violates(error, 'nominations_veto_key')) throw new UserError('nominations.veto.spent', { film });
      throw error;
    }
    return {};
  });
}

/** Lets a film stand again, for the member who struck it, while the round still collects films. */
export async function takeVetoBack(desk: Desk, key: NominationKey, userId: string): Promise<Done> {
  return taking(desk, key, async (tx, taken) => {
    const { nomination, round, film } = taken;
    if (nomination.vetoedBy !== userId || nomination.state !== 'vetoed' || round.state !== 'nominating')
      throw new UserError('nominations.veto.none', { film });
    await updateNomination(tx, key, { state: 'open', vetoedBy: null });
    return {};
  });
}

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

/** @throws UserError for an id that is no nomination of this server. */
export async function loadNomination(db: Db, { guildId, nominationId }: NominationKey): Promise<Listed> {
  const [nomination] = await selectNominations(db, guildId, [nominationId]);
  if (!nomination) throw new UserError('nominations.unknown');
  return nomination;
}

/** Locks a nomination's round, and with it the nomination, for one piece of work. */
async function taking<Result extends object>(
  desk: Desk,
  key: NominationKey,
  work: (tx: Db, taken: Taken) => Promise<Result>,
): Promise<Done & Result> {
  return desk.db.transaction(async (tx) => {
    const { roundId } = await loadNomination(tx, key);
    const round = await roundOf(tx, { guildId: key.guildId, roundId }, true);
    // what was read before the lock may have changed since
    const nomination = await loadNomination(tx, key);
    if (nomination.roundId !== roundId) throw new UserError('rounds.moved');
    const film = labelsOf([nomination])[0] ?? nomination.title;
    const result = await work(tx, { key, nomination, round, club: await loadClub(tx, round), film });
    return { film, roundId, ...result };
  });
}

function requireStanding({ nomination, round, film }: Taken): void {
  if (nomination.state !== 'open' || !isChoosing(round.state)) throw new UserError('nominations.gone', { film });
}

async function requireNoBallot(tx: Db, { key, film }: Taken): Promise<void> {
  const polls = await selectOpenPolls(tx, key.guildId, [key.nominationId]);
  if (polls.length > 0) throw new UserError('nominations.on-ballot', { film });
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
