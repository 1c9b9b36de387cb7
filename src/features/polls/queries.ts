import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import {
  ballotDrafts,
  ballots,
  clubMembers,
  nominations,
  pollFilms,
  polls,
  pollVoters,
} from '../../db/schema/index.ts';

export type PollRow = typeof polls.$inferSelect;
export type PollKey = { guildId: string; pollId: string };
export type VoterKey = PollKey & { userId: string };

/** @param lock `share` lets other ballots in and holds up a close; `update` holds up both. */
export async function selectPoll(
  db: Db,
  { guildId, pollId }: PollKey,
  lock?: 'share' | 'update',
): Promise<PollRow | undefined> {
  const query = db
    .select()
    .from(polls)
    .where(and(eq(polls.guildId, guildId), eq(polls.id, pollId)));
  const [row] = await (lock ? query.for(lock) : query);
  return row;
}

/** The polls of a club, the newest first. */
export async function selectPolls(db: Db, guildId: string, clubId: string, limit = 1_000): Promise<PollRow[]> {
  return db
    .select()
    .from(polls)
    .where(and(eq(polls.guildId, guildId), eq(polls.clubId, clubId)))
    .orderBy(desc(polls.number))
    .limit(limit);
}

/** The number that a club's next poll gets. The club's row has to be locked. */
export async function nextNumber(db: Db, guildId: string, clubId: string): Promise<number> {
  const [row] = await db
    .select({ last: sql<number>`coalesce(max(${polls.number}), 0)::int` })
    .from(polls)
    .where(and(eq(polls.guildId, guildId), eq(polls.clubId, clubId)));
  return (row?.last ?? 0) + 1;
}

export async function insertPoll(db: Db, poll: PollRow, nominationIds: readonly string[]): Promise<void> {
  await db.insert(polls).values(poll);
  await db.insert(pollFilms).values(
    nominationIds.map((nominationId, position) => ({
      guildId: poll.guildId,
      pollId: poll.id,
      nominationId,
      position,
    })),
  );
}

export async function updatePoll(db: Db, { guildId, id }: PollRow, values: Partial<PollRow>): Promise<void> {
  await db
    .update(polls)
    .set(values)
    .where(and(eq(polls.guildId, guildId), eq(polls.id, id)));
}

/** What is on the ballot, in its order: nominations, and since when (epoch ms) each waits. */
export async function selectPollFilms(db: Db, { guildId, pollId }: PollKey) {
  return db
    .select({ id: pollFilms.nominationId, waitingSince: nominations.waitingSince, filmId: nominations.filmId })
    .from(pollFilms)
    .innerJoin(nominations, and(eq(nominations.guildId, pollFilms.guildId), eq(nominations.id, pollFilms.nominationId)))
    .where(and(eq(pollFilms.guildId, guildId), eq(pollFilms.pollId, pollId)))
    .orderBy(asc(pollFilms.position));
}

/** The ids of nominations that a poll under way has on its ballot. */
export async function selectUnderVote(db: Db, guildId: string, nominationIds: readonly string[]): Promise<string[]> {
  if (nominationIds.length === 0) return [];
  const rows = await db
    .select({ id: pollFilms.nominationId })
    .from(pollFilms)
    .innerJoin(polls, and(eq(polls.guildId, pollFilms.guildId), eq(polls.id, pollFilms.pollId)))
    .where(
      and(eq(pollFilms.guildId, guildId), eq(polls.state, 'open'), inArray(pollFilms.nominationId, [...nominationIds])),
    );
  return rows.map(({ id }) => id);
}

/** @returns whether it is the voter's first ballot in this poll. */
export async function upsertBallot(db: Db, key: VoterKey, choices: string[], now: Date): Promise<boolean> {
  const [row] = await db
    .insert(ballots)
    .values({ ...key, choices, castAt: now })
    .onConflictDoUpdate({
      target: [ballots.guildId, ballots.pollId, ballots.userId],
      set: { choices: sql`excluded.choices`, castAt: sql`excluded.cast_at` },
    })
    .returning({ isFirst: sql<boolean>`(xmax = 0)` });
  return row?.isFirst ?? false;
}

export async function selectBallot(db: Db, { guildId, pollId, userId }: VoterKey) {
  const [row] = await db
    .select({ choices: ballots.choices, castAt: ballots.castAt })
    .from(ballots)
    .where(and(eq(ballots.guildId, guildId), eq(ballots.pollId, pollId), eq(ballots.userId, userId)));
  return row;
}

/** Every ballot of a poll. */
export async function selectBallots(db: Db, { guildId, pollId }: PollKey) {
  return db
    .select({ userId: ballots.userId, choices: ballots.choices })
    .from(ballots)
    .where(and(eq(ballots.guildId, guildId), eq(ballots.pollId, pollId)))
    .orderBy(asc(ballots.userId));
}

export async function countBallots(db: Db, { guildId, pollId }: PollKey): Promise<number> {
  const [row] = await db
    .select({ ballots: count() })
    .from(ballots)
    .where(and(eq(ballots.guildId, guildId), eq(ballots.pollId, pollId)));
  return row?.ballots ?? 0;
}

export async function upsertDraft(db: Db, key: VoterKey, choices: string[], now: Date): Promise<void> {
  await db
    .insert(ballotDrafts)
    .values({ ...key, choices, savedAt: now })
    .onConflictDoUpdate({
      target: [ballotDrafts.guildId, ballotDrafts.pollId, ballotDrafts.userId],
      set: { choices: sql`excluded.choices`, savedAt: sql`excluded.saved_at` },
    });
}

/** @param lock holds up another change of the same draft until the transaction ends. */
export async function selectDraft(db: Db, key: VoterKey, lock = false): Promise<string[] | undefined> {
  const query = db.select({ choices: ballotDrafts.choices }).from(ballotDrafts).where(draftIs(key));
  const [row] = await (lock ? query.for('update') : query);
  return row?.choices;
}

export async function deleteDraft(db: Db, key: VoterKey): Promise<void> {
  await db.delete(ballotDrafts).where(draftIs(key));
}

function draftIs({ guildId, pollId, userId }: VoterKey) {
  return and(eq(ballotDrafts.guildId, guildId), eq(ballotDrafts.pollId, pollId), eq(ballotDrafts.userId, userId));
}

export async function insertVoters(db: Db, { guildId, pollId }: PollKey, userIds: readonly string[]): Promise<number> {
  if (userIds.length === 0) return 0;
  const inserted = await db
    .insert(pollVoters)
    .values(userIds.map((userId) => ({ guildId, pollId, userId })))
    .onConflictDoNothing()
    .returning({ userId: pollVoters.userId });
  return inserted.length;
}

export async function isVoter(db: Db, { guildId, pollId, userId }: VoterKey): Promise<boolean> {
  const rows = await db
    .select({ userId: pollVoters.userId })
    .from(pollVoters)
    .where(and(eq(pollVoters.guildId, guildId), eq(pollVoters.pollId, pollId), eq(pollVoters.userId, userId)));
  return rows.length > 0;
}

/** The members who may vote now: all of the club, or those among them whom the poll knows as its voters. */
export async function selectEligible(db: Db, poll: PollRow): Promise<{ userId: string; reminded: boolean }[]> {
  const members = db
    .select({ userId: clubMembers.userId, reminded: sql<boolean>`${clubMembers.remindedSince} is not null` })
    .from(clubMembers);
  const ofClub = and(eq(clubMembers.guildId, poll.guildId), eq(clubMembers.clubId, poll.clubId));
  if (poll.eligible === 'members') return members.where(ofClub);
  return members
    .innerJoin(pollVoters, and(eq(pollVoters.guildId, clubMembers.guildId), eq(pollVoters.userId, clubMembers.userId)))
    .where(and(ofClub, eq(pollVoters.pollId, poll.id)));
}

/** Says that the host was asked to close. @returns false when somebody was quicker. */
export async function claimAsking(db: Db, { guildId, pollId }: PollKey): Promise<boolean> {
  const claimed = await db
    .update(polls)
    .set({ askedToClose: true })
    .where(
      and(eq(polls.guildId, guildId), eq(polls.id, pollId), eq(polls.askedToClose, false), eq(polls.state, 'open')),
    )
    .returning({ id: polls.id });
  return claimed.length > 0;
}
