import { and, eq, notExists, type SQL } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { clubMembers, discussionMembers, discussionRemovals, discussions } from '../../../db/schema/index.ts';
import type { DiscussionKey, DiscussionRow } from '../queries.ts';

export async function insertMember(db: Db, row: typeof discussionMembers.$inferInsert): Promise<void> {
  await db.insert(discussionMembers).values(row).onConflictDoNothing();
}

export async function isMember(db: Db, key: DiscussionKey, userId: string): Promise<boolean> {
  const rows = await db
    .select({ userId: discussionMembers.userId })
    .from(discussionMembers)
    .where(memberIs(key, userId));
  return rows.length > 0;
}

export async function deleteMember(db: Db, key: DiscussionKey, userId: string): Promise<void> {
  await db.delete(discussionMembers).where(memberIs(key, userId));
}

/** The discussions about a film in which a person is. */
export async function selectJoined(
  db: Db,
  { guildId, filmId, userId }: { guildId: string; filmId: string; userId: string },
): Promise<DiscussionRow[]> {
  return selectEntered(db, { guildId, userId }, eq(discussionMembers.filmId, filmId));
}

/** The discussions of a club in which a person is who is no member of it any more. */
export async function selectLeft(
  db: Db,
  { guildId, clubId }: { guildId: string; clubId: string },
  userId: string,
): Promise<DiscussionRow[]> {
  const membership = db
    .select({ userId: clubMembers.userId })
    .from(clubMembers)
    .where(and(eq(clubMembers.guildId, guildId), eq(clubMembers.clubId, clubId), eq(clubMembers.userId, userId)));
  return selectEntered(db, { guildId, userId }, and(eq(discussions.clubId, clubId), notExists(membership)));
}

/** Those discussions of a server in which a person is. */
async function selectEntered(
  db: Db,
  { guildId, userId }: { guildId: string; userId: string },
  those: SQL | undefined,
): Promise<DiscussionRow[]> {
  const rows = await db
    .select({ discussion: discussions })
    .from(discussionMembers)
    .innerJoin(
      discussions,
      and(eq(discussions.guildId, discussionMembers.guildId), eq(discussions.id, discussionMembers.discussionId)),
    )
    .where(and(eq(discussionMembers.guildId, guildId), eq(discussionMembers.userId, userId), those));
  return rows.map(({ discussion }) => discussion);
}

function memberIs({ guildId, discussionId }: DiscussionKey, userId: string) {
  return and(
    eq(discussionMembers.guildId, guildId),
    eq(discussionMembers.discussionId, discussionId),
    eq(discussionMembers.userId, userId),
  );
}

/** @returns false when the person was put out before. */
export async function insertRemoval(db: Db, row: typeof discussionRemovals.$inferInsert): Promise<boolean> {
  const inserted = await db
    .insert(discussionRemovals)
    .values(row)
    .onConflictDoNothing()
    .returning({ userId: discussionRemovals.userId });
  return inserted.length > 0;
}

/** @returns false when the person had not been put out. */
export async function deleteRemoval(db: Db, key: DiscussionKey, userId: string): Promise<boolean> {
  const deleted = await db
    .delete(discussionRemovals)
    .where(removalIs(key, userId))
    .returning({ userId: discussionRemovals.userId });
  return deleted.length > 0;
}

export async function wasRemoved(db: Db, key: DiscussionKey, userId: string): Promise<boolean> {
  const rows = await db
    .select({ userId: discussionRemovals.userId })
    .from(discussionRemovals)
    .where(removalIs(key, userId));
  return rows.length > 0;
}

function removalIs({ guildId, discussionId }: DiscussionKey, userId: string) {
  return and(
    eq(discussionRemovals.guildId, guildId),
    eq(discussionRemovals.discussionId, discussionId),
    eq(discussionRemovals.userId, userId),
  );
}
