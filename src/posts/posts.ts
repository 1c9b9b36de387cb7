import { createHash } from 'node:crypto';
import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '../db/db.ts';
import { posts } from '../db/schema/index.ts';
import type { Desk } from '../jobs/names.ts';
import { newId } from '../lib/ids.ts';

export type Post = typeof posts.$inferSelect;

/** Where something is posted: a channel, or a private note to a person. */
export type NewPost = {
  guildId: string;
  kind: string;
  subjectId: string;
  data?: Record<string, unknown>;
} & ({ channelId: string } | { userId: string });

/** An edit follows another of the same message after this long (ms) at the soonest. */
const EDIT_EVERY = 1_000;

/** Has something posted, in the transaction that causes it. @returns the post's id. */
export async function addPost(tx: Db, { enqueue, now }: Omit<Desk, 'db'>, post: NewPost): Promise<string> {
  const id = newId();
  await tx.insert(posts).values({ ...post, id, createdAt: now() });
  await enqueue(tx, 'posts/send', { guildId: post.guildId, postId: id });
  return id;
}

/** Has a private note about something sent to each of some people, as `addPost`. */
export async function addNotes(
  tx: Db,
  desk: Omit<Desk, 'db'>,
  userIds: readonly string[],
  note: Pick<NewPost, 'guildId' | 'kind' | 'subjectId' | 'data'>,
): Promise<void> {
  for (const userId of userIds) await addPost(tx, desk, { ...note, userId });
}

type About = { guildId: string; kind: string; subjectId: string };

/** The newest post of a kind about something. */
export async function findPost(db: Db, { guildId, kind, subjectId }: About): Promise<Post | undefined> {
  const [post] = await db
    .select()
    .from(posts)
    .where(and(eq(posts.guildId, guildId), eq(posts.subjectId, subjectId), eq(posts.kind, kind)))
    .orderBy(desc(posts.createdAt))
    .limit(1);
  return post;
}

/** Has the newest post about something shown anew, at most once a second however many ask. */
export async function refreshPost(tx: Db, { enqueue, now }: Omit<Desk, 'db'>, about: About): Promise<void> {
  const { guildId, kind, subjectId } = about;
  const newest = tx
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.guildId, guildId), eq(posts.subjectId, subjectId), eq(posts.kind, kind)))
    .orderBy(desc(posts.createdAt))
    .limit(1);
  const soonest = sql`${posts.editedAt} + ${`${EDIT_EVERY} milliseconds`}::interval`;
  // Once an edit is due nobody waits for the row any more: that keeps a thousand ballots from queueing up for it.
  const [due] = await tx
    .update(posts)
    .set({ refreshAt: sql`greatest(${now().toISOString()}::timestamptz, ${soonest})` })
    .where(and(eq(posts.guildId, guildId), eq(posts.id, newest), isNull(posts.refreshAt), isNull(posts.failed)))
    .returning({ postId: posts.id, at: posts.refreshAt });
  if (due?.at) await enqueue(tx, 'posts/refresh', { guildId, postId: due.postId }, due.at);
}

export async function loadPost(db: Db, guildId: string, postId: string): Promise<Post | undefined> {
  const [post] = await db
    .select()
    .from(posts)
    .where(and(eq(posts.guildId, guildId), eq(posts.id, postId)));
  return post;
}

const LOST = ['gone', 'forbidden'] as const;

/** The newest post about something, if it could not be sent to its channel or is gone there. */
export async function findLost(db: Db, about: Omit<About, 'kind'>): Promise<Post | undefined> {
  const [post] = await db
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.guildId, about.guildId),
        eq(posts.subjectId, about.subjectId),
        isNull(posts.userId),
        or(isNull(posts.failed), inArray(posts.failed, [...LOST])),
      ),
    )
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(1);
  return post?.failed ? post : undefined;
}

/** Posts again, elsewhere, what was lost. @returns false when it is not lost any more. */
export async function repost(
  tx: Db,
  { enqueue, now }: Omit<Desk, 'db'>,
  { guildId, id: postId }: Post,
  channelId: string,
): Promise<boolean> {
  const taken = await tx
    .update(posts)
    .set({ channelId, createdAt: now(), failed: null, triedAt: null, sentAt: null, messageId: null })
    .where(and(eq(posts.guildId, guildId), eq(posts.id, postId), inArray(posts.failed, [...LOST])))
    .returning({ id: posts.id });
  if (taken.length > 0) await enqueue(tx, 'posts/send', { guildId, postId });
  return taken.length > 0;
}

/** A post that was sent later than this (ms) after it was caused was held up. */
const HELD_UP_FROM = 60_000;

/** How long (ms) a post waits to be sent, or waited: the bot was down in between. 0 within a minute. */
export function heldUp({ createdAt, sentAt }: Pick<Post, 'createdAt' | 'sentAt'>, now: Date): number {
  const waited = (sentAt ?? now).getTime() - createdAt.getTime();
  return waited >= HELD_UP_FROM ? waited : 0;
}

/** What makes Discord take a post once in a channel: 25 characters, as many as it takes. */
export function nonceOf(postId: string, channelId: string): string {
  return createHash('sha256').update(`${postId}/${channelId}`).digest('hex').slice(0, 25);
}

/** A positive 31-bit number by which the bot knows a message of its own again. */
export function markOf(postId: string): number {
  return createHash('sha256').update(postId).digest().readUInt32BE(0) & 0x7fff_ffff || 1;
}

/** Marks a post as being sent. @returns the post as it was before, or undefined when there is nothing to send. */
export async function beginSending(db: Db, guildId: string, postId: string, now: Date): Promise<Post | undefined> {
  return db.transaction(async (tx) => {
    const [post] = await tx
      .select()
      .from(posts)
      .where(and(eq(posts.guildId, guildId), eq(posts.id, postId), isNull(posts.sentAt), isNull(posts.failed)))
      .for('update');
    if (post) await change(tx, post, { triedAt: sql`coalesce(${posts.triedAt}, ${now.toISOString()})` as never });
    return post;
  });
}

/** The post whose edit is due, taken so that the next change asks for a new one. */
export async function beginRefresh(db: Db, guildId: string, postId: string, now: Date): Promise<Post | undefined> {
  const [post] = await db
    .update(posts)
    .set({ refreshAt: null, editedAt: now })
    .where(and(eq(posts.guildId, guildId), eq(posts.id, postId)))
    .returning();
  return post;
}

export async function change(db: Db, post: Post, values: Partial<typeof posts.$inferInsert>): Promise<void> {
  await db
    .update(posts)
    .set(values)
    .where(and(eq(posts.guildId, post.guildId), eq(posts.id, post.id)));
}
