import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';

const database = await testDatabase();

test('a Discord that never answers does not hold up an end: the bot leaves in an orderly way', async () => {
  const asked = Promise.withResolvers<void>();
  const silent = createServer(() => asked.resolve()).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const env = {
    PATH: process.env.PATH,
    DISCORD_TOKEN: 'MTIz.GabcDE.never-answered',
    DISCORD_API: `http://127.0.0.1:${port}/api`,
    DATABASE_URL: database.url,
  };
  const child = spawn(process.execPath, [resolve('src/start.js')], { env, stdio: 'ignore' });
  const exit = once(child, 'exit');
  await asked.promise;
  const began = performance.now();
  child.kill('SIGTERM');
  expect((await exit)[0]).toBe(0);
  expect(performance.now() - began).toBeLessThan(12_000);
  silent.closeAllConnections();
  silent.close();
});
