import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { connect } from './bot.ts';
import { COMMANDS } from './commands.ts';
import { refusedFields, request } from './rest.ts';

let stage: Stage;
let applicationId = '';

beforeEach(async () => {
  stage = await openStage();
  applicationId = String((await request(stage, 'GET', '/users/@me')).body.id);
});

afterEach(() => stage.close());

const register = (commands: unknown) => request(stage, 'PUT', `/applications/${applicationId}/commands`, commands);
const film = (more: object) => ({ name: 'film', description: 'a film', ...more });
const option = (more: object = {}) => ({ type: 3, name: 'title', description: 'title', ...more });

test.each<[string, object, string]>([
  ['a name with a capital letter', film({ name: 'Film' }), '0.name APPLICATION_COMMAND_INVALID_NAME'],
  ['a name with a space', film({ name: 'a film' }), '0.name APPLICATION_COMMAND_INVALID_NAME'],
  [
    'a translated name with a space',
    film({ name_localizations: { ko: '영 화' } }),
    '0.name_localizations.ko APPLICATION_COMMAND_INVALID_NAME',
  ],
  [
    'a language that Discord does not have',
    film({ name_localizations: { kr: '영화' } }),
    '0.name_localizations.kr DICT_TYPE_BAD_KEY',
  ],
  ['no description', { name: 'film' }, '0.description BASE_TYPE_REQUIRED'],
  ['a description of 101 characters', film({ description: 'x'.repeat(101) }), '0.description BASE_TYPE_MAX_LENGTH'],
  [
    '26 options',
    film({ options: Array.from({ length: 26 }, (_, n) => option({ name: `o${n}` })) }),
    '0.options BASE_TYPE_MAX_LENGTH',
  ],
  [
    'an option twice',
    film({ options: [option(), option()] }),
    '0.options.1 APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
  ],
  [
    'a required option after another',
    film({ options: [option(), option({ name: 'b', required: true })] }),
    '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    'a subcommand beside an option',
    film({ options: [option(), { type: 1, name: 'sub', description: 'x' }] }),
    '0.options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  ],
  [
    'autocomplete beside choices',
    film({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] }),
    '0.options.0.autocomplete BASE_TYPE_BAD',
  ],
  [
    'a context menu command with a description',
    { type: 3, name: 'Hide', description: 'x' },
    '0.description APPLICATION_COMMAND_INVALID_DESCRIPTION',
  ],
])('a command with %s is refused', async (_, command, field) => {
  const answer = await register([command]);
  expect([answer.status, refusedFields(answer.body.errors)]).toEqual([400, [field]]);
});

test('a command of more than 8000 characters, translations counted, is refused', async () => {
  const choices = Array.from({ length: 25 }, (_, n) => ({
    name: `${n}`.padEnd(90, 'x'),
    value: `${n}`.padEnd(90, 'y'),
  }));
  const options = (count: number) => [
    film({ options: Array.from({ length: count }, (_, n) => option({ name: `o${n}`, choices })) }),
  ];
  expect((await register(options(1))).status).toBe(200);
  expect(refusedFields((await register(options(2))).body.errors)).toEqual(['0 APPLICATION_COMMAND_TOO_LARGE']);
});

test('two commands of one name and more than 15 in the menu are refused', async () => {
  expect(refusedFields((await register([film({}), film({})])).body.errors)).toEqual([
    '1 APPLICATION_COMMANDS_DUPLICATE_NAME',
  ]);
  const menu = Array.from({ length: 16 }, (_, n) => ({ type: 3, name: `Entry ${n}` }));
  expect((await register(menu)).body.code).toBe(30032);
});

test('more than 200 new commands a day are refused, until a day of the stage has passed', async () => {
  const batch = (from: number) => Array.from({ length: 90 }, (_, n) => film({ name: `film${from + n}` }));
  await register(batch(0));
  await register(batch(100));
  expect((await register(batch(200))).body.code).toBe(30034);
  await stage.play({ advance: '24h' });
  expect((await register(batch(200))).status).toBe(200);
});

test('commands come back with their translations only when asked', async () => {
  await register(COMMANDS);
  const path = `/applications/${applicationId}/commands`;
  const [plain] = (await request(stage, 'GET', path)).body as unknown as Record<string, unknown>[];
  const [full] = (await request(stage, 'GET', `${path}?with_localizations=true`)).body as unknown as Record<
    string,
    unknown
  >[];
  expect(plain).not.toHaveProperty('name_localizations');
  expect(full).toMatchObject({
    name_localizations: { ko: '영화' },
    options: [{ name: 'title', required: true, autocomplete: true }, {}, {}, {}, {}, {}],
  });
});

test('a command registered again keeps its id, and one left out is gone', async () => {
  const [first] = (await register(COMMANDS)).body as unknown as { id: string; name: string }[];
  const again = (await register([COMMANDS[0]])).body as unknown as { id: string }[];
  expect(again).toHaveLength(1);
  expect(again[0]?.id).toBe(first?.id);
  expect(await stage.play({ type: '/ping' })).toMatchObject({ error: 'no command "/ping" is registered' });
});

test('a command of one guild is usable there alone', async () => {
  const bot = await connect(stage, (interaction) => (interaction.isRepliable() ? interaction.reply('ok') : undefined));
  const guild = bot.client.guilds.cache.find(({ name }) => name.endsWith('two'));
  await request(stage, 'PUT', `/applications/${applicationId}/guilds/${guild?.id}/commands`, [film({ name: 'here' })]);
  expect(await stage.play({ type: '/here' })).toMatchObject({ error: 'no command "/here" is registered' });
  expect(await stage.play({ type: '/here', guild: 'two' })).toMatchObject({ error: null });
  await bot.client.destroy();
});

test('an interaction without an answer is lost after three seconds, and the late answer is refused', async () => {
  const bot = await connect(
    stage,
    async (interaction) => {
      await new Promise((resolve) => setTimeout(resolve, 3_100));
      if (interaction.isRepliable()) await interaction.reply('late');
    },
    COMMANDS,
  );
  const result = await stage.play({ type: '/ping' });
  expect(result).toMatchObject({ error: 'the application did not respond', seen: [], ms: null });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(bot.failures).toMatchObject([{ code: 10062, status: 404 }]);
  await bot.client.destroy();
});

test('a stage without rate limits makes nobody wait', async () => {
  const free = await openStage({ limits: false });
  const answers = await Promise.all(Array.from({ length: 60 }, () => request(free, 'GET', '/users/@me')));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  await free.close();
});

test('without a bot an interaction fails at once', async () => {
  await register(COMMANDS);
  const begun = performance.now();
  expect(await stage.play({ type: '/ping' })).toMatchObject({
    error: 'the application did not respond (the bot is not running)',
  });
  expect(performance.now() - begun).toBeLessThan(1_000);
});
