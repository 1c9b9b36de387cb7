import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';
import { COMMANDS } from './commands.ts';
import { TALK } from './places.ts';
import { refusedFields, request } from './rest.ts';

let stage: Stage;
let bot: Bot;
let token = '';
let id = '';
let mayAnswer: (() => void) | undefined;

beforeAll(async () => {
  stage = await openStage({ invited: TALK });
  bot = await connect(
    stage,
    (interaction) => {
      token = interaction.token;
      id = interaction.id;
      return new Promise<void>((resolve) => {
        mayAnswer = resolve;
      });
    },
    COMMANDS,
  );
});

beforeEach(() => {
  token = '';
});

afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
});

/** Has m1 run /ping and waits for the interaction; `rest` is the step's result. */
async function ping(type = '/ping'): Promise<{ rest: ReturnType<Stage['play']> }> {
  const rest = stage.play(type === '/film' ? { as: 'm1', typing: '/film x' } : { as: 'm1', type });
  while (token === '') await new Promise((resolve) => setTimeout(resolve, 5));
  return { rest };
}

const callback = (body: unknown, query = '') =>
  request(stage, 'POST', `/interactions/${id}/${token}/callback${query}`, body);
const webhook = (method: string, path: string, body?: unknown) =>
  request(stage, method, `/webhooks/${bot.client.user.id}/${token}${path}`, body);

const message = (data: object) => ({ type: 4, data: { allowed_mentions: { parse: [] }, ...data } });
const V2 = 1 << 15;
const text = (content: string) => ({ type: 10, content });
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const card = (...components: object[]) => message({ flags: V2, components });
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: [{ label: 'A', value: 'a' }], ...more });

const C = 'data.components';

describe('an answer', () => {
  test.each<[string, object, string[]]>([
    [
      'content of more than 2000 characters',
      message({ content: 'x'.repeat(2001) }),
      ['data.content BASE_TYPE_MAX_LENGTH'],
    ],
    ['a field that Discord does not know', message({ content: 'x', colour: 1 }), ['data.colour UNKNOWN_FIELD']],
    [
      'content beside Components V2',
      message({ content: 'x', flags: V2, components: [text('x')] }),
      ['data.content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    [
      'embeds beside Components V2',
      message({ embeds: [{ title: 'x' }], flags: V2, components: [text('x')] }),
      ['data.embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    ['a text display without the flag', message({ components: [text('x')] }), [`${C}.0.type UNION_TYPE_CHOICES`]],
    [
      'six rows without the flag',
      message({ content: 'x', components: [1, 2, 3, 4, 5, 6].map((n) => row(button({ custom_id: `${n}` }))) }),
      [`${C} BASE_TYPE_BAD_LENGTH`],
    ],
    [
      '41 components, the nested ones counted',
      card({ type: 17, components: Array.from({ length: 40 }, () => text('x')) }),
      [`${C} COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED`],
    ],
    [
      '4001 characters in all text displays',
      card(text('x'.repeat(4000)), text('y')),
      [`${C} COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED`],
    ],
    [
      'a label of 81 characters',
      card(row(button({ label: 'x'.repeat(81) }))),
      [`${C}.0.components.0.label BASE_TYPE_MAX_LENGTH`],
    ],
    [
      'a custom id of 101 characters',
      card(row(button({ custom_id: 'x'.repeat(101) }))),
      [`${C}.0.components.0.custom_id BASE_TYPE_MAX_LENGTH`],
    ],
    [
      'a custom id used twice',
      card(row(button(), button({ label: 'Stay' }))),
      [`${C}.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED`],
    ],
    [
      'a component id used twice',
      card({ ...text('a'), id: 7 }, { ...text('b'), id: 7 }),
      [`${C}.1.id COMPONENT_ID_DUPLICATED`],
    ],
    [
      'a button without a custom id',
      card(row({ type: 2, style: 1, label: 'x' })),
      [`${C}.0.components.0.custom_id BASE_TYPE_REQUIRED`],
    ],
    [
      'a button without label and emoji',
      card(row({ type: 2, style: 1, custom_id: 'x' })),
      [`${C}.0.components.0 BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED`],
    ],
    [
      'a link with a custom id',
      card(row(button({ style: 5, url: 'https://example.org' }))),
      [`${C}.0.components.0 BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE`],
    ],
    [
      'a link of an odd scheme',
      card(row({ type: 2, style: 5, label: 'x', url: 'ftp://example.org' })),
      [`${C}.0.components.0.url URL_TYPE_INVALID_SCHEME`],
    ],
    [
      'an emoji that is none',
      card(row(button({ emoji: { name: 'star' } }))),
      [`${C}.0.components.0.emoji.name COMPONENT_INVALID_EMOJI`],
    ],
    [
      'an emoji of another server',
      card(row(button({ emoji: { id: '123', name: 'star' } }))),
      [`${C}.0.components.0.emoji.id COMPONENT_INVALID_EMOJI`],
    ],
    [
      'six buttons in a row',
      card(row(...[1, 2, 3, 4, 5, 6].map((n) => button({ custom_id: `${n}` })))),
      [`${C}.0.components BASE_TYPE_MAX_LENGTH`],
    ],
    ['a select beside a button', card(row(button(), select())), [`${C}.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED`]],
    [
      '26 options',
      card(row(select({ options: Array.from({ length: 26 }, (_, n) => ({ label: `${n}`, value: `${n}` })) }))),
      [`${C}.0.components.0.options BASE_TYPE_MAX_LENGTH`],
    ],
    [
      'an option value used twice',
      card(row(select({ options: [1, 2].map((n) => ({ label: `${n}`, value: 'a' })) }))),
      [`${C}.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED`],
    ],
    [
      'more to pick than there is',
      card(row(select({ max_values: 2 }))),
      [`${C}.0.components.0.max_values BASE_TYPE_BAD`],
    ],
    [
      'a picture that was not attached',
      card({ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }),
      [`${C}.0.items.0.media.url UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND`],
    ],
    [
      'a container in a container',
      card({ type: 17, components: [{ type: 17, components: [text('x')] }] }),
      [`${C}.0.components.0.type BASE_TYPE_CHOICES`],
    ],
    [
      'embeds of more than 6000 characters',
      message({ embeds: [1, 2].map(() => ({ description: 'x'.repeat(3001) })) }),
      ['data.embeds MAX_EMBED_SIZE_EXCEEDED'],
    ],
    [
      'mentions both parsed and listed',
      message({ content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }),
      ['data.allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
    ],
    [
      'a poll beside Components V2',
      message({
        poll: { question: { text: 'x' }, answers: [{ poll_media: { text: 'y' } }] },
        flags: V2,
        components: [text('x')],
      }),
      ['data.poll MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    ['choices to a command', { type: 8, data: { choices: [] } }, ['type BASE_TYPE_CHOICES']],
    ['an update where nothing is there to update', { type: 7, data: { content: 'x' } }, ['type BASE_TYPE_CHOICES']],
    ['a type that does not exist', { type: 99 }, ['type BASE_TYPE_CHOICES']],
    [
      'a form with six rows',
      {
        type: 9,
        data: {
          custom_id: 'f',
          title: 'F',
          components: [1, 2, 3, 4, 5, 6].map((n) => ({
            type: 18,
            label: 'L',
            component: { type: 4, style: 1, custom_id: `${n}` },
          })),
        },
      },
      ['data.components BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a form title of 46 characters',
      { type: 9, data: { custom_id: 'f', title: 'x'.repeat(46), components: [text('x')] } },
      ['data.title BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a disabled field in a form',
      {
        type: 9,
        data: {
          custom_id: 'f',
          title: 'F',
          components: [{ type: 18, label: 'L', component: select({ disabled: true }) }],
        },
      },
      ['data.components.0.component.disabled BASE_TYPE_BAD'],
    ],
  ])('with %s is refused', async (_, body, fields) => {
    const { rest } = await ping();
    const answer = await callback(body);
    expect([answer.status, answer.body.code]).toEqual([400, 50035]);
    expect(refusedFields(answer.body.errors)).toEqual(fields);
    expect((await callback(message({ content: 'fine' }))).status).toBe(204);
    expect((await rest).refused).toMatchObject([
      { status: 400, code: 50035, route: 'POST /interactions/:interaction/:token/callback' },
    ]);
    mayAnswer?.();
  });

  test('that shows nothing is refused', async () => {
    const { rest } = await ping();
    expect((await callback(message({ content: ' \n' }))).body).toMatchObject({ code: 50006 });
    await callback(message({ content: 'x' }));
    await rest;
  });

  test('whose text takes more bytes than Discord can hold breaks Discord itself', async () => {
    const { rest } = await ping();
    expect((await callback(card(text('한'.repeat(3387))))).status).toBe(500);
    expect((await callback(card(text('한'.repeat(3386))))).status).toBe(204);
    await rest;
  });

  test('takes every kind of emoji there is', async () => {
    const { rest } = await ping();
    const emoji = ['🎬', '❤️', '👨‍👩‍👧', '▶', '1️⃣', '🇰🇷'];
    const rows = [emoji.slice(0, 3), emoji.slice(3)].map((some) =>
      row(...some.map((name) => button({ custom_id: name, emoji: { name } }))),
    );
    expect((await callback(card(...rows))).status).toBe(204);
    await rest;
  });

  test('can be given once', async () => {
    const { rest } = await ping();
    await callback(message({ content: 'x' }));
    expect(await callback(message({ content: 'y' }))).toMatchObject({ status: 400, body: { code: 40060 } });
    expect((await rest).seen).toHaveLength(1);
  });

  test('to an unknown interaction is refused', async () => {
    const answer = await request(stage, 'POST', '/interactions/1/abc/callback', message({ content: 'x' }));
    expect(answer).toMatchObject({ status: 404, body: { code: 10062 } });
  });

  test('comes back with the message when that is asked for', async () => {
    const { rest } = await ping();
    const answer = await callback(message({ content: 'x', flags: 64 }), '?with_response=true');
    expect(answer.body).toMatchObject({
      interaction: { id, response_message_ephemeral: true },
      resource: { type: 4, message: { content: 'x', flags: 64 } },
    });
    await rest;
  });

  test('while typing has at most 25 choices, and no other answer will do', async () => {
    const { rest } = await ping('/film');
    const choices = Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` }));
    expect(refusedFields((await callback({ type: 8, data: { choices } })).body.errors)).toEqual([
      'data.choices BASE_TYPE_MAX_LENGTH',
    ]);
    expect(refusedFields((await callback(message({ content: 'x' }))).body.errors)).toEqual(['type BASE_TYPE_CHOICES']);
    expect((await callback({ type: 8, data: { choices: choices.slice(1) } })).status).toBe(204);
    expect((await rest).seen[0]?.choices).toHaveLength(25);
  });

  test('by deferral keeps only whether it is private, and the stage says what was lost', async () => {
    const before = stage.violations.length;
    const { rest } = await ping();
    expect((await callback({ type: 5, data: { flags: 64 | V2 } })).status).toBe(204);
    await webhook('PATCH', '/messages/@original', { content: 'x', allowed_mentions: { parse: [] } });
    expect((await rest).seen).toMatchObject([{ ephemeral: true, text: 'x' }]);
    expect(stage.violations.slice(before)).toEqual([expect.stringContaining('flags other than EPHEMERAL')]);
  });
});

describe('what follows an answer', () => {
  test('cannot come before it', async () => {
    const { rest } = await ping();
    expect(await webhook('POST', '', { content: 'x' })).toMatchObject({ status: 404, body: { code: 10015 } });
    expect(await webhook('PATCH', '/messages/@original', { content: 'x' })).toMatchObject({
      status: 404,
      body: { code: 10015 },
    });
    await callback(message({ content: 'x' }));
    await rest;
  });

  test('touches its own messages alone', async () => {
    const { rest } = await ping();
    await callback(message({ content: 'x' }));
    await rest;
    const other = await stage.play({ as: 'm2', say: 'mine' });
    expect(await webhook('PATCH', `/messages/${other.seen[0]?.id}`, { content: 'yours' })).toMatchObject({
      status: 404,
      body: { code: 10008 },
    });
    expect((await webhook('DELETE', '/messages/@original')).status).toBe(204);
    expect(await webhook('GET', '/messages/@original')).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  test('fills the placeholder of a deferral with the first follow-up', async () => {
    const { rest } = await ping();
    await callback({ type: 5, data: { flags: 64 } });
    await webhook('POST', '', { content: 'first', allowed_mentions: { parse: [] } });
    expect((await rest).seen).toMatchObject([{ kind: 'message', text: 'first', ephemeral: true }]);
  });

  test('makes a message of Components V2 only out of one that is emptied, and never back', async () => {
    const { rest } = await ping();
    await callback(message({ content: 'x' }));
    const parts = { flags: V2, components: [text('y')], allowed_mentions: { parse: [] } };
    expect((await webhook('PATCH', '/messages/@original', parts)).body.code).toBe(50035);
    expect((await webhook('PATCH', '/messages/@original', { ...parts, content: null })).status).toBe(200);
    expect(
      (await webhook('PATCH', '/messages/@original', { content: 'z', flags: 0, allowed_mentions: { parse: [] } })).body
        .code,
    ).toBe(50035);
    await rest;
  });

  test('ends with the token, fifteen minutes of the stage later', async () => {
    const { rest } = await ping();
    await callback(message({ content: 'x' }));
    await rest;
    const body = { content: 'y', allowed_mentions: { parse: [] } };
    await stage.play({ advance: '14m59s' });
    expect((await webhook('PATCH', '/messages/@original', body)).status).toBe(200);
    await stage.play({ advance: '1s' });
    expect(await webhook('PATCH', '/messages/@original', body)).toMatchObject({ status: 401, body: { code: 50027 } });
  });
});

describe('a request', () => {
  const home = () => bot.client.guilds.cache.find(({ name }) => name.endsWith('one'))?.channels.cache.first()?.id ?? '';
  const sent = { content: 'x', allowed_mentions: { parse: [] } };

  test('without the right token is refused', async () => {
    expect(await request(stage, 'GET', '/users/@me', undefined, 'wrong')).toMatchObject({
      status: 401,
      body: { code: 0 },
    });
  });

  test('for what the stage does not serve is refused aloud', async () => {
    const answer = await request(stage, 'POST', `/channels/${home()}/invites`, { name: 'x' });
    expect(answer.status).toBe(404);
    expect(answer.body.message).toContain('the stage does not serve POST /channels/');
  });

  test('of another version of the API, or that is no JSON, is refused', async () => {
    expect((await fetch(`${stage.url}/v9/gateway`)).status).toBe(400);
    expect(await request(stage, 'POST', `/channels/${home()}/messages`, '{')).toMatchObject({
      status: 400,
      body: { code: 50109 },
    });
  });

  test('about a channel or a message that is not there is refused', async () => {
    expect(await request(stage, 'POST', '/channels/1/messages', sent)).toMatchObject({
      status: 404,
      body: { code: 10003 },
    });
    expect(await request(stage, 'PATCH', `/channels/${home()}/messages/1`, sent)).toMatchObject({
      status: 404,
      body: { code: 10008 },
    });
  });

  test('may not change what others wrote', async () => {
    const { seen } = await stage.play({ as: 'm1', say: 'mine' });
    const path = `/channels/${home()}/messages/${seen[0]?.id}`;
    expect(await request(stage, 'PATCH', path, sent)).toMatchObject({ status: 403, body: { code: 50005 } });
    expect(await request(stage, 'DELETE', path)).toMatchObject({ status: 403, body: { code: 50013 } });
  });

  test('with an enforced nonce that was sent before brings the first message back', async () => {
    const body = { ...sent, nonce: 'n1', enforce_nonce: true };
    const first = await request(stage, 'POST', `/channels/${home()}/messages`, body);
    const second = await request(stage, 'POST', `/channels/${home()}/messages`, body);
    expect(second.body.id).toBe(first.body.id);
  });

  test('without allowed_mentions is let pass and noticed', async () => {
    const before = stage.violations.length;
    expect((await request(stage, 'POST', `/channels/${home()}/messages`, { content: 'x' })).status).toBe(200);
    expect(stage.violations.slice(before)).toEqual([
      'POST /channels/:channel/messages: a message was sent without allowed_mentions',
    ]);
  });

  test('pings only whom it is allowed to', async () => {
    const m1 = (await stage.play({ as: 'm1', say: 'x' })).seen[0];
    const author = (m1 && (await request(stage, 'GET', `/channels/${home()}/messages/${m1.id}`)).body.author) as
      | { id: string }
      | undefined;
    const content = `<@${author?.id}> @everyone`;
    const loud = await request(stage, 'POST', `/channels/${home()}/messages`, {
      content,
      allowed_mentions: { parse: ['users', 'everyone'] },
    });
    expect(loud.body).toMatchObject({ mentions: [{ id: author?.id }], mention_everyone: false });
    const calm = await request(stage, 'POST', `/channels/${home()}/messages`, {
      content,
      allowed_mentions: { parse: [] },
    });
    expect(calm.body).toMatchObject({ mentions: [], mention_everyone: false });
  });

  test('tells by its headers how many more may follow, and one too many has to wait', async () => {
    const own = await openStage();
    const answers = [];
    for (let count = 0; count < 11; count++) answers.push(await request(own, 'GET', '/users/@me'));
    expect(answers[0]?.headers.get('x-ratelimit-remaining')).toBe('9');
    expect(answers[0]?.headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    expect(answers[10]?.body).toMatchObject({ global: false, retry_after: expect.any(Number) });
    expect(own.violations).toEqual([]);
    await request(own, 'GET', '/users/@me');
    expect(own.violations).toEqual(['GET /users/@me: came before retry_after had passed']);
    await own.close();
  });
});

test.each([
  ['see the channel', 1n << 10n, 50001],
  ['write', 1n << 11n, 50013],
])('a bot that may not %s cannot send a message', async (_, denied, code) => {
  const shut = await openStage({ denied });
  const member = await connect(shut);
  const channel = member.client.guilds.cache.first()?.channels.cache.first()?.id;
  const body = { content: 'x', allowed_mentions: { parse: [] } };
  expect(await request(shut, 'POST', `/channels/${channel}/messages`, body)).toMatchObject({
    status: 403,
    body: { code },
  });
  await member.client.destroy();
  await shut.close();
});
