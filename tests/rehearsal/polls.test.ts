import { Client, Events, GatewayIntentBits, type Interaction, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { Permission } from '../../src/rehearsal/state/permissions.ts';
import { COMMANDS } from './commands.ts';
import { type Answered, refusedFields, request } from './rest.ts';

const QUIET = { allowed_mentions: { parse: [] } };
const answer = (text: string, more: object = {}) => ({ poll_media: { text, ...more } });
const POLL = {
  question: { text: 'Which film?' },
  answers: [answer('Burning (2018)'), answer('Oldboy (2003)'), answer('Ballerina (2023)', { emoji: { name: '🩰' } })],
  duration: 48,
};
type Wire = {
  expiry: string;
  answers: { answer_id: number }[];
  results?: { is_finalized: boolean; answer_counts: { id: number; count: number; me_voted: boolean }[] };
};
type Event = { t: string; d: Record<string, unknown> };

let stage: Stage;
let client: Client<true>;
let home = '';
let events: Event[] = [];
let respond: (interaction: Interaction) => unknown = () => {};

async function logIn(intents: GatewayIntentBits[]): Promise<Client<true>> {
  const fresh = new Client({ intents, rest: { api: stage.url }, allowedMentions: { parse: [] } });
  fresh.on(Events.Error, () => {});
  const ready = new Promise<Client<true>>((resolve) => fresh.once(Events.ClientReady, resolve));
  await fresh.login(stage.token);
  return ready;
}

beforeEach(async () => {
  stage = await openStage({ granted: Permission.sendPolls | Permission.readMessageHistory });
  client = await logIn([
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.GuildMessagePolls,
  ]);
  home = client.guilds.cache.find(({ name }) => name.endsWith('one'))?.channels.cache.first()?.id ?? '';
  events = [];
  client.on(Events.Raw, (packet: Event) => events.push(packet));
  client.on(Events.InteractionCreate, (interaction) => respond(interaction));
});

afterEach(async () => {
  await client.destroy();
  await stage.close();
  expect(stage.violations).toEqual([]);
});

const path = (rest = '') => `/channels/${home}/messages${rest}`;
const send = (poll: object, more: object = {}) => request(stage, 'POST', path(), { ...QUIET, poll, ...more });
const read = async (sent: Answered) =>
  (await request(stage, 'GET', path(`/${sent.body.id}`))).body as { poll: Wire; edited_timestamp: unknown };
const counts = ({ poll }: { poll: Wire }) => poll.results?.answer_counts.map(({ id, count }) => [id, count]);
const vote = async (as: string, ...names: string[]) => (await stage.play({ as, vote: names })).error;
const told = (start: string) => events.filter(({ t }) => t.startsWith(start));

describe('a poll', () => {
  test('is seen with its question and answers, pushed by its question, and open as long as it says', async () => {
    const sent = await send(POLL);
    expect(sent.status).toBe(200);
    expect(sent.body.poll).toMatchObject({ expiry: '2026-01-11T18:00:00.000Z', allow_multiselect: false });
    expect((await stage.play({ as: 'm1', look: '#film-club' })).seen).toMatchObject([
      {
        text: 'Which film?\n○ Burning (2018): 0\n○ Oldboy (2003): 0\n○ 🩰 Ballerina (2023): 0\n(poll, open)',
        notification: 'Which film?',
        controls: ['Burning (2018)', 'Oldboy (2003)', 'Ballerina (2023)'],
      },
    ]);
    expect((await send({ ...POLL, duration: undefined })).body.poll).toMatchObject({
      expiry: '2026-01-10T18:00:00.000Z',
    });
  });

  test('tells nothing of its results when it is sent; unknown is not none', async () => {
    const sent = await send(POLL);
    expect(sent.body.poll).not.toHaveProperty('results');
    expect(told('MESSAGE_CREATE')[0]?.d.poll).not.toHaveProperty('results');
    expect((await read(sent)).poll.results).toEqual({ is_finalized: false, answer_counts: [] });
  });

  test.each<[string, object, string[]]>([
    [
      'a question of 301 characters',
      { question: { text: 'x'.repeat(301) } },
      ['poll.question.text BASE_TYPE_MAX_LENGTH'],
    ],
    ['no question', { question: { text: ' ' } }, ['poll.question.text BASE_TYPE_REQUIRED']],
    [
      'an emoji on the question',
      { question: { text: 'x', emoji: { name: '🎬' } } },
      ['poll.question.emoji BASE_TYPE_BAD'],
    ],
    ['no answers', { answers: [] }, ['poll.answers BASE_TYPE_MIN_LENGTH']],
    [
      'eleven answers',
      { answers: Array.from({ length: 11 }, (_, n) => answer(`${n}`)) },
      ['poll.answers BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'an answer of 56 characters',
      { answers: [answer('x'.repeat(56))] },
      ['poll.answers.0.poll_media.text BASE_TYPE_MAX_LENGTH'],
    ],
    ['33 days', { duration: 33 * 24 }, ['poll.duration NUMBER_TYPE_MAX']],
    ['no time at all', { duration: 0 }, ['poll.duration NUMBER_TYPE_MIN']],
    ['half an hour', { duration: 0.5 }, ['poll.duration BASE_TYPE_BAD']],
    ['a field nobody knows', { anonymous: true }, ['poll.anonymous UNKNOWN_FIELD']],
  ])('with %s is refused', async (_, more, fields) => {
    const { status, body } = await send({ ...POLL, ...more });
    expect([status, refusedFields(body.errors)]).toEqual([400, fields]);
  });

  test('takes what is exactly as long as may be, and an emoji that nobody knows is refused', async () => {
    const most = { question: { text: 'x'.repeat(300) }, answers: [answer('x'.repeat(55))], duration: 768 };
    expect((await send(most)).status).toBe(200);
    expect((await send({ ...POLL, answers: [answer('x', { emoji: { id: '1' } })] })).body.code).toBe(520004);
  });

  test('cannot be edited, nor put into a message by an edit', async () => {
    const sent = await send(POLL, { content: 'vote' });
    const edit = (id: unknown, body: object) => request(stage, 'PATCH', path(`/${id}`), { ...QUIET, ...body });
    expect((await edit(sent.body.id, { content: 'changed' })).body.code).toBe(520003);
    const plain = await request(stage, 'POST', path(), { ...QUIET, content: 'x' });
    expect((await edit(plain.body.id, { poll: POLL })).status).toBe(400);
  });

  test('needs the right to send polls', async () => {
    await stage.play({ deny: ['SendPolls'] });
    expect(await send(POLL)).toMatchObject({ status: 403, body: { code: 50013 } });
  });

  test('may be the answer to a command, also after a deferral, and one that is private takes no votes', async () => {
    await request(stage, 'PUT', `/applications/${client.application.id}/commands`, COMMANDS);
    const poll = {
      question: { text: 'Which film?' },
      answers: [{ text: 'Burning' }],
      duration: 1,
      allowMultiselect: false,
    };
    respond = async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      if (interaction.commandName === 'ping') return interaction.reply({ poll, flags: MessageFlags.Ephemeral });
      await interaction.deferReply();
      return interaction.editReply({ poll });
    };
    expect((await stage.play({ as: 'm1', type: '/film x' })).seen).toMatchObject([{ controls: ['Burning'] }]);
    expect(await vote('m2', 'Burning')).toBeNull();
    await stage.play({ as: 'm1', type: '/ping' });
    expect(await vote('m1', 'Burning')).toBe('nobody can vote in a poll that is for one alone');
    respond = () => {};
  });
});

describe('votes', () => {
  test('are one a person, can be changed and taken back, and the bot is told of each with the intent alone', async () => {
    const deaf = await logIn([GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages]);
    const heard: string[] = [];
    deaf.on(Events.Raw, ({ t }: Event) => heard.push(t));
    await send(POLL);
    expect(await vote('m1', 'Burning (2018)')).toBeNull();
    expect(await vote('m1', 'Oldboy (2003)')).toBeNull();
    expect(await vote('m1')).toBeNull();
    const steps = told('MESSAGE_POLL_VOTE').map(({ t, d }) => [t, d.answer_id]);
    expect(steps).toEqual([
      ['MESSAGE_POLL_VOTE_ADD', 1],
      ['MESSAGE_POLL_VOTE_REMOVE', 1],
      ['MESSAGE_POLL_VOTE_ADD', 2],
      ['MESSAGE_POLL_VOTE_REMOVE', 2],
    ]);
    expect(told('MESSAGE_POLL_VOTE')[0]?.d).toMatchObject({
      user_id: expect.any(String),
      channel_id: home,
      guild_id: expect.any(String),
    });
    expect(heard.filter((t) => t?.startsWith('MESSAGE_POLL'))).toEqual([]);
    await deaf.destroy();
  });

  test.each([
    [['Nope'], '"Nope" is not on offer'],
    [['Burning (2018)', 'Oldboy (2003)'], 'one answer can be chosen'],
  ])('for %j are not cast', async (names, error) => {
    await send(POLL);
    expect(await vote('m1', ...names)).toBe(error);
  });

  test('may be several where that is allowed, and there has to be a poll', async () => {
    expect(await vote('m1', 'Burning (2018)')).toBe('m1 sees no poll');
    await send({ ...POLL, allow_multiselect: true });
    expect(await vote('m1', 'Burning (2018)', 'Oldboy (2003)')).toBeNull();
    expect(told('MESSAGE_POLL_VOTE_ADD')).toHaveLength(2);
  });

  test('are counted only roughly until the poll is final', async () => {
    const sent = await send(POLL);
    for (const name of ['m1', 'm2', 'm3']) await vote(name, 'Burning (2018)');
    for (const name of ['m4', 'm5', 'm6']) await vote(name, 'Oldboy (2003)');
    expect(counts(await read(sent))).toEqual([
      [1, 2],
      [2, 3],
    ]);
    await stage.play({ advance: '48h' });
    expect(counts(await read(sent))).toEqual([
      [1, 2],
      [2, 3],
    ]);
    await stage.play({ advance: '10s' });
    expect(counts(await read(sent))).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });

  test('are listed by answer, by id upwards, as many as asked for', async () => {
    const sent = await send(POLL);
    for (const name of ['m3', 'm1', 'm2']) await vote(name, 'Burning (2018)');
    const list = async (id: number, query = '') => {
      const { body } = await request(stage, 'GET', `/channels/${home}/polls/${sent.body.id}/answers/${id}${query}`);
      return (body.users as { id: string; username: string }[] | undefined) ?? body.code;
    };
    const all = (await list(1)) as { id: string; username: string }[];
    expect(all.map(({ username }) => username)).toEqual(['m1', 'm2', 'm3']);
    expect(await list(1, `?limit=1&after=${all[0]?.id}`)).toMatchObject([{ username: 'm2' }]);
    expect(await list(2)).toEqual([]);
    expect(await list(9)).toBe(0);
    expect(await list(1, '?limit=101')).toBe(50035);
  });
});

describe('the end of a poll', () => {
  test('comes by itself at its time: an exact count and then a message with the result', async () => {
    const sent = await send(POLL);
    for (const name of ['m1', 'm2']) await vote(name, 'Ballerina (2023)');
    await vote('m3', 'Oldboy (2003)');
    events = [];
    expect((await stage.play({ advance: '47h' })).seen).toEqual([]);
    const { seen } = await stage.play({ advance: '2h' });
    expect(seen.map(({ kind, text }) => [kind, text])).toEqual([
      ['edit', expect.stringContaining('(poll, final results)')],
      ['message', "Marquee's poll Which film? has closed.\nBallerina (2023): 2 of 3 votes"],
    ]);
    expect(events.map(({ t }) => t)).toEqual(['MESSAGE_UPDATE', 'MESSAGE_CREATE']);
    expect(events[0]?.d).toMatchObject({
      id: sent.body.id,
      edited_timestamp: null,
      poll: { results: { is_finalized: true } },
    });
    expect(events[1]?.d).toMatchObject({
      type: 46,
      author: { id: client.user.id },
      mentions: [{ id: client.user.id }],
      message_reference: { message_id: sent.body.id, channel_id: home },
      embeds: [{ type: 'poll_result' }],
    });
    const [embed] = (events[1]?.d.embeds ?? []) as { fields: { name: string; value: string }[] }[];
    expect(Object.fromEntries((embed?.fields ?? []).map(({ name, value }) => [name, value]))).toEqual({
      poll_question_text: 'Which film?',
      victor_answer_votes: '2',
      total_votes: '3',
      victor_answer_id: '3',
      victor_answer_text: 'Ballerina (2023)',
      victor_answer_emoji_name: '🩰',
    });
    expect(await vote('m4', 'Burning (2018)')).toBe('the poll is over');
  });

  test('has no winner on a tie and without a vote', async () => {
    await send({ ...POLL, duration: 1 });
    expect((await stage.play({ advance: '2h' })).seen.at(-1)?.text).toContain('no winner');
    await send({ ...POLL, duration: 1 });
    await vote('m1', 'Burning (2018)');
    await vote('m2', 'Oldboy (2003)');
    expect((await stage.play({ advance: '2h' })).seen.at(-1)?.text).toContain('no winner');
  });

  test('can be brought about by the bot, once, and the count in that answer is not the final one', async () => {
    const sent = await send(POLL);
    await vote('m1', 'Burning (2018)');
    const expire = (id: unknown) => request(stage, 'POST', `/channels/${home}/polls/${id}/expire`);
    const ended = await expire(sent.body.id);
    expect(ended.body.poll).toMatchObject({ expiry: '2026-01-09T18:00:00.000Z', results: { is_finalized: false } });
    expect(await read(sent)).toMatchObject({
      poll: { results: { is_finalized: true, answer_counts: [{ count: 1 }] } },
    });
    expect((await expire(sent.body.id)).body.code).toBe(520001);
    const plain = await request(stage, 'POST', path(), { ...QUIET, content: 'x' });
    expect((await expire(plain.body.id)).body.code).toBe(520006);
    expect((await expire('1')).body.code).toBe(10008);
    await stage.idle();
    expect(told('MESSAGE_CREATE').filter(({ d }) => d.type === 46)).toHaveLength(1);
    await stage.play({ advance: '72h' });
    expect(told('MESSAGE_CREATE').filter(({ d }) => d.type === 46)).toHaveLength(1);
  });

  test('of a poll that was deleted is nothing at all', async () => {
    const sent = await send(POLL);
    await request(stage, 'DELETE', path(`/${sent.body.id}`));
    expect((await stage.play({ advance: '72h' })).seen).toEqual([]);
  });
});
