import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { destroyEmbedded, temporaryDataDir } from '../../src/db/embedded/embedded.ts';
import { embeddedPlace } from '../../src/db/embedded/place.ts';
import { testDatabase } from '../support/database.ts';

const { url } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'marquee-pipe-'));
afterAll(() => rm(folder, { recursive: true }));

const running = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Runs a command, reads a first line of it and no more. */
async function headOf(args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [resolve('src/start.js'), 'cli', ...args], {
    env: { PATH: process.env.PATH, INIT_CWD: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [ended, words] = [once(child, 'exit'), text(child.stderr)];
  const [first] = await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = await ended;
  return { first: String(first), code, words: await words };
}

test('a reader that has seen enough (| head -1) ends the command with exit code 0 and no word of an error', async () => {
  await writeFile(join(folder, 'many.jsonl'), '{"query":"ballerina"}\n'.repeat(3_000));
  const { first, ...end } = await headOf(['search', '--batch', 'many.jsonl'], { DATABASE_URL: url });
  expect(first).toContain('"query":"ballerina"');
  expect(end).toEqual({ code: 0, words: '' });
});

test('and so does its PostgreSQL', async () => {
  await writeFile(join(folder, 'some.jsonl'), '{"query":"ballerina"}\n'.repeat(400));
  const data = temporaryDataDir();
  onTestFinished(() => destroyEmbedded(data));
  const end = headOf(['search', '--data', data, '--batch', 'some.jsonl'], {});
  const pidFile = join(embeddedPlace(data).cluster, 'postmaster.pid');
  await vi.waitUntil(() => existsSync(pidFile), { timeout: 30_000, interval: 20 });
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  expect(pid).toBeGreaterThan(0);
  expect(await end).toMatchObject({ code: 0, words: '' });
  expect(running(pid)).toBe(false);
});
