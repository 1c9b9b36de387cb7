import { z } from 'zod';
import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { addPost, refreshPost } from '../../posts/posts.ts';
import { loadClub, type Person, recordEvent, requireHost } from '../clubs/clubs.ts';
import { nominationsByIds } from '../nominations/nominations.ts';
import { moveRound, roundOf } from '../rounds/rounds.ts';
import { selectBallots, selectEligible, upsertBallot } from './ballots.ts';
import { count } from './counting/count.ts';
import { type Result, resultSchema, sameResult, type Won } from './counting/result.ts';
import { type PollKey, type PollRow, selectPoll, selectPollFilms, updatePoll } from './queries.ts';
import { extendedEnd, isExtended, lateness } from './rules.ts';

const outcomeSchema = z.object({
  result: resultSchema,
  eligible: z.number().int(),
  /** Ballots it took, and whether there were that many. */
  quorum: z.number().int(),
  hasQuorum: z.boolean(),
  /** How long after the deadline it was closed, in ms; 0 when in time. */
  lateMs: z.number(),
  /** Whether its votes were lost with the message of Discord's own poll. */
  lost: z.boolean().optional(),
});

/** What came of a poll, as it is stored. */
export type Outcome = z.infer<typeof outcomeSchema>;

/** What came of a closed poll; undefined for one that is open or was called off. */
export function outcomeOf(poll: PollRow): Outcome | undefined {
  return poll.outcome === null ? undefined : outcomeSchema.parse(poll.outcome);
}

/** How a film won that is the club's choice: undefined where nothing won, and where it took more ballots to decide. */
export function winOf({ result, hasQuorum }: Pick<Outcome, 'result' | 'hasQuorum'>): Won | undefined {
  return hasQuorum && result.winner !== undefined ? result : undefined;
}

/** What a close did: closed it, has Discord end its own, gave it more time, or found that it is not due, or over already. */
export type Closing = { kind: 'closed' | 'ending' | 'extended' | 'not-due' | 'over'; poll: PollRow };

/** Votes that were cast elsewhere and are filed before the count: Discord's own poll. `lost` with its message. */
export type OutsideBallots = ReadonlyMap<string, readonly string[]> | 'lost';

/** A job may come so long (ms) before the deadline by the clock that ballots are measured by: it comes again. */
const EARLY = 2_000;

/**
 * Closes a poll, by its deadline (`by` undefined) or by a host's hand: the result, the round's next step and the
 * announcement are one transaction. Closing twice closes once.
 * @throws UserError when the person may not.
 */
export async function closePoll(desk: Desk, key: PollKey, by?: Person, outside?: OutsideBallots): Promise<Closing> {
  return desk.db.transaction(async (tx) => {
    const poll = await selectPoll(tx, key, 'update');
    if (!poll) throw new UserError('polls.gone');
    if (by) await requireHost(tx, await clubOf(tx, poll), by);
    if (by && poll.state === 'cancelled') throw new UserError('polls.cancelled');
    if (poll.state !== 'open') return { kind: 'over', poll };
    const now = desk.now();
    const filed = outside === 'lost' ? undefined : outside;
    if (!by && !filed && poll.closesAt > now) return waitFor(tx, desk, poll, now);
    if (by && poll.method === 'native') return endSoon(tx, desk, poll, now);
    if (filed) await fileBallots(tx, poll, filed, now);
    const ballots = await selectBallots(tx, key);
    if (!by && isExtended(poll, ballots.length)) return extend(tx, desk, poll, now);
    return settle(tx, desk, poll, now, { by, lost: outside === 'lost' });
  });
}

/** Until the deadline ballots are accepted, so nothing is counted before it. A job of an earlier deadline is let go. */
async function waitFor(tx: Db, desk: Desk, poll: PollRow, now: Date): Promise<Closing> {
  const early = poll.closesAt.getTime() - now.getTime();
  const again = new Date(poll.closesAt.getTime() + early); // the queue's clock is ahead by as much
  if (early <= EARLY) await desk.enqueue(tx, 'polls/close', { guildId: poll.guildId, pollId: poll.id }, again);
  return { kind: 'not-due', poll };
}

type How = { by: Person | undefined; lost: boolean };

async function settle(tx: Db, desk: Desk, poll: PollRow, now: Date, { by, lost }: How): Promise<Closing> {
  const result = await counted(tx, poll);
  const hasQuorum = result.ballots >= poll.quorum;
  const eligible = Math.max(result.ballots, (await selectEligible(tx, poll)).length);
  const lateMs = by ? 0 : lateness(poll.closesAt, now);
  const outcome: Outcome = { result, eligible, quorum: poll.quorum, hasQuorum, lateMs, ...(lost ? { lost } : {}) };
  const closed: PollRow = { ...poll, state: 'closed', closedAt: now, closedBy: by?.userId ?? null, outcome };
  await updatePoll(tx, poll, { state: 'closed', closedAt: now, closedBy: closed.closedBy, outcome });
  const winner = winOf(outcome)?.winner;
  const [film] = winner ? await nominationsByIds(tx, poll.guildId, [winner]) : [];
  const round = await roundOf(tx, { guildId: poll.guildId, roundId: poll.roundId }, true);
  if (round.state === 'polling') {
    if (film) await moveRound(tx, round, 'scheduled', now, { filmId: film.filmId, chosenBy: 'poll' });
    else await moveRound(tx, round, 'nominating', now);
    await desk.enqueue(tx, 'screenings/cycle', { guildId: poll.guildId, roundId: poll.roundId });
  }
  const about = { guildId: poll.guildId, subjectId: poll.id };
  await addPost(tx, desk, { ...about, channelId: poll.channelId, kind: 'polls/result' });
  await showOpened(tx, desk, poll);
  return { kind: 'closed', poll: closed };
}

async function extend(tx: Db, desk: Desk, poll: PollRow, now: Date): Promise<Closing> {
  const closesAt = extendedEnd(poll, now);
  await updatePoll(tx, poll, { closesAt, extended: true });
  await desk.enqueue(tx, 'polls/close', { guildId: poll.guildId, pollId: poll.id }, closesAt);
  const about = { guildId: poll.guildId, subjectId: poll.id };
  const data = { lateMs: lateness(poll.closesAt, now) };
  await addPost(tx, desk, { ...about, channelId: poll.channelId, kind: 'polls/extended', data });
  await showOpened(tx, desk, poll);
  return { kind: 'extended', poll: { ...poll, closesAt, extended: true } };
}

/** Discord's own poll ends there first: the job does it and counts once Discord has. */
async function endSoon(tx: Db, desk: Desk, poll: PollRow, now: Date): Promise<Closing> {
  await updatePoll(tx, poll, { closesAt: now });
  await desk.enqueue(tx, 'polls/close', { guildId: poll.guildId, pollId: poll.id });
  return { kind: 'ending', poll: { ...poll, closesAt: now } };
}

/** Counts the ballots of a poll as they lie in the database. @param waiting since when films waited at the first count. */
async function counted(db: Db, poll: PollRow, waiting: Result['tally'] = []): Promise<Result> {
  const key = { guildId: poll.guildId, pollId: poll.id };
  const [films, ballots] = await Promise.all([selectPollFilms(db, key), selectBallots(db, key)]);
  const before = new Map(waiting.map(({ id, waitingSince }) => [id, waitingSince]));
  const candidates = films.map(({ id, waitingSince }) => {
    return { id, waitingSince: before.get(id) ?? waitingSince.getTime() };
  });
  const method = poll.method === 'native' ? 'approval' : poll.method;
  return count(
    method,
    candidates,
    ballots.map(({ choices }) => choices),
    poll.id,
  );
}

/** Votes that were cast at Discord become ballots, as far as who cast them may vote. */
async function fileBallots(tx: Db, poll: PollRow, outside: Exclude<OutsideBallots, 'lost'>, now: Date): Promise<void> {
  const eligible = new Set((await selectEligible(tx, poll)).map(({ userId }) => userId));
  for (const [userId, choices] of outside) {
    if (eligible.has(userId))
      await upsertBallot(tx, { guildId: poll.guildId, pollId: poll.id, userId }, [...choices], now);
  }
}

/** What a recount finds: the result of counting again, and whether it is the one that was announced. */
export type Recount = {
  poll: PollRow;
  announced: Outcome;
  again: Pick<Outcome, 'result' | 'hasQuorum'>;
  stands: boolean;
};

/**
 * Counts the kept ballots of a closed poll again. Since when each film waits is what it was at the close: a nomination
 * that stands again later may be merged with an older one.
 * @throws UserError when it is not closed.
 */
export async function recount(db: Db, key: PollKey): Promise<Recount> {
  const poll = await selectPoll(db, key);
  if (!poll) throw new UserError('polls.gone');
  if (poll.state === 'cancelled') throw new UserError('polls.cancelled');
  const announced = outcomeOf(poll);
  if (!announced) throw new UserError('polls.not-counted');
  const result = await counted(db, poll, announced.result.tally);
  const again = { result, hasQuorum: result.ballots >= announced.quorum };
  return { poll, announced, again, stands: sameResult(announced.result, result) };
}

/**
 * Calls a poll off: nothing is counted, the ballots are kept, and the films stand again.
 * @throws UserError when the person may not, or the poll is over.
 */
export async function cancelPoll(desk: Desk, key: PollKey, by: Person): Promise<PollRow> {
  return desk.db.transaction(async (tx) => {
    const poll = await selectPoll(tx, key, 'update');
    if (!poll) throw new UserError('polls.gone');
    const club = await clubOf(tx, poll);
    await requireHost(tx, club, by);
    if (poll.state !== 'open') throw new UserError('polls.over');
    const now = desk.now();
    await updatePoll(tx, poll, { state: 'cancelled', closedAt: now, closedBy: by.userId });
    const round = await roundOf(tx, { guildId: poll.guildId, roundId: poll.roundId }, true);
    if (round.state === 'polling') await moveRound(tx, round, 'nominating', now);
    await desk.enqueue(tx, 'screenings/cycle', { guildId: poll.guildId, roundId: poll.roundId });
    await recordEvent(tx, club, { userId: by.userId, what: 'poll cancelled', subjectId: poll.id }, now);
    const about = { guildId: poll.guildId, subjectId: poll.id };
    await addPost(tx, desk, { ...about, channelId: poll.channelId, kind: 'polls/cancelled' });
    await showOpened(tx, desk, poll);
    return { ...poll, state: 'cancelled', closedAt: now };
  });
}

/** The poll's message shows how things are now; Discord's own poll cannot be edited. */
async function showOpened(tx: Db, desk: Desk, { method, guildId, id }: PollRow): Promise<void> {
  if (method !== 'native') await refreshPost(tx, desk, { guildId, kind: 'polls/opened', subjectId: id });
}

function clubOf(db: Db, { guildId, clubId }: PollRow) {
  return loadClub(db, { guildId, clubId });
}
