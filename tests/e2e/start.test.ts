import { expect, test } from 'vitest';
import { openStage } from '../../src/rehearsal/stage.ts';
import { testDatabase } from '../support/database.ts';
import { start } from '../support/start.ts';

const database = await testDatabase();
const SECRET = 'GabcDE.canary-of-the-secret-part';

test('a wrong setting is one sentence and exit code 2', async () => {
  const { exit, output } = start({ LOG_LEVEL: 'loud' });
  expect(await exit).toBe(2);
  expect(output()).toMatch(/^LOG_LEVEL is not a log level: .*\n$/);
});

test('a database that is not there is one sentence and exit code 1', async () => {
  const { exit, output } = start({
    DISCORD_TOKEN: `MTIz.${SECRET}`,
    DATABASE_URL: 'postgres://me:canarypassword@127.0.0.1:9/none',
  });
  expect(await exit).toBe(1);
  expect(output()).toContain('The database cannot be reached (ECONNREFUSED)');
  expect(output()).not.toMatch(/canary/);
});

test('a token that Discord refuses ends with exit code 78 and says where to get one', async () => {
  const stage = await openStage({ quiet: true });
  const { exit, output } = start({
    DISCORD_TOKEN: `MTIz.${SECRET}`,
    DISCORD_API: stage.url,
    DATABASE_URL: database.url,
  });
  expect(await exit).toBe(78);
  expect(output()).toContain('Discord refuses the token');
  expect(output()).not.toMatch(/canary/);
  await stage.close();
});

test('without a network it keeps trying, says so, and still ends when asked to', async () => {
  const { child, exit, says, output } = start({
    DISCORD_TOKEN: `MTIz.${SECRET}`,
    DISCORD_API: 'http://127.0.0.1:9/api',
    DATABASE_URL: database.url,
  });
  await says('Discord cannot be reached; trying again');
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
  expect(output()).not.toMatch(/canary/);
});

test('of two with one token the second stands by, and takes over when the first ends', async () => {
  const stage = await openStage({ quiet: true });
  const env = { DISCORD_TOKEN: stage.token, DISCORD_API: stage.url, DATABASE_URL: database.url };
  const first = start(env);
  await first.says('"ready"');
  const second = start(env);
  await second.says('another Marquee runs with this token');
  first.child.kill('SIGTERM');
  expect(await first.exit).toBe(0);
  await second.says('"ready"');
  second.child.kill('SIGTERM');
  expect(await second.exit).toBe(0);
  expect(first.output() + second.output()).not.toContain(stage.token);
  await stage.close();
});

test('commands are registered once, and not again at the next start', async () => {
  const stage = await openStage({ quiet: true });
  const env = { DISCORD_TOKEN: stage.token, DISCORD_API: stage.url, DATABASE_URL: database.url };
  for (const registered of [true, false]) {
    const bot = start(env);
    await bot.says(`"registered":${registered}`);
    bot.child.kill('SIGTERM');
    await bot.exit;
  }
  await stage.close();
});
