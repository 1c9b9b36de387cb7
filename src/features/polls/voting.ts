import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { refreshPost } from '../../posts/posts.ts';
import type { Locale } from '../../texts/texts.ts';
import { keyOf, loadClub, requireMember, updateMembers } from '../clubs/clubs.ts';
import {
  countTurnout,
  insertVoters,
  type Own,
  type Seat,
  selectOwn,
  selectSeat,
  upsertBallot,
  upsertDraft,
  type VoterKey,
} from './ballots.ts';
import { filmsOf, loadPoll, type PollFilm } from './films.ts';
import { claimAsking, type PollKey, type PollRow } from './queries.ts';
import { ballotOf, markFilms, markRank } from './rules.ts';
import { tellHosts } from './telling.ts';

/** A member's view of their own ballot. `marked` holds nomination ids; in a ranking empty texts for open ranks. */
export type BallotView = {
  poll: PollRow;
  films: PollFilm[];
  marked: string[];
  /** Whether what is marked has not been cast yet. */
  isDraft: boolean;
  /** What was cast last, if anything. */
  cast: Own['cast'];
};

/** Who votes: the person, and the roles they hold. */
export type Voter = { userId: string; roles: readonly string[] };

/**
 * A member's ballot, to be marked.
 * @throws UserError when the poll is over or they may not vote in it.
 */
export async function openBallot(desk: Desk, key: PollKey, voter: Voter): Promise<BallotView> {
  const { poll, films, own } = await seated(desk.db, desk.now, key, voter, false);
  const marked = own.draft ?? own.cast?.choices ?? [];
  return { poll, films, marked, isDraft: own.draft !== undefined || !own.cast, cast: own.cast };
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
  mark: (poll: PollRow, films: PollFilm[], marked: readonly string[]) => string[],
): Promise<BallotView> {
  return desk.db.transaction(async (tx) => {
    const { poll, films, own } = await seated(tx, desk.now, key, voter, true);
    const marked = mark(poll, films, own.draft ?? own.cast?.choices ?? []);
    await upsertDraft(tx, { ...key, userId: voter.userId }, marked, desk.now());
    return { poll, films, marked, isDraft: true, cast: own.cast };
  });
}

/**
 * Casts what is marked. The last ballot accepted counts; it can be changed until the close.
 * @throws UserError when the poll is over or the person may not vote in it.
 */
export async function castBallot(desk: Desk, key: PollKey, voter: Voter): Promise<BallotView> {
  const { view, isFirst } = await desk.db.transaction(async (tx) => {
    const { poll, films, own } = await seated(tx, desk.now, key, voter, true);
    const choices = ballotOf(films, own.draft ?? own.cast?.choices ?? [], poll.method);
    const cast = { choices, castAt: desk.now() };
    await upsertBallot(tx, { ...key, userId: voter.userId }, choices, cast.castAt);
    if (!own.cast) await showTurnout(tx, desk, key);
    return { view: { poll, films, marked: choices, isDraft: false, cast }, isFirst: !own.cast };
  });
  if (isFirst) await askToClose(desk, view.poll);
  return view;
}

/**
 * A member who may vote now, with the films and what they have marked and cast. In a transaction (`lock`) a close and
 * other acts of the same member are held up until it ends.
 */
async function seated(db: Db, now: () => Date, key: PollKey, voter: Voter, lock: boolean) {
  const voterKey: VoterKey = { ...key, userId: voter.userId };
  const seat = (await selectSeat(db, voterKey, lock)) ?? (await refuseStranger(db, key, now()));
  requireOpen(seat.poll, now());
  await requireVoter(db, seat, voter);
  const [films, own] = await Promise.all([filmsOf(db, key), selectOwn(db, voterKey)]);
  return { poll: seat.poll, films, own };
}

/** Says why somebody has no place in a poll: it is not there, over, or its club is not theirs. */
async function refuseStranger(db: Db, key: PollKey, now: Date): Promise<never> {
  const poll = await loadPoll(db, key);
  requireOpen(poll, now);
  throw new UserError('clubs.join-first', { club: (await loadClub(db, poll)).name });
}

/** @throws UserError for a poll that is over, and for Discord's own, which takes no ballots of ours. */
function requireOpen(poll: PollRow, now: Date): void {
  if (poll.method === 'native') throw new UserError('polls.native.vote-there');
  if (poll.state === 'cancelled') throw new UserError('polls.cancelled');
  if (poll.state !== 'open' || poll.closesAt <= now) throw new UserError('polls.closed');
}

/** Roles are known of whoever acts, and of nobody else: a member who holds the role is one of the voters from now on. */
async function requireVoter(db: Db, { poll, isVoter }: Seat, { userId, roles }: Voter): Promise<void> {
  if (poll.eligible === 'role') {
    if (!poll.roleId || !roles.includes(poll.roleId)) throw new UserError('polls.role-only');
    if (!isVoter) await insertVoters(db, { guildId: poll.guildId, pollId: poll.id }, [userId]);
  }
  if (poll.eligible === 'coming' && !isVoter) throw new UserError('polls.coming-only');
}

/**
 * Once all have voted, the hosts are asked whether to close now; a poll never closes early by itself. Where people say
 * during the poll that they come, "all" says nothing.
 */
async function askToClose(desk: Desk, poll: PollRow): Promise<void> {
  if (poll.askedToClose || poll.eligible === 'coming') return;
  const { voted, eligible } = await countTurnout(desk.db, poll);
  if (voted < eligible) return;
  await desk.db.transaction(async (tx) => {
    if (!(await claimAsking(tx, { guildId: poll.guildId, pollId: poll.id }))) return;
    await tellHosts(tx, desk, poll, 'polls/all-voted');
  });
}

/** Switches a member's private reminders, in their language, on or off. @returns whether they are on now. */
export async function toggleReminder(
  desk: Desk,
  key: PollKey,
  { userId, locale }: { userId: string; locale: Locale },
): Promise<boolean> {
  return desk.db.transaction(async (tx) => {
    const club = await loadClub(tx, await loadPoll(tx, key));
    const member = await requireMember(tx, club, userId);
    const remindedSince = member.remindedSince ? null : desk.now();
    await updateMembers(tx, keyOf(club), [userId], { remindedSince, locale });
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
    requireOpen(poll, desk.now());
    if (poll.eligible !== 'coming') throw new UserError('failure.stale');
    await requireMember(tx, await loadClub(tx, poll), userId);
    if ((await insertVoters(tx, key, [userId])) > 0) await showTurnout(tx, desk, key);
  });
}

function showTurnout(tx: Db, desk: Desk, { guildId, pollId }: PollKey): Promise<void> {
  return refreshPost(tx, desk, { guildId, kind: 'polls/opened', subjectId: pollId });
}
