import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { discussionForums, discussions, guildFilms } from '../../db/schema/index.ts';

export type DiscussionRow = typeof discussions.$inferSelect;
export type DiscussionKey = { guildId: string; discussionId: string };
export type ClubFilm = { guildId: string; clubId: string; filmId: string };

/** @returns false when the club has one about this film. */
export async function insertDiscussion(db: Db, row: typeof discussions.$inferInsert): Promise<boolean> {
  const inserted = await db.insert(discussions).values(row).onConflictDoNothing().returning({ id: discussions.id });
  return inserted.length > 0;
}

/** @param lock keeps others from changing it, or who is in it, until the transaction ends. */
export async function selectDiscussion(
  db: Db,
  { guildId, discussionId }: DiscussionKey,
  lock = false,
): Promise<DiscussionRow | undefined> {
  const query = db
    .select()
    .from(discussions)
    .where(and(eq(discussions.guildId, guildId), eq(discussions.id, discussionId)));
  const [row] = await (lock ? query.for('no key update') : query);
  return row;
}

export async function selectOfFilm(db: Db, { guildId, clubId, filmId }: ClubFilm): Promise<DiscussionRow | undefined> {
  const [row] = await db
    .select()
    .from(discussions)
    .where(and(eq(discussions.guildId, guildId), eq(discussions.clubId, clubId), eq(discussions.filmId, filmId)));
  return row;
}

/** The discussion that is held in a thread. */
export async function selectInThread(db: Db, guildId: string, threadId: string): Promise<DiscussionRow | undefined> {
  const [row] = await db
    .select()
    .from(discussions)
    .where(and(eq(discussions.guildId, guildId), eq(discussions.threadId, threadId)));
  return row;
}

/** The discussions of a club, the oldest first. */
export async function selectOfClub(db: Db, { guildId, clubId }: Omit<ClubFilm, 'filmId'>): Promise<DiscussionRow[]> {
  return db
    .select()
    .from(discussions)
    .where(and(eq(discussions.guildId, guildId), eq(discussions.clubId, clubId)))
    .orderBy(asc(discussions.openedAt), asc(discussions.id));
}

export async function updateDiscussion(
  db: Db,
  { guildId, id }: Pick<DiscussionRow, 'guildId' | 'id'>,
  values: Partial<Pick<DiscussionRow, 'state' | 'place' | 'threadId' | 'triedAt' | 'announced'>>,
): Promise<void> {
  await db
    .update(discussions)
    .set(values)
    .where(and(eq(discussions.guildId, guildId), eq(discussions.id, id)));
}

/** Forgets a thread that is not there any more, unless another was made meanwhile. */
export async function clearThread(db: Db, { guildId, id }: DiscussionRow, threadId: string): Promise<void> {
  await db
    .update(discussions)
    .set({ threadId: null, place: null, triedAt: null })
    .where(and(eq(discussions.guildId, guildId), eq(discussions.id, id), eq(discussions.threadId, threadId)));
}

/** Says that everybody was told. @returns false when that was so already. */
export async function claimAnnouncing(db: Db, { guildId, id }: DiscussionRow): Promise<boolean> {
  const claimed = await db
    .update(discussions)
    .set({ announced: true })
    .where(and(eq(discussions.guildId, guildId), eq(discussions.id, id), eq(discussions.announced, false)))
    .returning({ id: discussions.id });
  return claimed.length > 0;
}

/** Whether a server typed a film in by hand, so that its title is a person's words. */
export async function isOwnFilm(db: Db, guildId: string, filmId: string): Promise<boolean> {
  const [row] = await db
    .select({ scope: guildFilms.filmScope })
    .from(guildFilms)
    .where(and(eq(guildFilms.guildId, guildId), eq(guildFilms.filmId, filmId)));
  return row?.scope === guildId;
}

type ClubKey = { guildId: string; clubId: string };

/** Says that a club's forum is being made. @returns what was known of it before, if anything. */
export async function beginForum(db: Db, key: ClubKey, now: Date) {
  const inserted = await db
    .insert(discussionForums)
    .values({ ...key, triedAt: now })
    .onConflictDoNothing()
    .returning();
  if (inserted.length > 0) return undefined;
  const [row] = await db.select().from(discussionForums).where(forumIs(key));
  return row;
}

export async function keepForum(db: Db, key: ClubKey, channelId: string): Promise<void> {
  await db.update(discussionForums).set({ channelId }).where(forumIs(key));
}

/** Forgets a forum that is not there any more, or whose making Discord refused. */
export async function clearForum(db: Db, key: ClubKey, channelId: string | null): Promise<void> {
  const same = channelId === null ? isNull(discussionForums.channelId) : eq(discussionForums.channelId, channelId);
  await db.delete(discussionForums).where(and(forumIs(key), same));
}

/** Which of these channels a club has for its forum, of which of these threads there is a discussion. */
export async function selectKnown(db: Db, guildId: string, channelIds: readonly string[]): Promise<Set<string>> {
  if (channelIds.length === 0) return new Set();
  const ids = sql.join(
    channelIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const rows = await db.execute<{ id: string }>(
    sql`select ${discussionForums.channelId} as id from ${discussionForums}
        where ${discussionForums.guildId} = ${guildId} and ${discussionForums.channelId} in (${ids})
        union all select ${discussions.threadId} from ${discussions}
        where ${discussions.guildId} = ${guildId} and ${discussions.threadId} in (${ids})`,
  );
  return new Set([...(rows as Iterable<{ id: string }>)].map(({ id }) => id));
}

function forumIs({ guildId, clubId }: ClubKey) {
  return and(eq(discussionForums.guildId, guildId), eq(discussionForums.clubId, clubId));
}
