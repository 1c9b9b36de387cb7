import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';

const { url } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'marquee-pipe-'));
afterAll(() => rm(folder, { recursive: true }));

test('a reader that has seen enough (| head -1) ends the command with exit code 0 and no word of an error', async () => {
  await writeFile(join(folder, 'many.jsonl'), '{"query":"ballerina"}\n'.repeat(3_000));
  const args = [resolve('src/start.js'), 'cli', 'search', '--batch', 'many.jsonl'];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, INIT_CWD: folder, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [ended, words] = [once(child, 'exit'), text(child.stderr)];
  const [first] = await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(String(first)).toContain('"query":"ballerina"');
  const [code] = await ended;
  expect({ code, words: await words }).toEqual({ code: 0, words: '' });
});
