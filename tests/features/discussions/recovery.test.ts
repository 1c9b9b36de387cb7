import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { jobs } from '../../../commands/index.ts';
import { clubs, discussionForums, discussions } from '../../../src/db/schema/index.ts';
import { makeForum } from '../../../src/discord/forums.ts';
import { startThread } from '../../../src/discord/threads.ts';
import { type Club, createClub, loadClub } from '../../../src/features/clubs/clubs.ts';
import { openDiscussion } from '../../../src/features/discussions/discussions.ts';
import { ensureThread } from '../../../src/features/discussions/thread/jobs.ts';
import { personId } from '../../../src/rehearsal/state/guilds.ts';
import { clubOf, homeOf } from '../../rehearsal/places.ts';
import { film as filmOf } from '../nominations/scene.ts';
import { openInside } from './inside.ts';

const { app, db, stage, bot, work, logged } = await openInside({ limits: false });
const rest = () => app.discord.rest();
const [guildId, channelId] = [clubOf(bot).id, homeOf(bot).id];
const HOST = personId('host');
let nights = 0;

/** A club in guild one with a film of its own, and its discussion as far as the database knows it. */
async function scene(mode: 'thread' | 'forum' = 'thread') {
  const name = `Night ${++nights}`;
  const asked = { guildId, channelId, userId: HOST, name, zone: 'Europe/Berlin' };
  const made = await db.transaction((tx) => createClub(tx, asked, app.now()));
  await db
    .update(clubs)
    .set({ settings: { discussions: mode } })
    .where(eq(clubs.id, made.id));
  const club = await loadClub(db, { guildId, clubId: made.id });
  const filmId = await filmOf(db, name, { year: 2001 });
  const discussion = await openDiscussion(app, club, { filmId, by: HOST });
  return { club, filmId, discussion, title: `${name} (2001)` };
}

/** What a process leaves behind that ends while Discord makes the thread. */
async function triedBefore(id: string): Promise<void> {
  await db.update(discussions).set({ triedAt: app.now() }).where(eq(discussions.id, id));
}

const begun = (title: string) => stage.audit.filter(({ what, name }) => what === 'thread create' && name === title);
const forums = () => stage.audit.filter(({ what }) => what === 'channel create');

afterAll(() => {
  expect(stage.violations).toEqual([]);
  expect(logged).toEqual([]);
});

describe('a process that ends while a discussion is opened', () => {
  test('before Discord is asked: the thread is made', async () => {
    const { discussion, title } = await scene();
    await triedBefore(discussion.id);
    await ensureThread(app, discussion);
    expect(begun(title)).toHaveLength(1);
  });

  test.each([true, false])('after Discord has answered: the thread is found again (private: %s)', async (isPrivate) => {
    const { discussion, title } = await scene();
    await triedBefore(discussion.id);
    const lost = await startThread(rest(), channelId, { name: title, isPrivate });
    const { threadId, discussion: held } = await ensureThread(app, discussion);
    expect(lost).toMatchObject({ kind: 'done', value: { id: threadId } });
    expect(held.place).toBe(isPrivate ? 'private' : 'public');
    expect(begun(title)).toHaveLength(1);
    await work();
    const said = await bot.client.rest.get(`/channels/${threadId}/messages`);
    expect(said).toMatchObject([{ components: [{}, { components: [{ label: 'Reviews' }, { label: 'Leave' }] }] }]);
  });

  test('and the thread was archived since: it is found all the same', async () => {
    const { discussion, title } = await scene();
    await triedBefore(discussion.id);
    const lost = await startThread(rest(), channelId, { name: title, isPrivate: true });
    await stage.play({ advance: '8d' });
    expect(lost).toMatchObject({ value: { id: (await ensureThread(app, discussion)).threadId } });
  });

  test("another's thread of the same name is not taken for it, nor one that is known, nor one from before", async () => {
    const { discussion, title, club } = await scene();
    await stage.play({ as: 'm1', thread: title, create: 'public' });
    await startThread(rest(), channelId, { name: title, isPrivate: true });
    await stage.play({ advance: '1h' });
    await triedBefore(discussion.id);
    const first = await ensureThread(app, discussion);
    // the same film in another club of the same channel
    const asked = { guildId, channelId, userId: HOST, name: `${club.name} again`, zone: 'Europe/Berlin' };
    const other = await db.transaction((tx) => createClub(tx, asked, app.now()));
    const second = await openDiscussion(app, other, { filmId: discussion.filmId, by: HOST });
    await triedBefore(second.id);
    expect((await ensureThread(app, second)).threadId).not.toBe(first.threadId);
    expect(begun(title)).toHaveLength(4);
  });

  test('in a forum: forum and post are found again', async () => {
    const { discussion, club, title } = await scene('forum');
    await db.insert(discussionForums).values({ guildId, clubId: club.id, triedAt: app.now() });
    const before = forums().length;
    const wish = { name: 'film-discussions', topic: 'x', tags: [], likeChannelId: channelId };
    const forum = await makeForum(rest(), guildId, wish);
    await triedBefore(discussion.id);
    if (forum.kind !== 'done') throw new Error(forum.kind);
    const message = { content: 'x', allowed_mentions: { parse: [] } };
    const post = (await rest().post(`/channels/${forum.value.id}/threads`, { body: { name: title, message } })) as {
      id: string;
    };
    expect(await ensureThread(app, discussion)).toMatchObject({ threadId: post.id, discussion: { place: 'forum' } });
    expect(forums()).toHaveLength(before + 1);
  });
});

describe('the job that opens a discussion', () => {
  const run = (club: Club, filmId: string) => jobs['discussions/open'](app, { guildId, clubId: club.id, filmId });

  test('opens one that nobody has asked for, and tells the channel once', async () => {
    const { club } = await scene();
    const filmId = await filmOf(db, 'After the screening', { year: 2002 });
    await run(club, filmId);
    await run(club, filmId);
    await work();
    const told = (await stage.play({ as: 'm1', look: '#film-club' })).seen.filter(({ text }) =>
      text.includes('After the screening'),
    );
    expect(told).toMatchObject([{ controls: ["I've seen it"] }]);
    expect(told[0]?.notification).toContain('After the screening (2002)');
    expect(begun('After the screening (2002)')).toHaveLength(1);
  });

  test('does once what a process that ended had begun, and says nothing again of what was shown', async () => {
    const { club, filmId, title, discussion } = await scene();
    await ensureThread(app, discussion);
    await db.update(discussions).set({ announced: true }).where(eq(discussions.id, discussion.id));
    await run(club, filmId);
    await work();
    expect(begun(title)).toHaveLength(1);
    const { seen } = await stage.play({ as: 'm1', look: '#film-club' });
    expect(seen.some(({ text }) => text.includes(title))).toBe(false);
  });

  test('lets a closed discussion be', async () => {
    const { club, filmId, title, discussion } = await scene();
    await db.update(discussions).set({ state: 'closed' }).where(eq(discussions.id, discussion.id));
    await run(club, filmId);
    expect(begun(title)).toEqual([]);
  });

  test('gives up where a person has to put something right, with a line in the log', async () => {
    const { club } = await scene();
    await run(club, '019a9f00-0000-7000-8000-000000000001');
    expect(logged.splice(0)).toMatchObject([expect.stringContaining('a discussion could not be opened')]);
  });
});

test('a film that a server typed in gives its thread no name', async () => {
  const { club } = await scene();
  const filmId = await filmOf(db, 'The butler did it', { scope: guildId });
  const discussion = await openDiscussion(app, club, { filmId, by: HOST });
  await ensureThread(app, discussion);
  expect(stage.audit.at(-1)).toMatchObject({ what: 'thread create', name: 'Film discussion' });
});
