import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStage } from '../../src/rehearsal/stage.ts';
import { cuttable } from '../support/cuttable.ts';
import { testDatabase } from '../support/database.ts';
import { start } from '../support/start.ts';
import { holdTable, someoneWaiting } from '../support/waiting.ts';

const database = await testDatabase();

/** The bot as `npm start` runs it, on a stage of its own. */
async function startOnStage(env: Record<string, string> = {}) {
  const stage = await openStage({ quiet: true });
  const house = { DISCORD_TOKEN: stage.token, DISCORD_API: stage.url, DATABASE_URL: database.url };
  const bot = start({ ...house, ...env });
  await bot.says('"ready"');
  return { stage, bot };
}

test('a connection that closes inside a transaction costs one answer, told as a sentence, and not the process', async () => {
  const way = await cuttable(database.url);
  const { stage, bot } = await startOnStage({ DATABASE_URL: way.url });
  await stage.play({ as: 'm1', type: '/film title:Oldboy (2003)' });
  const letGo = await holdTable(database.sql, 'guilds');
  const pressed = stage.play({ as: 'm1', click: "I've seen it" });
  await someoneWaiting(database.sql);
  way.cut();
  expect((await pressed).seen.at(-1)?.text).toContain('try again in a minute');
  await letGo();
  expect((await stage.play({ as: 'm1', click: "I've seen it" })).seen.at(-1)?.text).toContain('you have seen Oldboy');
  bot.child.kill('SIGTERM');
  expect(await bot.exit).toBe(0);
  await stage.close();
});

// Nothing that comes from outside gets this far, so the error is planted in the process before the bot starts.
const planted = (work: string) =>
  `--import data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${work} })`)}`;

test.each([
  ['an error', `throw new TypeError('planted')`],
  ['a promise that nobody waits for', `Promise.reject(new Error('planted'))`],
])('%s that nobody handles is logged and ends the process with exit code 1', async (_, work) => {
  const { stage, bot } = await startOnStage({ NODE_OPTIONS: planted(work) });
  bot.child.kill('SIGUSR2');
  expect(await Promise.race([bot.exit, pause(10_000, 'lives on')])).toBe(1);
  expect(bot.output()).toContain('an error that nobody handles');
  await stage.close();
});
