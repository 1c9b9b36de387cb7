import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';

const entry = fileURLToPath(new URL('./child-bot.ts', import.meta.url));
const env = { PATH: process.env.PATH, TELL_SEAT: '1' };

let stage: Stage;

beforeEach(async () => {
  stage = await openStage({ entry, quiet: true, bots: 2 });
  expect(await stage.startBot(env)).toBeNull();
});

afterEach(async () => {
  await stage.close();
  expect(stage.violations).toEqual([]);
});

const ping = async () => {
  const { seen, error } = await stage.play({ as: 'm1', type: '/ping' });
  return error ?? seen[0]?.text.slice(-'seat 1'.length);
};

test('of two bots each is dealt an interaction in turn, and no interaction goes to both', async () => {
  const answers = [await ping(), await ping(), await ping(), await ping()];
  expect(answers.toSorted()).toEqual(['seat 1', 'seat 1', 'seat 2', 'seat 2']);
  expect(answers[0]).not.toBe(answers[1]);
  const callbacks = stage.requests.filter(({ route }) => route.endsWith('/callback'));
  expect(callbacks.map(({ seat }) => `seat ${seat}`)).toEqual(answers);
});

test('one that is killed leaves its share to the other until it is started again', async () => {
  expect(await stage.play({ kill: true, bot: 2 })).toMatchObject({ error: null });
  expect([await ping(), await ping()]).toEqual(['seat 1', 'seat 1']);
  expect(await stage.play({ kill: true, bot: 2 })).toMatchObject({ error: 'bot 2 is not running' });
  expect(await stage.play({ start: true, bot: 1 })).toMatchObject({ error: 'bot 1 is running already' });
  expect(await stage.play({ start: true })).toMatchObject({ error: null });
  expect([await ping(), await ping()].toSorted()).toEqual(['seat 1', 'seat 2']);
  expect(await stage.play({ start: true })).toMatchObject({ error: 'no bot is left to start' });
});

test('both are told the time', async () => {
  await stage.play({ advance: '1h' });
  const results = [await stage.play({ type: '/ping' }), await stage.play({ type: '/ping' })];
  expect(results.map(({ seen }) => seen[0]?.text).toSorted()).toEqual([
    '2026-01-09T19:00:00.000Z seat 1',
    '2026-01-09T19:00:00.000Z seat 2',
  ]);
});

test('one that dies under a question is named, and what is not there cannot be stopped or started', async () => {
  const dead = [await stage.play({ as: 'm1', type: '/film x' }), await stage.play({ as: 'm1', type: '/film x' })];
  expect(dead.map(({ error }) => error).toSorted()).toEqual([
    'the application did not respond (bot 1 has ended: exit code 7)',
    'the application did not respond (bot 2 has ended: exit code 7)',
  ]);
  expect(stage.botWasKilled()).toBe(true);
  expect(await stage.play({ stop: true })).toMatchObject({ error: 'no bot is left to stop' });
  expect(await stage.play({ start: true, bot: 3 })).toMatchObject({ error: 'there is no bot 3 on stage' });
});

test('a fault of the gateway meets the session an interaction is dealt to, and both go on', async () => {
  await stage.play({ fault: 'drop' });
  expect([await ping(), await ping()].toSorted()).toEqual(['seat 1', 'seat 2']);
  await stage.play({ fault: 'op9' });
  expect([await ping(), await ping()].toSorted()).toEqual(['seat 1', 'seat 2']);
}, 30_000);
