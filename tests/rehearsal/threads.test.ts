import {
  ChannelType,
  Events,
  type FetchedThreads,
  MessageType,
  PermissionFlagsBits,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { openStage, type Stage, type StageOptions } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';
import { clubOf, homeOf, idOf, TALK, THREADS, until } from './places.ts';
import { refusedFields, request } from './rest.ts';

const { ManageThreads } = PermissionFlagsBits;

let stage: Stage;
let bot: Bot;
let events: string[] = [];

async function open(granted: bigint = THREADS, options: StageOptions = {}): Promise<void> {
  stage = await openStage({ invited: TALK, granted, ...options });
  bot = await connect(stage);
  events = [];
  bot.client.on('raw', ({ t }: { t: string | null }) => t?.startsWith('THREAD_') && events.push(t));
}

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});

const begin = (
  name = 'Room 12',
  type: ChannelType.PublicThread | ChannelType.PrivateThread = ChannelType.PrivateThread,
) =>
  homeOf(bot).threads.create({ name, type, invitable: false, autoArchiveDuration: ThreadAutoArchiveDuration.OneDay });
const post = (path: string, body?: unknown) => request(stage, 'POST', path, body);
const patch = (path: string, body?: unknown) => request(stage, 'PATCH', path, body);
const refusal = (code: number) => ({ body: { code } });
const seenIn = async (as: string, name: string) => (await stage.play({ as, look: name })).seen.map(({ text }) => text);

describe('a private thread', () => {
  test('is seen by its members and by who manages threads, and by nobody else', async () => {
    await open();
    const thread = await begin();
    await thread.members.add(await idOf(stage, bot, 'm1'));
    await thread.send('the butler did it');
    expect(await seenIn('m1', 'Room 12')).toContain('the butler did it');
    expect(await seenIn('mod', 'Room 12')).toContain('the butler did it');
    expect(await stage.play({ as: 'm2', look: 'Room 12' })).toMatchObject({ error: 'm2 sees no channel "#Room 12"' });
    const said = await stage.play({ as: 'm1', in: 'Room 12', say: 'indeed' });
    expect(said.seen).toMatchObject([{ text: 'indeed', channel: '#Room 12', visibleTo: ['host', 'mod', 'm1'] }]);
  });

  test('is what a thread without a type becomes, and stands in no other channel than a text channel', async () => {
    await open();
    expect(await post(`/channels/${homeOf(bot).id}/threads`, { name: 'x' })).toMatchObject({
      status: 201,
      body: { type: 12, thread_metadata: { archived: false, auto_archive_duration: 1440, invitable: true } },
    });
    const cinema = clubOf(bot).channels.cache.find(({ name }) => name === 'Cinema');
    expect(await post(`/channels/${cinema?.id}/threads`, { name: 'x' })).toMatchObject(refusal(50024));
  });

  test('takes in who is mentioned in it, whoever may invite, and pings that are switched off bring nobody', async () => {
    await open();
    const [m1, m2, m3] = [await idOf(stage, bot, 'm1'), await idOf(stage, bot, 'm2'), await idOf(stage, bot, 'm3')];
    const thread = await begin();
    const quiet = await thread.send({ content: `<@${m1}> <@${m2}>`, allowedMentions: { users: [m1] } });
    expect((await thread.members.fetch(m1)).id).toBe(m1);
    expect(await request(stage, 'GET', `/channels/${thread.id}/thread-members/${m2}`)).toMatchObject(refusal(10007));
    const byMember = await stage.play({ as: 'm1', in: 'Room 12', say: `<@${m2}>` });
    expect(byMember.seen.map(({ kind }) => kind)).toEqual(['message']);
    await quiet.edit({ content: `<@${m3}>`, allowedMentions: { parse: ['users'] } });
    expect((await thread.members.fetch(m3)).id).toBe(m3);
  });

  test('lets a member who leaves out, and the bot puts members out of its own thread', async () => {
    await open();
    const [m1, m2] = [await idOf(stage, bot, 'm1'), await idOf(stage, bot, 'm2')];
    const thread = await begin();
    await thread.members.add(m1);
    await thread.members.add(m2);
    expect(await stage.play({ as: 'm1', thread: 'Room 12', remove: ['m1'] })).toMatchObject({
      error: null,
      seen: [{ kind: 'thread', text: 'Room 12\nremoved: m1', visibleTo: ['host', 'mod', 'm1', 'm2'] }],
    });
    await thread.members.remove(m2);
    expect(await stage.play({ as: 'm2', look: 'Room 12' })).toMatchObject({ error: 'm2 sees no channel "#Room 12"' });
    expect(await request(stage, 'DELETE', `/channels/${thread.id}/thread-members/${m2}`)).toMatchObject(refusal(10007));
  });

  test('is closed to a member who does not see the channel around it, in it or not', async () => {
    await open();
    const [m1, m2] = [await idOf(stage, bot, 'm1'), await idOf(stage, bot, 'm2')];
    const thread = await begin();
    await thread.members.add(m1);
    await stage.play({ as: 'host', shut: 'm1' });
    await stage.play({ as: 'host', shut: 'm2' });
    expect(await stage.play({ as: 'm1', look: 'Room 12' })).toMatchObject({ error: 'm1 sees no channel "#Room 12"' });
    expect(await request(stage, 'PUT', `/channels/${thread.id}/thread-members/${m2}`)).toMatchObject(refusal(50001));
    await stage.play({ as: 'host', admit: 'm1' });
    expect((await stage.play({ as: 'm1', look: 'Room 12' })).error).toBeNull();
  });

  test('of 1000 members takes no more', async () => {
    await open(THREADS, { members: 1001 });
    const thread = await begin();
    const everyone = Array.from({ length: 998 }, (_, index) => `m${index + 1}`);
    const ids = [await idOf(stage, bot, 'ko'), await idOf(stage, bot, 'mod')];
    await stage.play({ as: 'host', thread: 'Room 12', add: everyone });
    expect(await request(stage, 'PUT', `/channels/${thread.id}/thread-members/${ids[0]}`)).toMatchObject({
      status: 204,
    });
    expect(await request(stage, 'PUT', `/channels/${thread.id}/thread-members/${ids[0]}`)).toMatchObject({
      status: 204,
    });
    expect(await request(stage, 'PUT', `/channels/${thread.id}/thread-members/${ids[1]}`)).toMatchObject(
      refusal(30033),
    );
    expect(await request(stage, 'GET', `/channels/${thread.id}`)).toMatchObject({ body: { member_count: 50 } });
  });
});

describe('a public thread', () => {
  test('is announced in its channel with its name as the text, and seen by everyone', async () => {
    await open();
    const thread = await begin('Tonight', ChannelType.PublicThread);
    const announced = await homeOf(bot).messages.fetch({ message: homeOf(bot).lastMessageId ?? '', force: true });
    expect(announced).toMatchObject({ type: MessageType.ThreadCreated, content: 'Tonight' });
    expect(announced.reference?.channelId).toBe(thread.id);
    expect((await stage.play({ as: 'm1', look: '#film-club' })).seen.at(-1)?.text).toBe(
      'Marquee started a thread: Tonight',
    );
    expect((await stage.play({ as: 'm5', in: 'Tonight', say: 'hello' })).seen).toMatchObject([
      { kind: 'thread', text: 'Tonight\nadded: m5', visibleTo: 'everyone' },
      { kind: 'message', text: 'hello', visibleTo: 'everyone' },
    ]);
  });

  test('from a message has its id, shows it at the top, and there is one of it', async () => {
    await open();
    const said = await stage.play({ as: 'm1', say: 'the first word' });
    const message = await homeOf(bot).messages.fetch(said.seen[0]?.id ?? '');
    const thread = await message.startThread({ name: 'On that' });
    expect(thread.id).toBe(message.id);
    expect(await seenIn('m2', 'On that')).toEqual(['the first word']);
    expect((await homeOf(bot).messages.fetch({ message: message.id, force: true })).hasThread).toBe(true);
    expect(await post(`/channels/${homeOf(bot).id}/messages/${message.id}/threads`, { name: 'x' })).toMatchObject(
      refusal(160004),
    );
    expect(await post(`/channels/${homeOf(bot).id}/messages/1/threads`, { name: 'x' })).toMatchObject(refusal(10008));
  });
});

describe('without the rights', () => {
  test('no thread is begun, none is written in, and none is managed', async () => {
    await open(0n);
    const home = homeOf(bot).id;
    expect(await post(`/channels/${home}/threads`, { name: 'x', type: 11 })).toMatchObject(refusal(50013));
    expect(await post(`/channels/${home}/threads`, { name: 'x', type: 12 })).toMatchObject(refusal(50013));
    await stage.play({ as: 'm1', thread: 'Theirs', create: 'public' });
    const theirs = await until(() => clubOf(bot).channels.cache.find(({ name }) => name === 'Theirs')?.id);
    const hello = { content: 'x', allowed_mentions: { parse: [] } };
    expect(await post(`/channels/${theirs}/messages`, hello)).toMatchObject(refusal(50013));
    for (const body of [{ name: 'y' }, { locked: true }, { archived: true }])
      expect(await patch(`/channels/${theirs}`, body)).toMatchObject(refusal(50013));
    expect(await request(stage, 'DELETE', `/channels/${theirs}`)).toMatchObject(refusal(50013));
  });

  test('that #film-club denies the bot, a public thread is all it may begin', async () => {
    await open(THREADS, { denied: PermissionFlagsBits.CreatePrivateThreads });
    const home = homeOf(bot).id;
    expect(await post(`/channels/${home}/threads`, { name: 'x', type: 12 })).toMatchObject(refusal(50013));
    expect(await post(`/channels/${home}/threads`, { name: 'x', type: 11 })).toMatchObject({ status: 201 });
  });

  test('a private thread of others is not there, and one the bot was taken into is', async () => {
    await open(0n);
    await stage.play({ as: 'm1', thread: 'Theirs', create: 'private' });
    expect(clubOf(bot).channels.cache.some(({ name }) => name === 'Theirs')).toBe(false);
    expect(await request(stage, 'GET', `/guilds/${clubOf(bot).id}/threads/active`)).toMatchObject({
      body: { threads: [], members: [] },
    });
    await stage.play({ as: 'm1', thread: 'Theirs', add: ['Marquee'] });
    await until(() => clubOf(bot).channels.cache.find(({ name }) => name === 'Theirs'));
    expect(events).toEqual(['THREAD_CREATE', 'THREAD_MEMBERS_UPDATE']);
  });

  test('of the members intent the members of a thread are not listed', async () => {
    await open();
    const thread = await begin();
    expect(await request(stage, 'GET', `/channels/${thread.id}/thread-members`)).toMatchObject(refusal(50001));
    expect((await thread.members.fetchMe()).id).toBe(bot.client.user.id);
  });
});

describe('a body that no thread takes', () => {
  test.each<[string, object, string]>([
    ['no name', { type: 12 }, 'name BASE_TYPE_REQUIRED'],
    ['an empty name', { type: 12, name: '  ' }, 'name BASE_TYPE_BAD_LENGTH'],
    ['a name of 101 characters', { type: 12, name: 'x'.repeat(101) }, 'name BASE_TYPE_MAX_LENGTH'],
    [
      'another time to archive',
      { type: 12, name: 'x', auto_archive_duration: 30 },
      'auto_archive_duration BASE_TYPE_CHOICES',
    ],
    ['the type of an announcement', { type: 10, name: 'x' }, 'type BASE_TYPE_CHOICES'],
    ['a field that Discord does not know', { type: 12, name: 'x', topic: 'y' }, 'topic UNKNOWN_FIELD'],
  ])('because of %s', async (_, body, field) => {
    await open();
    const answer = await post(`/channels/${homeOf(bot).id}/threads`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(refusedFields(answer.body.errors)).toEqual([field]);
  });
});

describe('an archived thread', () => {
  test('takes no change of its messages or its members until it is opened again', async () => {
    await open();
    const m1 = await idOf(stage, bot, 'm1');
    const thread = await begin();
    const message = await thread.send('one');
    await thread.setArchived(true);
    const path = `/channels/${thread.id}`;
    expect(
      await patch(`${path}/messages/${message.id}`, { content: 'two', allowed_mentions: { parse: [] } }),
    ).toMatchObject(refusal(50083));
    expect(await request(stage, 'PUT', `${path}/thread-members/${m1}`)).toMatchObject(refusal(50083));
    expect(await patch(path, { name: 'x' })).toMatchObject(refusal(50083));
    expect(await patch(path, { locked: true })).toMatchObject(refusal(50083));
    expect(await patch(path, { archived: false, name: 'Again' })).toMatchObject({
      status: 200,
      body: { name: 'Again' },
    });
    await message.edit('two');
  });

  test('opens when somebody writes, unless it is locked; its messages may go all the while', async () => {
    await open();
    const thread = await begin();
    const message = await thread.send('one');
    await stage.play({ as: 'mod', thread: 'Room 12', archive: true });
    await message.delete();
    await thread.send('two');
    expect(await request(stage, 'GET', `/channels/${thread.id}`)).toMatchObject({
      body: { thread_metadata: { archived: false }, message_count: 1, total_message_sent: 2 },
    });
    await stage.play({ as: 'mod', thread: 'Room 12', lock: true });
    await stage.play({ as: 'mod', thread: 'Room 12', archive: true });
    const hello = { content: 'x', allowed_mentions: { parse: [] } };
    expect(await post(`/channels/${thread.id}/messages`, hello)).toMatchObject(refusal(50083));
    expect(await patch(`/channels/${thread.id}`, { archived: false })).toMatchObject(refusal(50013));
    await stage.play({ as: 'mod', thread: 'Room 12', archive: false });
    expect(await post(`/channels/${thread.id}/messages`, hello)).toMatchObject(refusal(160005));
  });

  test('comes by itself when nothing happened for as long as it was told, by the stage’s clock', async () => {
    await open();
    const thread = await begin();
    await stage.play({ advance: '20h' });
    await thread.send('still here');
    await stage.play({ advance: '23h' });
    expect(events).not.toContain('THREAD_UPDATE');
    const { seen } = await stage.play({ advance: '2h' });
    expect(seen).toMatchObject([{ kind: 'thread', text: 'Room 12\narchived', visibleTo: ['host', 'mod'] }]);
    await until(() => (thread.archived ? true : undefined));
    expect(thread.archivedAt?.toISOString()).toBe('2026-01-11T14:00:00.000Z');
  });

  test('is listed as archived and not as active', async () => {
    await open(THREADS | ManageThreads);
    const [one, two] = [await begin('One'), await begin('Two', ChannelType.PublicThread)];
    await one.setArchived(true);
    await two.setArchived(true);
    await begin('Three');
    const home = homeOf(bot);
    const names = (found: FetchedThreads) => found.threads.map(({ name }) => name);
    expect(names(await home.threads.fetchActive())).toEqual(['Three']);
    expect(names(await home.threads.fetchArchived({ type: 'public' }))).toEqual(['Two']);
    expect(names(await home.threads.fetchArchived({ type: 'private', fetchAll: true }))).toEqual(['One']);
    expect(names(await home.threads.fetchArchived({ type: 'private' }))).toEqual(['One']);
  });

  test('is opened by the client before a control in it is used, and a locked one has no controls to use', async () => {
    await open();
    const thread = await begin('Quiet', ChannelType.PublicThread);
    await thread.send({
      content: 'press',
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
    });
    let pressed = 0;
    bot.client.on(Events.InteractionCreate, async (interaction) => {
      pressed++;
      if (interaction.isButton())
        await interaction.reply({ content: 'pressed' }).catch((error) => bot.failures.push(error));
    });
    await thread.setArchived(true);
    const { seen, error } = await stage.play({ as: 'm1', in: 'Quiet', click: 'Go' });
    expect(error).toBeNull();
    expect(seen.map(({ text }) => text)).toEqual(['Quiet\nreopened', 'pressed']);
    await stage.play({ as: 'mod', thread: 'Quiet', lock: true });
    expect(await stage.play({ as: 'mod', in: 'Quiet', click: 'Go' })).toMatchObject({ error: 'the thread is locked' });
    expect(await stage.play({ as: 'm1', in: 'Quiet', say: 'x' })).toMatchObject({ error: 'the thread is locked' });
    expect(pressed).toBe(1);
  });
});

describe('a thread that is gone', () => {
  test('is unknown from then on, whoever deleted it, and its messages with it', async () => {
    await open(THREADS | ManageThreads);
    const [one, two] = [await begin('One'), await begin('Two')];
    const message = await one.send('x');
    await stage.play({ as: 'mod', thread: 'One', delete: true });
    await two.delete('done with it');
    await until(() => (events.filter((t) => t === 'THREAD_DELETE').length === 2 ? true : undefined));
    for (const { id } of [one, two])
      expect(await request(stage, 'GET', `/channels/${id}`)).toMatchObject(refusal(10003));
    const hello = { content: 'x', allowed_mentions: { parse: [] } };
    expect(await post(`/channels/${one.id}/messages`, hello)).toMatchObject(refusal(10003));
    expect(await request(stage, 'GET', `/channels/${one.id}/messages/${message.id}`)).toMatchObject(refusal(10003));
  });

  test('its creator alone may not delete', async () => {
    await open();
    const thread = await begin();
    expect(await request(stage, 'DELETE', `/channels/${thread.id}`)).toMatchObject(refusal(50013));
  });

  test.each([
    ['before its first answer', false, 10003],
    ['while the answer is thought of', true, 10008],
  ])('an interaction from it finds %s', async (_, defers, code) => {
    await open(THREADS | ManageThreads);
    await begin('Brief', ChannelType.PublicThread);
    const body = [{ name: 'ping', description: 'x' }];
    await bot.client.rest.put(`/applications/${bot.client.application.id}/commands`, { body });
    const codes: unknown[] = [];
    const fails = ({ code: found }: { code: number }) => codes.push(found);
    bot.client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      if (defers) await interaction.deferReply();
      await interaction.channel?.delete();
      if (defers) await interaction.editReply('late').catch(fails);
      else await interaction.reply('late').catch(fails);
    });
    await stage.play({ as: 'm1', in: 'Brief', type: '/ping' });
    expect(codes).toEqual([code]);
  });
});

describe('events of threads', () => {
  test('come as Discord sends them, and a client that connects later is told of what is active', async () => {
    await open(THREADS | ManageThreads);
    const thread = await begin();
    await thread.setName('Room 13');
    await thread.setArchived(true);
    await thread.setArchived(false);
    await begin('Second');
    const m1 = await idOf(stage, bot, 'm1');
    await thread.members.add(m1);
    await until(() => (events.length >= 8 ? true : undefined));
    expect(events).toEqual([
      'THREAD_CREATE',
      'THREAD_MEMBERS_UPDATE',
      'THREAD_UPDATE',
      'THREAD_UPDATE',
      'THREAD_UPDATE',
      'THREAD_MEMBER_UPDATE',
      'THREAD_CREATE',
      'THREAD_MEMBERS_UPDATE',
    ]);
    const again = await connect(stage);
    const known = clubOf(again).channels.cache.filter((one) => one.isThread());
    expect(known.map(({ name }) => name)).toEqual(['Room 13', 'Second']);
    await again.client.destroy();
  });

  test('of a channel that was shut to the bot come as one list when it is let in again', async () => {
    await open();
    const thread = await begin();
    await stage.play({ as: 'host', shut: 'Marquee' });
    expect(await request(stage, 'GET', `/channels/${thread.id}`)).toMatchObject(refusal(50001));
    await stage.play({ as: 'host', admit: 'Marquee' });
    await until(() => (events.at(-1) === 'THREAD_LIST_SYNC' ? true : undefined));
    expect(clubOf(bot).channels.cache.has(thread.id)).toBe(true);
  });
});

test('a new name of a thread is said in it, seen by those in it, and written down', async () => {
  await open(THREADS | ManageThreads);
  const thread = await begin();
  await thread.setName('The end', 'it is over');
  expect(await seenIn('mod', 'The end')).toEqual(['Marquee changed the name: The end']);
  const renamed = await stage.play({ as: 'mod', thread: 'The end', rename: 'After all' });
  expect(renamed.seen).toMatchObject([
    { kind: 'thread', text: 'After all\nrenamed', visibleTo: ['host', 'mod'] },
    { kind: 'message', text: 'mod changed the name: After all', notification: 'After all' },
  ]);
  expect(stage.audit.map(({ who, what, name, reason }) => [who, what, name, reason])).toEqual([
    ['Marquee', 'thread create', 'Room 12', null],
    ['Marquee', 'thread update', 'The end', 'it is over'],
    ['mod', 'thread update', 'After all', null],
  ]);
});
