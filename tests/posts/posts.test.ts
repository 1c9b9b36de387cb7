import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import { guilds, posts } from '../../src/db/schema/index.ts';
import { buttonRow } from '../../src/discord/parts.ts';
import { createDiscord, type Letter } from '../../src/discord/publish.ts';
import { newId } from '../../src/lib/ids.ts';
import { safe } from '../../src/lib/safe.ts';
import { createLog } from '../../src/log.ts';
import { addPost, findLost, loadPost, nonceOf, refreshPost, repost } from '../../src/posts/posts.ts';
import { type PostKinds, postJobs } from '../../src/posts/sending.ts';
import { openStage } from '../../src/rehearsal/stage.ts';
import { foundGuilds } from '../../src/rehearsal/state/guilds.ts';
import { connect } from '../rehearsal/bot.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';

const { db } = await testDatabase();
const stage = await openStage({ quiet: true, limits: false });
const bot = await connect(stage);
afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
});

const [guild] = foundGuilds(12, { granted: 0n, denied: 0n });
const guildId = guild?.id ?? '';
const channelId = guild?.channels.find(({ name }) => name === 'film-club')?.id ?? '';
await db.insert(guilds).values({ guildId, joinedAt: new Date(0) });

const lost: string[] = [];
let words = 'first';
/** A mark needs a row to sit on. */
const letter = (): Letter => ({
  content: safe`${words}`,
  rows: [buttonRow({ type: 2, style: 5, label: 'There', url: 'https://example.org' })],
});
const kinds: PostKinds = {
  plain: { write: async () => letter(), failed: async (_, post) => void lost.push(`failed ${post.kind}`) },
  kept: { write: async () => letter(), deleted: async (_, post) => void lost.push(`deleted ${post.kind}`) },
  silent: { write: async () => undefined, failed: async () => void lost.push('failed silent') },
  picture: {
    write: async () => ({ ...letter(), files: [{ name: 'a.png', data: Buffer.from('png') }] }),
  },
};

let now = new Date(stage.clock.now());
const enqueued: { name: string; at: Date | undefined }[] = [];
const app: App = {
  ...testApp({ db, log: createLog('silent', []), now: () => now }),
  discord: createDiscord(() => bot.client.rest),
  enqueue: async (_, name, __, at) => void enqueued.push({ name, at }),
};
const jobs = postJobs(kinds);
const post = (kind: string, channel = channelId) => {
  const subjectId = newId();
  return db.transaction((tx) => addPost(tx, app, { guildId, channelId: channel, kind, subjectId }));
};
const send = (postId: string) => jobs['posts/send'](app, { guildId, postId });
const showAnew = (postId: string) => jobs['posts/refresh'](app, { guildId, postId });
const row = async (postId: string) => (await loadPost(db, guildId, postId)) ?? { failed: 'no row' };
/** What stands in the channel, and how many requests sent something there. */
const standing = () => stage.standing().filter(({ channel }) => channel === '#film-club');
const sendings = () => stage.requests.filter(({ route }) => route === 'POST /channels/:channel/messages').length;

beforeEach(() => {
  lost.length = 0;
  enqueued.length = 0;
  words = 'first';
});

describe('a post is sent once', () => {
  test('however often its job is done', async () => {
    const [before, id] = [standing().length, await post('plain')];
    await send(id);
    await send(id);
    await Promise.all([send(id), send(id)]);
    expect(standing()).toHaveLength(before + 1);
  });

  test.each([0, 250])('by a process killed before it could note that, with %i messages since', async (since) => {
    const id = await post('plain');
    await send(id);
    const { messageId } = (await row(id)) as { messageId: string };
    await db.update(posts).set({ sentAt: null, messageId: null }).where(eq(posts.id, id));
    const said = Array.from({ length: since }, (_, index) => ({ as: 'm1', say: `${index}`, in: '#film-club' }));
    if (since > 0) await stage.playTogether([said]);
    const before = sendings();
    words = 'second';
    await send(id);
    expect(sendings()).toBe(before);
    expect(await row(id)).toMatchObject({ messageId, failed: null });
  });

  test('by two that try at the same moment, when neither finds it yet', async () => {
    const [before, id] = [standing().length, await post('plain')];
    await Promise.all([send(id), send(id)]);
    expect(standing()).toHaveLength(before + 1);
  });

  test('and another one of the same channel, or the same one elsewhere, is another', () => {
    const [one, other] = [newId(), newId()];
    expect(nonceOf(one, '1')).toHaveLength(25);
    expect(new Set([nonceOf(one, '1'), nonceOf(one, '2'), nonceOf(other, '1')]).size).toBe(3);
  });
});

describe('a post that cannot be sent', () => {
  test('says why, tells who asked to be told, once, and can be posted elsewhere', async () => {
    const id = await post('plain', '1');
    await send(id);
    await send(id);
    const lostPost = (await loadPost(db, guildId, id)) ?? expect.fail();
    expect(lostPost).toMatchObject({ failed: 'gone', sentAt: null });
    expect(lost).toEqual(['failed plain']);
    const about = { guildId, subjectId: lostPost.subjectId };
    expect(await findLost(db, about)).toMatchObject({ id });
    expect(await repost(db, app, lostPost, channelId)).toBe(true);
    expect(await repost(db, app, lostPost, channelId)).toBe(false);
    const before = standing().length;
    await send(id);
    expect(standing()).toHaveLength(before + 1);
    expect(await findLost(db, about)).toBeUndefined();
  });

  test('for want of the right to attach files is sent without them', async () => {
    await stage.play({ deny: ['AttachFiles'] });
    const [before, id] = [standing().length, await post('picture')];
    await send(id);
    expect(await row(id)).toMatchObject({ failed: null });
    expect(standing().slice(before)).toMatchObject([{ text: 'first', images: [] }]);
    await stage.play({ allow: ['AttachFiles'] });
  });

  test('because there is nothing to say any more is let go in silence', async () => {
    const id = await post('silent');
    await send(id);
    expect(await row(id)).toMatchObject({ failed: 'void' });
    expect(lost).toEqual([]);
  });

  test('is not there when its cause was taken back', async () => {
    const before = await db.$count(posts);
    const cause = db.transaction(async (tx) => {
      await addPost(tx, app, { guildId, channelId, kind: 'plain', subjectId: newId() });
      throw new Error('taken back');
    });
    await expect(cause).rejects.toThrow('taken back');
    expect(await db.$count(posts)).toBe(before);
  });
});

describe('a post is shown anew', () => {
  test('at most once a second, however many ask, and as things are then', async () => {
    const id = await post('plain');
    await send(id);
    const { subjectId } = (await row(id)) as { subjectId: string };
    const ask = () => db.transaction((tx) => refreshPost(tx, app, { guildId, kind: 'plain', subjectId }));
    enqueued.length = 0;
    await Promise.all(Array.from({ length: 50 }, ask));
    expect(enqueued).toEqual([{ name: 'posts/refresh', at: now }]);
    words = 'second';
    await showAnew(id);
    expect(standing().at(-1)?.text).toBe('second');
    const edited = now;
    now = new Date(edited.getTime() + 300);
    await Promise.all(Array.from({ length: 50 }, ask));
    expect(enqueued.slice(1)).toEqual([{ name: 'posts/refresh', at: new Date(edited.getTime() + 1_000) }]);
  });

  test('unless it was deleted: then it stays so, and who asked to be told is told once', async () => {
    for (const kind of ['plain', 'kept']) {
      const id = await post(kind);
      await send(id);
      await stage.play({ as: 'mod', unsay: ((await row(id)) as { messageId: string }).messageId });
      const before = standing().length;
      await showAnew(id);
      await showAnew(id);
      expect(standing()).toHaveLength(before);
      expect(await row(id)).toMatchObject({ failed: kind === 'kept' ? 'gone' : null });
    }
    expect(lost).toEqual(['deleted kept']);
  });
});
