import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runningClock } from '../../src/rehearsal/clock.ts';
import { joinStage } from '../../src/rehearsal/link.ts';
import { OPENING, openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { connect } from './bot.ts';

const entry = fileURLToPath(new URL('./child-bot.ts', import.meta.url));
const env = { PATH: process.env.PATH };

let stage: Stage;

beforeEach(async () => {
  stage = await openStage({ entry, quiet: true });
  expect(await stage.startBot(env)).toBeNull();
});

afterEach(() => stage.close());

const texts = async () => (await stage.play({ as: 'm1', type: '/ping' })).seen.map(({ text }) => text);

describe("the bot's own process", () => {
  test("is given the stage's time, and nothing but the stage moves it", async () => {
    expect(await texts()).toEqual([OPENING.toISOString(), 'worked on']);
    await stage.play({ advance: '48h' });
    expect(await texts()).toEqual(['2026-01-11T18:00:00.000Z', 'worked on']);
  });

  test('ends in an orderly way, and time goes on without it', async () => {
    expect(await stage.play({ stop: true })).toMatchObject({ error: null });
    expect(await stage.play({ as: 'm1', type: '/ping' })).toMatchObject({
      error: 'the application did not respond (the bot has ended: exit code 0)',
    });
    await stage.play({ advance: '1h' });
    expect(await stage.play({ start: true })).toMatchObject({ error: null });
    expect(await texts()).toEqual(['2026-01-09T19:00:00.000Z', 'worked on']);
    expect(stage.botWasKilled()).toBe(false);
  });

  test('is killed at once and starts again', async () => {
    expect(await stage.play({ kill: true })).toMatchObject({ error: null });
    expect(stage.botWasKilled()).toBe(true);
    expect(await stage.play({ kill: true })).toMatchObject({ error: 'the bot is not running' });
    expect(await stage.play({ start: true })).toMatchObject({ error: null });
    expect(await stage.play({ start: true })).toMatchObject({ error: 'the bot is running already' });
    expect(await texts()).toHaveLength(2);
  });

  test('that dies under a question is named in the step', async () => {
    expect(await stage.play({ as: 'm1', type: '/film x' })).toMatchObject({
      error: 'the application did not respond (the bot has ended: exit code 7)',
      seen: [],
    });
  });
});

test('a client that is no child of the stage takes the place of a bot that was stopped', async () => {
  await stage.stopBot();
  const bot = await connect(stage, (interaction) =>
    interaction.isRepliable() ? interaction.reply('bare') : undefined,
  );
  expect(await texts()).toEqual(['bare']);
  await bot.client.destroy();
});

test('the bot ends when its stage dies', async () => {
  const script = fileURLToPath(new URL('./parent.ts', import.meta.url));
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [said] = await once(parent.stderr, 'data');
  const pid = Number(/pid (\d+)/.exec(String(said))?.[1]);
  const lives = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  expect(lives()).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(lives, { timeout: 5_000 }).toBe(false);
});

test('a bot that ends before it is ready is a sentence, not a wait', async () => {
  const broken = await openStage({ entry: '/nonexistent.ts', quiet: true });
  expect(await broken.startBot(env)).toBe('the bot ended before it was ready: exit code 1');
  await broken.close();
});

test("in real time the clock of the bot runs as the stage's does", async () => {
  const live = await openStage({ entry, quiet: true, clock: runningClock(new Date('2026-05-01T00:00:00Z')) });
  await live.startBot(env);
  const { seen } = await live.play({ as: 'm1', type: '/ping' });
  const told = new Date(seen[0]?.text ?? '').getTime();
  expect(Math.abs(told - live.clock.now())).toBeLessThan(2_000);
  expect(told).toBeGreaterThan(Date.UTC(2026, 4, 1));
  await live.close();
});

test('a process that no stage started cannot join one', async () => {
  const send = process.send;
  Object.assign(process, { send: undefined });
  try {
    await expect(joinStage({ idle: async () => {} })).rejects.toThrow('marquee rehearse');
  } finally {
    Object.assign(process, { send });
  }
});
