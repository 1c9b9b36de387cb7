import {
  ChannelFlags,
  ChannelType,
  ComponentType,
  type ForumChannel,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { openStage, type Stage, type StageOptions } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';
import { clubOf, homeOf, TALK, THREADS, until } from './places.ts';
import { refusedFields, request } from './rest.ts';

const { ManageChannels, ManageThreads, ManageRoles } = PermissionFlagsBits;
const SPOILER = ChannelFlags.IsSpoilerChannel;

let stage: Stage;
let bot: Bot;

async function open(granted: bigint = THREADS | ManageChannels, options: StageOptions = {}): Promise<void> {
  stage = await openStage({ invited: TALK, granted, ...options });
  bot = await connect(stage);
}

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});

const make = (body: object) => request(stage, 'POST', `/guilds/${clubOf(bot).id}/channels`, body);
const refusal = (code: number) => ({ body: { code } });

/** A forum behind a notice, with two tags. */
async function seenIt(): Promise<ForumChannel> {
  const tags = [{ name: 'Korean' }, { name: 'Solved', moderated: true }];
  const made = await make({
    name: 'Seen it',
    type: 15,
    topic: 'Only after the film.',
    flags: SPOILER,
    available_tags: tags,
  });
  expect(made).toMatchObject({ status: 201, body: { name: 'seen-it', type: 15, flags: SPOILER, nsfw: false } });
  const forum = await until(() => clubOf(bot).channels.cache.get(String(made.body.id)));
  if (forum.type !== ChannelType.GuildForum) throw new Error('that is no forum');
  return forum;
}

const curtain = {
  flags: MessageFlags.IsComponentsV2,
  components: [
    { type: ComponentType.TextDisplay, content: 'What did you think?' },
    {
      type: ComponentType.Container,
      spoiler: true,
      components: [{ type: ComponentType.TextDisplay, content: 'she wins' }],
    },
  ],
} as never;

describe('a forum', () => {
  test('is made with its tags and its notice, and everybody sees its names', async () => {
    await open();
    const forum = await seenIt();
    expect(forum.availableTags.map(({ name, moderated }) => [name, moderated])).toEqual([
      ['Korean', false],
      ['Solved', true],
    ]);
    expect(forum.flags.has(SPOILER)).toBe(true);
    expect(stage.audit.map(({ what, name }) => [what, name])).toEqual([
      ['channel create', 'seen-it'],
      ['topic', 'Only after the film.'],
      ['tag', 'Korean'],
      ['tag', 'Solved'],
    ]);
  });

  test('has posts whose first message has their id, in Components V2 too', async () => {
    await open();
    const forum = await seenIt();
    const tag = forum.availableTags[0]?.id ?? '';
    const post = await forum.threads.create({
      name: 'Ballerina',
      message: curtain,
      appliedTags: [tag],
      reason: 'a night',
    });
    expect(post.type).toBe(ChannelType.PublicThread);
    expect((await post.fetchStarterMessage())?.id).toBe(post.id);
    expect(post.appliedTags).toEqual([tag]);
    expect(stage.audit.at(-1)).toMatchObject({ what: 'thread create', name: 'Ballerina', reason: 'a night' });
    await post.send('welcome');
    expect((await post.fetch(true)).messageCount).toBe(1);
  });

  test('shows its content to those alone who went past its notice', async () => {
    await open();
    const forum = await seenIt();
    const post = await forum.threads.create({ name: 'Ballerina', message: curtain });
    const blocked = 'm1 stands before the notice of "#seen-it"';
    for (const step of [{ look: '#seen-it' }, { look: 'Ballerina' }, { in: 'Ballerina', say: 'hi' }])
      expect(await stage.play({ as: 'm1', ...step })).toMatchObject({ error: blocked, seen: [] });
    expect(await stage.play({ as: 'm1', accept: '#seen-it' })).toMatchObject({ error: null });
    expect((await stage.play({ as: 'm1', look: '#seen-it' })).seen).toMatchObject([
      { kind: 'thread', id: post.id, channel: '#seen-it', text: 'Ballerina\nWhat did you think?\n▒▒▒' },
    ]);
    expect((await stage.play({ as: 'm1', look: 'Ballerina' })).seen).toMatchObject([{ visibleTo: ['m1'] }]);
    const said = await stage.play({ as: 'm1', in: 'Ballerina', say: 'she does' });
    expect(said.seen.at(-1)).toMatchObject({ text: 'she does', visibleTo: ['m1'] });
    expect(await stage.play({ as: 'm1', accept: '#film-club' })).toMatchObject({ error: '"#film-club" has no notice' });
  });

  test('takes no message of its own and no command', async () => {
    await open();
    const forum = await seenIt();
    const hello = { content: 'x', allowed_mentions: { parse: [] } };
    expect(await request(stage, 'POST', `/channels/${forum.id}/messages`, hello)).toMatchObject(refusal(50008));
    await stage.play({ as: 'm1', accept: '#seen-it' });
    expect(await stage.play({ as: 'm1', in: '#seen-it', say: 'x' })).toMatchObject({
      error: '"#seen-it" is a forum: people write in its posts',
    });
  });

  test('that wants a tag takes no post without one, and no tag that is not its own or not for everybody', async () => {
    await open();
    const forum = await seenIt();
    const [korean, solved] = forum.availableTags.map(({ id }) => id);
    await forum.edit({ flags: SPOILER | ChannelFlags.RequireTag });
    const post = (applied_tags: unknown[]) =>
      request(stage, 'POST', `/channels/${forum.id}/threads`, {
        name: 'x',
        applied_tags,
        message: { content: 'x', allowed_mentions: { parse: [] } },
      });
    expect(await post([])).toMatchObject(refusal(40067));
    expect(await post(['1'])).toMatchObject(refusal(10087));
    expect(await post([solved])).toMatchObject(refusal(40066));
    expect(await post(Array(6).fill(korean))).toMatchObject(refusal(50035));
    expect(await post([korean])).toMatchObject({ status: 201 });
  });

  test('takes posts from who may write, whatever they may begin elsewhere', async () => {
    await open(ManageChannels);
    const forum = await seenIt();
    await forum.threads.create({ name: 'Ballerina', message: { content: 'What did you think?' } });
    expect(await request(stage, 'POST', `/channels/${homeOf(bot).id}/threads`, { name: 'x', type: 11 })).toMatchObject(
      refusal(50013),
    );
  });

  test('refuses what is wrong in a post’s first message by its place in the body', async () => {
    await open();
    const forum = await seenIt();
    const message = { content: 'x', flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'y' }] };
    const answer = await request(stage, 'POST', `/channels/${forum.id}/threads`, { name: 'x', message });
    expect(refusedFields(answer.body.errors)).toEqual([
      'message.content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ]);
    const empty = await request(stage, 'POST', `/channels/${forum.id}/threads`, { name: 'x' });
    expect(refusedFields(empty.body.errors)).toEqual(['message BASE_TYPE_REQUIRED']);
  });
});

describe('a channel', () => {
  test.each<[string, object, string]>([
    ['with a notice and an age limit', { name: 'x', nsfw: true, flags: SPOILER }, 'flags CHANNEL_FLAGS_INVALID'],
    ['that is a thread', { name: 'x', type: 11 }, 'type BASE_TYPE_CHOICES'],
    ['of text that wants tags', { name: 'x', flags: ChannelFlags.RequireTag }, 'flags CHANNEL_FLAGS_INVALID'],
    ['without a name', { name: ' ' }, 'name BASE_TYPE_BAD_LENGTH'],
    ['of text with a long topic', { name: 'x', topic: 'x'.repeat(1025) }, 'topic BASE_TYPE_MAX_LENGTH'],
    [
      'with a tag of 21 characters',
      { name: 'x', type: 15, available_tags: [{ name: 'x'.repeat(21) }] },
      'available_tags.0.name BASE_TYPE_BAD_LENGTH',
    ],
    [
      'with 21 tags',
      { name: 'x', type: 15, available_tags: Array.from({ length: 21 }, (_, n) => ({ name: `${n}` })) },
      'available_tags BASE_TYPE_MAX_LENGTH',
    ],
  ])('%s is refused', async (_, body, field) => {
    await open();
    const answer = await make(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(refusedFields(answer.body.errors)).toEqual([field]);
  });

  test('is neither made nor changed nor deleted without the right to', async () => {
    await open(THREADS);
    const home = homeOf(bot).id;
    expect(await make({ name: 'x' })).toMatchObject(refusal(50013));
    expect(await request(stage, 'PATCH', `/channels/${home}`, { topic: 'x' })).toMatchObject(refusal(50013));
    expect(await request(stage, 'DELETE', `/channels/${home}`)).toMatchObject(refusal(50013));
  });

  test('keeps its rights where the bot may not give any', async () => {
    await open(ManageChannels);
    const overwrites = [{ id: clubOf(bot).id, type: 0, deny: String(PermissionFlagsBits.ViewChannel) }];
    expect(
      await request(stage, 'PATCH', `/channels/${homeOf(bot).id}`, { permission_overwrites: overwrites }),
    ).toMatchObject(refusal(50013));
  });

  test('that a bot makes for some is seen by them alone', async () => {
    await open(ManageChannels | ManageRoles);
    const club = clubOf(bot);
    await club.channels.create({
      name: 'Back room',
      topic: 'for moderators',
      permissionOverwrites: [
        { id: club.id, deny: ['ViewChannel'] },
        { id: club.roles.cache.find(({ name }) => name === 'moderator') ?? '', allow: ['ViewChannel'] },
        { id: bot.client.user, allow: ['ViewChannel'] },
      ],
    });
    expect(await stage.play({ as: 'mod', look: '#back-room' })).toMatchObject({ error: null });
    expect(await stage.play({ as: 'm1', look: '#back-room' })).toMatchObject({
      error: 'm1 sees no channel "#back-room"',
    });
  });

  test('takes its threads along when it goes', async () => {
    await open(THREADS | ManageChannels | ManageThreads);
    const forum = await seenIt();
    const post = await forum.threads.create({ name: 'Ballerina', message: { content: 'x' } });
    await forum.setTopic('another', 'tidier');
    await forum.delete();
    for (const id of [forum.id, post.id])
      expect(await request(stage, 'GET', `/channels/${id}`)).toMatchObject(refusal(10003));
    expect(stage.audit.filter(({ reason }) => reason === 'tidier').map(({ what }) => what)).toContain('topic');
  });
});
