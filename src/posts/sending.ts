import type { App } from '../app.ts';
import type { Db } from '../db/db.ts';
import { withoutFiles } from '../discord/bare.ts';
import type { Letter } from '../discord/publish.ts';
import type { JobName, JobPayload } from '../jobs/names.ts';
import { beginRefresh, beginSending, change, markOf, nonceOf, type Post } from './posts.ts';

/** Says what a post says now; nothing when there is nothing to say any more. */
type Writer = (app: App, post: Post) => Promise<Letter | undefined>;

type Loss = (app: App, post: Post, tx: Db) => Promise<void>;

/**
 * Who writes the posts of a kind, and what is done in the transaction (`tx`) that notes that one cannot be posted where
 * it should (`failed`), or that the message it became was deleted (`deleted`; left out, it just stays deleted).
 */
export type PostKind = { readonly write: Writer; readonly failed?: Loss; readonly deleted?: Loss };
export type PostKinds = Readonly<Record<string, PostKind>>;

/** What is done when a job falls due: it reads the rest under lock, decides, and may be run twice. */
export type JobHandlers = { readonly [Name in JobName]: (app: App, payload: JobPayload<Name>) => Promise<void> };

/** The jobs that every post brings along. */
export function postJobs(kinds: PostKinds): Pick<JobHandlers, 'posts/send' | 'posts/refresh'> {
  return {
    'posts/send': (app, payload) => sendPost(app, kinds, payload),
    'posts/refresh': (app, payload) => showAnew(app, kinds, payload),
  };
}

/**
 * Sends a post, once. A process may have been killed between Discord's answer and our note of it: a post that was
 * tried before is looked for first, and the nonce holds for two that try at the same moment.
 */
async function sendPost(app: App, kinds: PostKinds, { guildId, postId }: JobPayload<'posts/send'>): Promise<void> {
  const post = await beginSending(app.db, guildId, postId, app.now());
  if (!post) return;
  const kind = kinds[post.kind];
  if (!kind) throw new TypeError(`nobody writes ${post.kind}`);
  const channelId = post.channelId ?? (await app.discord.noteChannel(post.userId ?? ''));
  if (!channelId) return giveUp(app, post, kind, 'forbidden');
  const found = post.triedAt ? await app.discord.find(channelId, markOf(post.id), post.triedAt) : undefined;
  if (found) return change(app.db, post, { channelId, messageId: found, sentAt: app.now() });
  const letter = await kind.write(app, post);
  if (!letter) return giveUp(app, post, kind, 'void');
  const once = { nonce: nonceOf(post.id, channelId), mark: markOf(post.id) };
  const first = await app.discord.post(channelId, letter, once);
  const bare = first.kind === 'forbidden' && letter.files ? withoutFiles(letter) : undefined;
  const sent = bare ? await app.discord.post(channelId, bare, once) : first;
  if (sent.kind !== 'sent') return giveUp(app, post, kind, sent.kind);
  await change(app.db, post, { channelId, messageId: sent.messageId, sentAt: app.now() });
}

/** Shows a post anew as things are now. One that was deleted meanwhile stays deleted. */
async function showAnew(app: App, kinds: PostKinds, { guildId, postId }: JobPayload<'posts/refresh'>): Promise<void> {
  const post = await beginRefresh(app.db, guildId, postId, app.now());
  const kind = post && kinds[post.kind];
  if (!kind || !post.messageId || !post.channelId || post.failed) return;
  const letter = await kind.write(app, post);
  if (!letter) return;
  const { kind: outcome } = await app.discord.edit(post.channelId, post.messageId, letter, markOf(post.id));
  if (outcome === 'gone' && kind.deleted) await giveUp(app, post, { failed: kind.deleted }, 'gone');
}

async function giveUp(
  app: App,
  post: Post,
  kind: Pick<PostKind, 'failed'>,
  failed: NonNullable<Post['failed']>,
): Promise<void> {
  await app.db.transaction(async (tx) => {
    await change(tx, post, { failed });
    if (failed !== 'void') await kind.failed?.(app, post, tx);
  });
  if (failed !== 'void')
    app.log.warn({ guild: post.guildId, post: post.id, kind: post.kind, failed }, 'a post could not be sent');
}
