import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { isId, newId } from '../../lib/ids.ts';
import { addPost, loadPost, refreshPost, repost } from '../../posts/posts.ts';
import {
  type Club,
  findMember,
  keyOf,
  loadClub,
  type Person,
  requireHost,
  requireMember,
  updateMembers,
} from '../clubs/clubs.ts';
import { fillUp, type Nomination, nominationsByIds, standing } from '../nominations/nominations.ts';
import { moveRound, openRound, roundOf } from '../rounds/rounds.ts';
import { ballotsCsv } from './counting/csv.ts';
import {
  claimAsking,
  countBallots,
  deleteDraft,
  insertPoll,
  insertVoters,
  isVoter,
  nextNumber,
  type PollKey,
  type PollRow,
  selectBallot,
  selectBallots,
  selectDraft,
  selectEligible,
  selectPoll,
  selectPollFilms,
  selectPolls,
  upsertBallot,
  upsertDraft,
  type VoterKey,
} from './queries.ts';
import { ballotOf, DURATION, endOf, type Method, markFilms, markRank, mostFilms, remindAt } from './rules.ts';
import { tellHosts } from './telling.ts';

export type Poll = PollRow;
export { type Closing, cancelPoll, closePoll, type Outcome, outcomeOf, type Recount, recount } from './closing.ts';
export type { Method, PollKey };

/** A film on a ballot: the nomination's id, and since when it waits. */
export type PollFilm = Nomination;

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

/** A member's view of their own ballot. `marked` holds nomination ids; in a ranking empty texts for open ranks. */
export type BallotView = {
  poll: Poll;
  films: PollFilm[];
  marked: string[];
  /** Whether what is marked has not been cast yet. */
  isDraft: boolean;
  /** What was cast last, if anything. */
  cast: { choices: string[]; castAt: Date } | undefined;
};

const HOUR = 3_600_000;

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
  if (length <= 0) throw new UserError('polls.closes.past');
  if (length < DURATION.shortest) throw new UserError('polls.closes.soon');
  if (length > DURATION.longest) throw new UserError('polls.closes.far');
  const eligible = wish.eligible ?? (wish.roleId ? 'role' : 'members');
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
    roleId: wish.roleId ?? null,
    quorum: wish.quorum ?? club.settings.quorum,
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
  if (films.length === 0) throw new UserError('polls.no-films');
  if (films.length < club.settings.films)
    throw new UserError('polls.too-few', { count: films.length, needed: club.settings.films });
  if (films.length > mostFilms(method))
    throw new UserError(method === 'native' ? 'polls.native.too-many' : 'polls.too-many', {
      count: films.length,
      most: mostFilms(method),
    });
  return films;
}

/** @throws UserError when this server has no such poll, also for an id that somebody made up. */
export async function loadPoll(db: Db, key: PollKey, lock?: 'share' | 'update'): Promise<Poll> {
  const poll = await selectPoll(db, key, lock);
  if (!poll) throw new UserError('polls.gone');
  return poll;
}

/** A poll, or undefined where there is none; `lock` as in `loadPoll`. */
export async function findPoll(db: Db, key: PollKey, lock?: 'share' | 'update'): Promise<Poll | undefined> {
  return selectPoll(db, key, lock);
}

/** The films of a poll in the order of its ballot, as they are called now. */
export async function filmsOf(db: Db, key: PollKey): Promise<PollFilm[]> {
  const rows = await selectPollFilms(db, key);
  const found = await nominationsByIds(
    db,
    key.guildId,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => found.find((one) => one.id === id) ?? []);
}

/** What everybody may know of a running poll: how many may vote, and how many have. */
export async function turnout(db: Db, poll: Poll): Promise<{ voted: number; eligible: number }> {
  const [voted, eligible] = await Promise.all([
    countBallots(db, { guildId: poll.guildId, pollId: poll.id }),
    selectEligible(db, poll),
  ]);
  return { voted, eligible: Math.max(voted, eligible.length) };
}

/** Who votes: the person, and the roles they hold. */
export type Voter = { userId: string; roles: readonly string[] };

/**
 * A member's ballot, to be marked.
 * @throws UserError when the poll is over or they may not vote in it.
 */
export async function openBallot(desk: Desk, key: PollKey, voter: Voter): Promise<BallotView> {
  const poll = await loadPoll(desk.db, key);
  await requireOpen(poll, desk.now());
  await requireVoter(desk.db, poll, voter);
  return viewOf(desk.db, poll, voter.userId);
}

/** Marks films where any number, or one, can be marked; nothing is cast yet. */
export async function draftFilms(desk: Desk, key: PollKey, voter: Voter, chosen: readonly string[]) {
  return draft(desk, key, voter, (poll, films) => markFilms(films, chosen, poll.method));
}

/** Puts a film at a rank (from 0), or leaves the rank open; nothing is cast yet. */
export async function draftRank(desk: Desk, key: PollKey, voter: Voter, rank: number, chosen: string | undefined) {
  return draft(desk, key, voter, (_, films, marked) => markRank(films, marked, rank, chosen));
}

async function draft(
  desk: Desk,
  key: PollKey,
  voter: Voter,
  mark: (poll: Poll, films: PollFilm[], marked: readonly string[]) => string[],
): Promise<BallotView> {
  return desk.db.transaction(async (tx) => {
    const poll = await loadPoll(tx, key, 'share');
    await requireOpen(poll, desk.now());
    await requireVoter(tx, poll, voter);
    const films = await filmsOf(tx, key);
    const voterKey = { ...key, userId: voter.userId };
    const before = (await selectDraft(tx, voterKey, true)) ?? (await selectBallot(tx, voterKey))?.choices ?? [];
    await upsertDraft(tx, voterKey, mark(poll, films, before), desk.now());
    return viewOf(tx, poll, voter.userId, films);
  });
}

/**
 * Casts what is marked. The last ballot accepted counts; it can be changed until the close.
 * @throws UserError when the poll is over or the person may not vote in it.
 */
export async function castBallot(desk: Desk, key: PollKey, voter: Voter): Promise<BallotView> {
  const view = await desk.db.transaction(async (tx) => {
    const poll = await loadPoll(tx, key, 'share');
    const now = desk.now();
    await requireOpen(poll, now);
    await requireVoter(tx, poll, voter);
    const films = await filmsOf(tx, key);
    const voterKey: VoterKey = { ...key, userId: voter.userId };
    const marked = (await selectDraft(tx, voterKey, true)) ?? (await selectBallot(tx, voterKey))?.choices ?? [];
    const choices = ballotOf(films, marked, poll.method);
    const isFirst = await upsertBallot(tx, voterKey, choices, now);
    await deleteDraft(tx, voterKey);
    if (isFirst) await refreshPost(tx, desk, { guildId: key.guildId, kind: 'polls/opened', subjectId: key.pollId });
    return { poll, films, marked: choices, isDraft: false, cast: { choices, castAt: now } };
  });
  if (!view.poll.askedToClose) await askToClose(desk, view.poll);
  return view;
}

/** Once all have voted, the hosts are asked whether to close now. A poll never closes early by itself. */
async function askToClose(desk: Desk, poll: Poll): Promise<void> {
  const { voted, eligible } = await turnout(desk.db, poll);
  if (voted < eligible) return;
  await desk.db.transaction(async (tx) => {
    if (!(await claimAsking(tx, { guildId: poll.guildId, pollId: poll.id }))) return;
    await tellHosts(tx, desk, poll, 'polls/all-voted');
  });
}

async function requireOpen(poll: Poll, now: Date): Promise<void> {
  if (poll.method === 'native') throw new UserError('polls.native.vote-there');
  if (poll.state === 'cancelled') throw new UserError('polls.cancelled');
  if (poll.state !== 'open' || poll.closesAt <= now) throw new UserError('polls.closed');
}

async function requireVoter(db: Db, poll: Poll, { userId, roles }: Voter): Promise<void> {
  const club = { guildId: poll.guildId, clubId: poll.clubId };
  const key = { guildId: poll.guildId, pollId: poll.id };
  if (!(await findMember(db, club, userId))) {
    throw new UserError('clubs.join-first', { club: (await loadClub(db, club)).name });
  }
  if (poll.eligible === 'role' && poll.roleId) {
    if (!roles.includes(poll.roleId)) throw new UserError('polls.role-only');
    await insertVoters(db, key, [userId]);
  }
  if (poll.eligible === 'coming' && !(await isVoter(db, { ...key, userId }))) throw new UserError('polls.coming-only');
}

async function viewOf(db: Db, poll: Poll, userId: string, films?: PollFilm[]): Promise<BallotView> {
  const key = { guildId: poll.guildId, pollId: poll.id, userId };
  const [onBallot, drafted, cast] = await Promise.all([
    films ?? filmsOf(db, key),
    selectDraft(db, key),
    selectBallot(db, key),
  ]);
  return {
    poll,
    films: onBallot,
    marked: drafted ?? cast?.choices ?? [],
    isDraft: drafted !== undefined || !cast,
    cast,
  };
}

/** Switches a member's private reminders on or off. @returns whether they are on now. */
export async function toggleReminder(desk: Desk, key: PollKey, userId: string): Promise<boolean> {
  return desk.db.transaction(async (tx) => {
    const poll = await loadPoll(tx, key);
    const club = await loadClub(tx, { guildId: poll.guildId, clubId: poll.clubId });
    const member = await requireMember(tx, club, userId);
    const remindedSince = member.remindedSince ? null : desk.now();
    await updateMembers(tx, keyOf(club), [userId], { remindedSince });
    return remindedSince !== null;
  });
}

/**
 * "I'm coming": lets a member vote in a poll of those who come.
 * @throws UserError when the poll is over, or asks nobody whether they come.
 */
export async function sayComing(desk: Desk, key: PollKey, { userId }: { userId: string }): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const poll = await loadPoll(tx, key, 'share');
    await requireOpen(poll, desk.now());
    if (poll.eligible !== 'coming') throw new UserError('failure.stale');
    await requireMember(tx, await loadClub(tx, { guildId: poll.guildId, clubId: poll.clubId }), userId);
    const added = await insertVoters(tx, key, [userId]);
    if (added > 0) await refreshPost(tx, desk, { guildId: key.guildId, kind: 'polls/opened', subjectId: key.pollId });
  });
}

/**
 * The kept ballots of a closed poll without names, as CSV.
 * @throws UserError when it is not closed: before that nothing of a ballot leaves.
 */
export async function exportBallots(db: Db, key: PollKey): Promise<{ poll: Poll; csv: string }> {
  const poll = await loadPoll(db, key);
  if (poll.state !== 'closed') throw new UserError('polls.not-counted');
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

/** Posts a poll's announcement that could not be posted in the channel it was meant for. */
export async function repostResult(
  desk: Desk,
  { guildId, postId }: { guildId: string; postId: string },
  person: Person,
  channelId: string,
): Promise<void> {
  const post = await loadPost(desk.db, guildId, postId);
  if (!post || post.failed === null || !isId(post.subjectId)) throw new UserError('failure.stale');
  const poll = await loadPoll(desk.db, { guildId, pollId: post.subjectId });
  await requireHost(desk.db, await loadClub(desk.db, { guildId, clubId: poll.clubId }), person);
  await repost(desk.db, desk.enqueue, post, channelId);
}

/** The polls of a club that are under way, and the newest that was counted. */
export async function listPolls(db: Db, club: Club): Promise<Poll[]> {
  return selectPolls(db, club.guildId, club.id);
}

/**
 * The poll that is meant: the one whose number is given, else the club's only open one; where any will do, else the
 * newest; of closed ones the latest.
 * @throws UserError when there is none, or more than one may be meant.
 */
export async function choosePoll(
  db: Db,
  club: Club,
  given: string | undefined,
  wanted: 'open' | 'closed' | 'any',
): Promise<Poll> {
  const polls = await listPolls(db, club);
  if (given !== undefined) return pollCalled(polls, given, club);
  const [newest] = polls;
  if (!newest) throw new UserError('polls.none', { club: club.name });
  if (wanted === 'closed') return lastCounted(polls, club);
  const [open, ...more] = polls.filter(({ state }) => state === 'open');
  if (open && more.length === 0) return open;
  if (open) {
    const numbers = [open, ...more].map(({ number }) => number).sort((a, b) => a - b);
    throw new UserError('polls.which', { numbers: numbers.join(', '), example: open.number });
  }
  if (wanted === 'any') return newest;
  throw new UserError('polls.none.open', { club: club.name });
}

function pollCalled(polls: readonly Poll[], given: string, club: Club): Poll {
  const word = given.trim().replace(/^#/, '');
  const found = polls.find(({ id, number }) => id === word || String(number) === word);
  if (!found) throw new UserError('polls.unknown', { poll: given.slice(0, 40), club: club.name });
  return found;
}

function lastCounted(polls: readonly Poll[], club: Club): Poll {
  const closed = polls.filter(({ state }) => state === 'closed');
  const [latest] = closed.toSorted((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0));
  if (!latest) throw new UserError('polls.none.closed', { club: club.name });
  return latest;
}
