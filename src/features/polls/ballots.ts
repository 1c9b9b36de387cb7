import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { ballotDrafts, ballots, clubMembers, polls, pollVoters } from '../../db/schema/index.ts';
import { type PollKey, type PollRow, pollIs } from './queries.ts';

export type VoterKey = PollKey & { userId: string };

/** A poll as one of its club's members finds it. `isVoter`: it knows them as one who may vote. */
export type Seat = { poll: PollRow; isVoter: boolean };

/**
 * The poll with a member's place in it, or undefined for whoever is no member of its club.
 * @param lock holds up a close, and another act of the same voter in this poll, until the transaction ends: what they
 *   marked is to be read in a statement after this one.
 */
export async function selectSeat(db: Db, key: VoterKey, lock: boolean): Promise<Seat | undefined> {
  const { guildId, pollId, userId } = key;
  const isVoter = sql<boolean>`exists (select from ${pollVoters} where ${pollVoters.guildId} = ${guildId}
    and ${pollVoters.pollId} = ${pollId} and ${pollVoters.userId} = ${userId})`;
  const held = lock ? sql`pg_advisory_xact_lock(hashtextextended(${`${pollId}/${userId}`}, 0))::text` : sql`''`;
  const query = db
    .select({ poll: polls, isVoter, held })
    .from(polls)
    .innerJoin(
      clubMembers,
      and(eq(clubMembers.guildId, polls.guildId), eq(clubMembers.clubId, polls.clubId), eq(clubMembers.userId, userId)),
    )
    .where(pollIs(key));
  const [row] = await (lock ? query.for('share', { of: polls }) : query);
  return row && { poll: row.poll, isVoter: row.isVoter };
}

/** What a member has marked and not cast, and what they cast last. */
export type Own = { draft: string[] | undefined; cast: { choices: string[]; castAt: Date } | undefined };

export async function selectOwn(db: Db, key: VoterKey): Promise<Own> {
  const [row] = await db
    .select({ draft: ballotDrafts.choices, choices: ballots.choices, castAt: ballots.castAt })
    .from(polls)
    .leftJoin(
      ballotDrafts,
      and(
        eq(ballotDrafts.guildId, polls.guildId),
        eq(ballotDrafts.pollId, polls.id),
        eq(ballotDrafts.userId, key.userId),
      ),
    )
    .leftJoin(
      ballots,
      and(eq(ballots.guildId, polls.guildId), eq(ballots.pollId, polls.id), eq(ballots.userId, key.userId)),
    )
    .where(pollIs(key));
  const { draft, choices, castAt } = row ?? {};
  return { draft: draft ?? undefined, cast: choices && castAt ? { choices, castAt } : undefined };
}

/** Files a ballot in the place of an earlier one; what was marked for it is done with. */
export async function upsertBallot(db: Db, key: VoterKey, choices: string[], now: Date): Promise<void> {
  const draft = db.$with('draft').as(
    db
      .delete(ballotDrafts)
      .where(draftIs(key))
      .returning({ done: sql<number>`1`.as('done') }),
  );
  await db
    .with(draft)
    .insert(ballots)
    .values({ ...key, choices, castAt: now })
    .onConflictDoUpdate({
      target: [ballots.guildId, ballots.pollId, ballots.userId],
      set: { choices: sql`excluded.choices`, castAt: sql`excluded.cast_at` },
    });
}

/** Every ballot of a poll. */
export async function selectBallots(db: Db, { guildId, pollId }: PollKey) {
  return db
    .select({ userId: ballots.userId, choices: ballots.choices })
    .from(ballots)
    .where(and(eq(ballots.guildId, guildId), eq(ballots.pollId, pollId)))
    .orderBy(asc(ballots.userId));
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

function draftIs({ guildId, pollId, userId }: VoterKey) {
  return and(eq(ballotDrafts.guildId, guildId), eq(ballotDrafts.pollId, pollId), eq(ballotDrafts.userId, userId));
}

/** @returns how many of them the poll did not know as its voters. */
export async function insertVoters(db: Db, { guildId, pollId }: PollKey, userIds: readonly string[]): Promise<number> {
  if (userIds.length === 0) return 0;
  const inserted = await db
    .insert(pollVoters)
    .values(userIds.map((userId) => ({ guildId, pollId, userId })))
    .onConflictDoNothing()
    .returning({ userId: pollVoters.userId });
  return inserted.length;
}

/** The members who may vote now: all of the club, or those among them whom the poll knows as its voters. */
export async function selectEligible(db: Db, poll: PollRow): Promise<{ userId: string; reminded: boolean }[]> {
  const reminded = sql<boolean>`${clubMembers.remindedSince} is not null`;
  return db.select({ userId: clubMembers.userId, reminded }).from(clubMembers).where(mayVote(poll));
}

/** How many may vote now, and how many have; those who have voted and left since are among both. */
export async function countTurnout(db: Db, poll: PollRow): Promise<{ voted: number; eligible: number }> {
  const voted = sql<number>`(select count(*)::int from ${ballots}
    where ${ballots.guildId} = ${poll.guildId} and ${ballots.pollId} = ${poll.id})`;
  const [row] = await db.select({ voted, eligible: count() }).from(clubMembers).where(mayVote(poll));
  return { voted: row?.voted ?? 0, eligible: Math.max(row?.voted ?? 0, row?.eligible ?? 0) };
}

function mayVote({ guildId, clubId, id, eligible }: PollRow) {
  const isKnown = sql`exists (select from ${pollVoters} where ${pollVoters.guildId} = ${guildId}
    and ${pollVoters.pollId} = ${id} and ${pollVoters.userId} = ${clubMembers.userId})`;
  const ofClub = and(eq(clubMembers.guildId, guildId), eq(clubMembers.clubId, clubId));
  return eligible === 'members' ? ofClub : and(ofClub, isKnown);
}
