import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { isId, newId } from '../../lib/ids.ts';
import { addPost, loadPost, repost } from '../../posts/posts.ts';
import { type Club, keyOf, loadClub, type Person, requireHost } from '../clubs/clubs.ts';
import { fillUp, type Nomination, standing } from '../nominations/nominations.ts';
import { moveRound, openRound, roundOf } from '../rounds/rounds.ts';
import { countTurnout, insertVoters, selectBallots } from './ballots.ts';
import { outcomeOf } from './closing.ts';
import { ballotsCsv } from './counting/csv.ts';
import { filmsOf, loadPoll } from './films.ts';
import {
  insertPoll,
  nextNumber,
  type PollKey,
  type PollRow,
  selectLastClosed,
  selectPoll,
  selectPolls,
  selectPollsOf,
  updatePoll,
} from './queries.ts';
import { DURATION, endOf, type Method, mostFilms, remindAt } from './rules.ts';

export type Poll = PollRow;
export {
  type Closing,
  cancelPoll,
  closePoll,
  type Outcome,
  outcomeOf,
  type Recount,
  recount,
  winOf,
} from './closing.ts';
export { filmsOf, type PollFilm } from './films.ts';
export {
  type BallotView,
  castBallot,
  draftFilms,
  draftRank,
  openBallot,
  sayComing,
  toggleReminder,
} from './voting.ts';
export type { PollKey };

/** What somebody wants who opens a poll; what is left out is as the club has decided. */
export type PollWish = {
  method?: Method | undefined;
  closesAt?: Date | undefined;
  quorum?: number | undefined;
  eligible?: Poll['eligible'] | undefined;
  roleId?: string | undefined;
  /** Members known to hold the role. */
  voters?: readonly string[] | undefined;
};

const HOUR = 3_600_000;
/** Open polls of a club that a sentence names. */
const NAMED_AT_ONCE = 10;

/**
 * Opens a poll on what stands in the club's round, and moves the round on: the poll, its deadline and its announcement
 * are one transaction.
 * @param person who opens it; undefined for the bot by itself.
 * @throws UserError when the person is no host, there are too few films or too many, or the end makes no sense.
 */
export async function openPoll(desk: Desk, club: Club, person: Person | undefined, wish: PollWish): Promise<Poll> {
  return desk.db.transaction(async (tx) => {
    await loadClub(tx, keyOf(club), true);
    if (person) await requireHost(tx, club, person);
    const now = desk.now();
    const poll = planned(club, person, wish, now);
    const round = await openRound(tx, desk, club);
    const films = await slate(tx, club, { guildId: club.guildId, roundId: round.id }, poll.method, now);
    poll.roundId = round.id;
    poll.number = await nextNumber(tx, club.guildId, club.id);
    await insertPoll(
      tx,
      poll,
      films.map(({ id }) => id),
    );
    await insertVoters(tx, { guildId: poll.guildId, pollId: poll.id }, wish.voters ?? []);
    await moveRound(tx, round, 'polling', now, { dueAt: poll.closesAt });
    const { guildId, channelId } = poll;
    const payload = { guildId, pollId: poll.id };
    await addPost(tx, desk, { guildId, channelId, kind: 'polls/opened', subjectId: poll.id });
    await desk.enqueue(tx, 'polls/close', payload, poll.closesAt);
    await desk.enqueue(tx, 'polls/remind', payload, remindAt(poll));
    return poll;
  });
}

function planned(club: Club, person: Person | undefined, wish: PollWish, now: Date): Poll {
  const method = wish.method ?? club.settings.method;
  const closesAt = wish.closesAt ?? new Date(now.getTime() + club.settings.pollHours * HOUR);
  const length = closesAt.getTime() - now.getTime();
  // a span of so many hours that no date holds it
  if (Number.isNaN(length)) throw new UserError('polls.closes.far');
  if (length <= 0) throw new UserError('polls.closes.past');
  if (length < DURATION.shortest) throw new UserError('polls.closes.soon');
  if (length > DURATION.longest) throw new UserError('polls.closes.far');
  // everybody has the role @everyone, whose id is the server's
  const roleId = wish.roleId === club.guildId ? undefined : wish.roleId;
  if (roleId && wish.eligible === 'coming') throw new UserError('polls.coming-or-role');
  const eligible = wish.eligible ?? (roleId ? 'role' : 'members');
  if (method === 'native' && eligible === 'coming') throw new UserError('polls.native.coming');
  return {
    guildId: club.guildId,
    clubId: club.id,
    roundId: '',
    id: newId(),
    number: 0,
    method,
    state: 'open',
    channelId: club.channelId,
    openedBy: person?.userId ?? null,
    openedAt: now,
    closesAt: endOf(method, closesAt, now),
    eligible,
    roleId: roleId ?? null,
    quorum: wish.quorum ?? club.settings.quorum,
    named: club.settings.names,
    extended: false,
    askedToClose: false,
    closedAt: null,
    closedBy: null,
    outcome: null,
  };
}

/** The films of a ballot: what stands, filled up from the watchlists where that is too little. */
async function slate(
  tx: Db,
  club: Club,
  round: { guildId: string; roundId: string },
  method: Method,
  now: Date,
): Promise<Nomination[]> {
  const found = await standing(tx, round);
  const missing = club.settings.films - found.length;
  const added = missing > 0 ? await fillUp(tx, club, await roundOf(tx, round), missing, now) : [];
  const films = [...found, ...added];
  if (films.length === 0) throw await noFilms(tx, club);
  if (films.length < club.settings.films)
    throw new UserError('polls.too-few', { count: films.length, needed: club.settings.films });
  if (films.length > mostFilms(method))
    throw new UserError(method === 'native' ? 'polls.native.too-many' : 'polls.too-many', {
      count: films.length,
      most: mostFilms(method),
    });
  return films;
}

/** Says why there is nothing to vote on: the films may all be in polls that are still open. */
async function noFilms(tx: Db, club: Club): Promise<UserError> {
  const open = await selectPolls(tx, keyOf(club), { state: 'open' }, NAMED_AT_ONCE);
  if (open.length === 0) return new UserError('polls.no-films');
  return new UserError('polls.no-films.held', { count: open.length, numbers: numbersOf(open) });
}

/** "1, 2": what people call polls by. */
function numbersOf(polls: readonly Poll[]): string {
  const numbers = polls.map(({ number }) => number).sort((a, b) => a - b);
  return numbers.join(', ');
}

/** A poll, or undefined where there is none; `lock` as in `loadPoll`. */
export async function findPoll(db: Db, key: PollKey, lock?: 'share' | 'update'): Promise<Poll | undefined> {
  return selectPoll(db, key, lock);
}

/** What everybody may know of a poll: how many may vote, and how many have; of a closed one as it was at its close. */
export async function turnout(db: Db, poll: Poll): Promise<{ voted: number; eligible: number }> {
  const outcome = outcomeOf(poll);
  return outcome ? { voted: outcome.result.ballots, eligible: outcome.eligible } : countTurnout(db, poll);
}

/**
 * The kept ballots of a closed poll without names, as CSV.
 * @throws UserError when it is not closed: before that nothing of a ballot leaves.
 */
export async function exportBallots(db: Db, key: PollKey): Promise<{ poll: Poll; csv: string }> {
  const poll = await loadPoll(db, key);
  if (poll.state === 'cancelled') throw new UserError('polls.cancelled');
  if (poll.state === 'open') throw new UserError('polls.not-counted');
  const [films, ballots] = await Promise.all([filmsOf(db, key), selectBallots(db, key)]);
  const method = poll.method === 'native' ? 'approval' : poll.method;
  return {
    poll,
    csv: ballotsCsv(
      method,
      films,
      ballots.map(({ choices }) => choices),
    ),
  };
}

/**
 * Posts an announcement elsewhere that could not be posted where it was meant to be, or that is gone there. What
 * follows about the poll goes to the same channel.
 * @throws UserError when nothing is lost any more, or the person is no host.
 */
export async function repostResult(
  desk: Desk,
  { guildId, postId }: { guildId: string; postId: string },
  person: Person,
  channelId: string,
): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const post = await loadPost(tx, guildId, postId);
    if (!post || !isId(post.subjectId)) throw new UserError('failure.stale');
    const poll = await loadPoll(tx, { guildId, pollId: post.subjectId });
    await requireHost(tx, await loadClub(tx, poll), person);
    if (!(await repost(tx, desk, post, channelId))) throw new UserError('failure.stale');
    await updatePoll(tx, poll, { channelId });
  });
}

/** The newest polls of all clubs of a server. */
export async function listPolls(db: Db, guildId: string, limit: number): Promise<Poll[]> {
  return selectPollsOf(db, guildId, limit);
}

/**
 * The poll that is meant: the one whose number or id is given, else the club's only open one; where any will do, else
 * the newest; of closed ones the latest.
 * @throws UserError when there is none, or more than one may be meant.
 */
export async function choosePoll(
  db: Db,
  club: Club,
  given: string | undefined,
  wanted: 'open' | 'closed' | 'any',
): Promise<Poll> {
  if (given !== undefined) return pollCalled(db, club, given);
  if (wanted === 'closed') return lastClosed(db, club);
  const [open, ...more] = await selectPolls(db, keyOf(club), { state: 'open' }, NAMED_AT_ONCE);
  if (open && more.length === 0) return open;
  if (open) throw new UserError('polls.which', { numbers: numbersOf([open, ...more]), example: open.number });
  const [newest] = await selectPolls(db, keyOf(club), {}, 1);
  if (!newest) throw new UserError('polls.none', { club: club.name });
  if (wanted === 'any') return newest;
  throw new UserError('polls.none.open', { club: club.name });
}

async function pollCalled(db: Db, club: Club, given: string): Promise<Poll> {
  const word = given.trim().replace(/^#/, '');
  const [found] = isId(word)
    ? [await selectPoll(db, { guildId: club.guildId, pollId: word })]
    : await selectPolls(db, keyOf(club), { number: /^\d{1,6}$/.test(word) ? Number(word) : 0 }, 1);
  if (found?.clubId !== club.id) throw new UserError('polls.unknown', { poll: given.slice(0, 40), club: club.name });
  return found;
}

async function lastClosed(db: Db, club: Club): Promise<Poll> {
  const latest = await selectLastClosed(db, keyOf(club));
  if (!latest) throw new UserError('polls.none.closed', { club: club.name });
  return latest;
}
