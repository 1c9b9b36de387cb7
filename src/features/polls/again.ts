import { z } from 'zod';
import type { Db } from '../../db/db.ts';
import type { Desk, JobPayload } from '../../jobs/names.ts';
import { change, findPost, loadPost, type Post, repost } from '../../posts/posts.ts';

/** The first pause (ms) before a result that may not be posted is tried again; each one after it is twice as long. */
const FIRST_PAUSE = 600_000;
/** Ten pauses are a week. */
const MOST_TRIES = 10;

const carried = z.object({ tries: z.number().default(0), lateMs: z.number().default(0) });

/**
 * What a post about a poll carries: how often it was tried again by itself, and how late (ms) what it tells of was
 * done; 0 where it says nothing.
 */
export function carriedBy({ data }: Post): z.infer<typeof carried> {
  return carried.parse(data);
}

/** Has a result that could not be posted tried again later: the permission may be given back. @param tx a transaction. */
export async function tryLater(tx: Db, desk: Omit<Desk, 'db'>, post: Post): Promise<void> {
  const { tries } = carriedBy(post);
  if (tries >= MOST_TRIES) return;
  const at = new Date(desk.now().getTime() + FIRST_PAUSE * 2 ** tries);
  await desk.enqueue(tx, 'polls/repost', { guildId: post.guildId, postId: post.id }, at);
}

/** Whether a poll's result could not be posted and is tried again by itself. */
export async function triesAgain(
  db: Db,
  { guildId, id: subjectId }: { guildId: string; id: string },
): Promise<boolean> {
  const post = await findPost(db, { guildId, kind: 'polls/result', subjectId });
  return post?.failed === 'forbidden' && carriedBy(post).tries < MOST_TRIES;
}

/** Tries again in the same channel. What was posted meanwhile, or whose channel is gone, is left alone. */
export async function tryAgain(desk: Desk, { guildId, postId }: JobPayload<'polls/repost'>): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const post = await loadPost(tx, guildId, postId);
    if (post?.failed !== 'forbidden' || !post.channelId) return;
    await change(tx, post, { data: { tries: carriedBy(post).tries + 1 } });
    await repost(tx, desk, post, post.channelId);
  });
}
