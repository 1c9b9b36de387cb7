import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { clubEvents, clubMembers, clubs, guilds, pendingCommands } from '../../db/schema/index.ts';

export type ClubRow = typeof clubs.$inferSelect;
export type MemberRow = typeof clubMembers.$inferSelect;
export type ClubKey = { guildId: string; clubId: string };

export async function ensureGuild(db: Db, guildId: string, now: Date): Promise<void> {
  await db.insert(guilds).values({ guildId, joinedAt: now }).onConflictDoNothing();
}

export async function insertClub(db: Db, club: typeof clubs.$inferInsert): Promise<ClubRow> {
  const [row] = await db.insert(clubs).values(club).returning();
  if (!row) throw new Error('an inserted club has no row');
  return row;
}

export async function updateClub(
  db: Db,
  { guildId, clubId }: ClubKey,
  values: Partial<Pick<ClubRow, 'name' | 'channelId' | 'zone' | 'settings'>>,
): Promise<ClubRow | undefined> {
  const [row] = await db
    .update(clubs)
    .set(values)
    .where(and(eq(clubs.guildId, guildId), eq(clubs.id, clubId)))
    .returning();
  return row;
}

/** @param lock keeps others from changing the club until the transaction ends; what hangs on it may still be written. */
export async function selectClub(db: Db, { guildId, clubId }: ClubKey, lock = false): Promise<ClubRow | undefined> {
  const query = db
    .select()
    .from(clubs)
    .where(and(eq(clubs.guildId, guildId), eq(clubs.id, clubId)));
  // a full lock would hold up every row that names the club, and lock up with whoever holds one of its rounds
  const [row] = await (lock ? query.for('no key update') : query);
  return row;
}

/** Every club of a server, the oldest first. */
export async function selectClubs(db: Db, guildId: string): Promise<ClubRow[]> {
  return db.select().from(clubs).where(eq(clubs.guildId, guildId)).orderBy(asc(clubs.createdAt), asc(clubs.id));
}

/** The ids of the clubs that a person is a member of. */
export async function selectMemberships(db: Db, guildId: string, userId: string): Promise<string[]> {
  const rows = await db
    .select({ clubId: clubMembers.clubId })
    .from(clubMembers)
    .where(and(eq(clubMembers.guildId, guildId), eq(clubMembers.userId, userId)));
  return rows.map(({ clubId }) => clubId);
}

/** The members of a club, those who joined first first. */
export async function selectMembers(db: Db, { guildId, clubId }: ClubKey): Promise<MemberRow[]> {
  return db
    .select()
    .from(clubMembers)
    .where(and(eq(clubMembers.guildId, guildId), eq(clubMembers.clubId, clubId)))
    .orderBy(asc(clubMembers.joinedAt), asc(clubMembers.userId));
}

export async function selectMember(db: Db, key: ClubKey, userId: string): Promise<MemberRow | undefined> {
  const [row] = await db.select().from(clubMembers).where(memberIs(key, userId));
  return row;
}

/** @returns false when the person is a member already. */
export async function insertMember(db: Db, member: typeof clubMembers.$inferInsert): Promise<boolean> {
  const inserted = await db
    .insert(clubMembers)
    .values(member)
    .onConflictDoNothing()
    .returning({ userId: clubMembers.userId });
  return inserted.length > 0;
}

/** @returns false when the person was no member. */
export async function deleteMember(db: Db, key: ClubKey, userId: string): Promise<boolean> {
  const deleted = await db.delete(clubMembers).where(memberIs(key, userId)).returning({ userId: clubMembers.userId });
  return deleted.length > 0;
}

export async function updateMembers(
  db: Db,
  key: ClubKey,
  userIds: readonly string[],
  values: Partial<Pick<MemberRow, 'role' | 'locale' | 'remindedSince' | 'pickedAt' | 'missedTurns'>>,
): Promise<number> {
  if (userIds.length === 0) return 0;
  const { guildId, clubId } = key;
  const updated = await db
    .update(clubMembers)
    .set(values)
    .where(
      and(eq(clubMembers.guildId, guildId), eq(clubMembers.clubId, clubId), inArray(clubMembers.userId, [...userIds])),
    )
    .returning({ userId: clubMembers.userId });
  return updated.length;
}

export async function insertEvent(db: Db, event: Omit<typeof clubEvents.$inferInsert, 'id'>): Promise<void> {
  await db.insert(clubEvents).values({ ...event, id: sql`gen_random_uuid()` as never });
}

export type PendingRow = typeof pendingCommands.$inferSelect;

/** Keeps a command until its club is chosen; those that nobody came back to for long enough go. */
export async function insertPending(db: Db, pending: PendingRow, forgetBefore: Date): Promise<void> {
  await db
    .delete(pendingCommands)
    .where(and(eq(pendingCommands.guildId, pending.guildId), lt(pendingCommands.askedAt, forgetBefore)));
  await db.insert(pendingCommands).values(pending);
}

/** A kept command, if it is this person's. */
export async function selectPending(
  db: Db,
  { guildId, id, userId }: Pick<PendingRow, 'guildId' | 'id' | 'userId'>,
): Promise<PendingRow | undefined> {
  const [row] = await db
    .select()
    .from(pendingCommands)
    .where(and(eq(pendingCommands.guildId, guildId), eq(pendingCommands.id, id), eq(pendingCommands.userId, userId)));
  return row;
}

/** Takes a kept command, once, if it is this person's. */
export async function deletePending(
  db: Db,
  { guildId, id, userId }: Pick<PendingRow, 'guildId' | 'id' | 'userId'>,
): Promise<PendingRow | undefined> {
  const [row] = await db
    .delete(pendingCommands)
    .where(and(eq(pendingCommands.guildId, guildId), eq(pendingCommands.id, id), eq(pendingCommands.userId, userId)))
    .returning();
  return row;
}

function memberIs({ guildId, clubId }: ClubKey, userId: string) {
  return and(eq(clubMembers.guildId, guildId), eq(clubMembers.clubId, clubId), eq(clubMembers.userId, userId));
}
