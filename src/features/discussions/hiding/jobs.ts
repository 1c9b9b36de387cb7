import { Routes } from 'discord.js';
import type { App } from '../../../app.ts';
import { attempt } from '../../../discord/threads.ts';
import { markOf } from '../../../posts/posts.ts';
import type { JobHandlers } from '../../../posts/sending.ts';
import { deleteHidden, type HiddenKey, type HiddenRow, selectHidden, updateHidden } from './queries.ts';

/** How long (ms) after hiding was begun it is looked whether it came to its end. */
export const SETTLE_AFTER = 90_000;

/** What is being hidden by this process at this moment. */
export const underWay = new Set<string>();

/**
 * Hiding that was cut off: what is posted already is finished, what is not is let go, and the original stays.
 */
export const hidingJobs: Pick<JobHandlers, 'discussions/hide'> = {
  'discussions/hide': async (app, key) => {
    if (underWay.has(key.messageId)) {
      const at = new Date(app.now().getTime() + SETTLE_AFTER);
      return app.db.transaction((tx) => app.enqueue(tx, 'discussions/hide', key, at));
    }
    await settle(app, key);
  },
};

/** Finishes what a process that ended had begun. */
export async function settle(app: App, key: HiddenKey): Promise<void> {
  const row = await selectHidden(app.db, key);
  if (!row || row.hiddenAt) return;
  const postId = row.postId ?? (await app.discord.find(row.channelId, markOf(row.messageId), row.askedAt));
  if (!postId) return deleteHidden(app.db, key);
  if (!(await finish(app, row, postId))) await takeBack(app, row, postId);
}

/**
 * Deletes the original of what is posted, and notes it. One that is not there any more was deleted by us, and Discord's
 * answer lost: taking the new message back then would lose what somebody wrote.
 * @returns false where Discord does not delete it.
 */
export async function finish(app: App, row: HiddenRow, postId: string): Promise<boolean> {
  const deleted = await attempt(app.discord.rest().delete(Routes.channelMessage(row.channelId, row.messageId)));
  if (deleted.kind !== 'done' && deleted.kind !== 'unknown') return false;
  await updateHidden(app.db, row, { postId, hiddenAt: app.now() });
  return true;
}

/** Takes the new message away again, and the note of it: then nothing has happened. */
export async function takeBack(app: App, row: HiddenRow, postId: string): Promise<void> {
  await attempt(app.discord.rest().delete(Routes.channelMessage(row.channelId, postId)));
  await deleteHidden(app.db, row);
}
