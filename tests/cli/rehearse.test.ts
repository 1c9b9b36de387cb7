import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import type { CliIo } from '../../src/cli/command.ts';
import { rehearse } from '../../src/cli/rehearse.ts';
import { FAULTS } from '../../src/rehearsal/faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
// The embedded server runs as another user when we are root; it has to get through.
chmodSync(folder, 0o711);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number | null; out: string; err: string };

/** `marquee rehearse` as a process of its own, in a folder of its own. */
function launch(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [resolve('src/start.js'), 'cli', 'rehearse', ...args], {
    env: { PATH: process.env.PATH, INIT_CWD: folder, TMPDIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return { child, ended: ended.then(([[code], out, err]): Ended => ({ code, out, err })) };
}

const leftBehind = () => readdirSync(folder).filter((name) => name.startsWith('marquee-'));

function script(...lines: (object | string)[]): string {
  const name = 'script.jsonl';
  writeFileSync(
    join(folder, name),
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return name;
}

const io: CliIo = { env: {}, cwd: folder, out: () => {}, note: () => {} };

describe('wrong usage is a sentence before anything is started', () => {
  test.each<[string[], string]>([
    [[], 'Give a command'],
    [['--as', 'nobody', '/film x'], '--as takes one of the people on stage: host, mod, ko, m1'],
    [['--members', 'many', '/film x'], '--members takes a whole number'],
    [['--members', '2', '/film x'], '--members takes a whole number from 3'],
    [['--bots', '5', '/film x'], '--bots takes a whole number from 1 to 4'],
    [['--at', 'soon', '/film x'], '--at takes a time'],
    [['--guild', 'three', '/film x'], '--guild is one or two'],
    [['--sing', '/film x'], "Unknown option '--sing'"],
  ])('%j', async (args, sentence) => {
    await expect(rehearse.run(args, io)).rejects.toThrow(sentence);
  });

  test('with the line of a script that is no step, and exit code 2', async () => {
    const { code, out, err } = await launch([script({ as: 'm1', look: '#film-club' }, '{"dance":true}')]).ended;
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^script\.jsonl: Line 2: Unrecognized key: "dance"; a step needs one of type, typing, .*\.\n$/);
  });
});

test('an argument is a script when it names a file, and a command when it does not', async () => {
  // The command would start the bot; the wrong line of the script ends it before that.
  await expect(rehearse.run([script('{oops')], io)).rejects.toThrow('script.jsonl: Line 1: this is no JSON.');
});

test('the help names every step, every fault and every option, and fits 80 columns', () => {
  const words = [
    '--as',
    '--json',
    '--data',
    '--at',
    '--members',
    '--bots',
    '"typing"',
    '"rsvp"',
    '{"kill":true}',
    'notification',
    ...Object.keys(FAULTS),
  ];
  for (const word of words) expect(rehearse.help).toContain(word);
  expect(rehearse.help.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('a script gives one line of JSON a step, a new start keeps the data, and nothing is left behind', async () => {
  const steps = script(
    { as: 'm1', type: '/film ballerina' },
    { as: 'm1', click: 'No such button' },
    { kill: true },
    { start: true },
    { advance: '1h' },
    { as: 'ko', type: '/film Ballerina (2023)' },
  );
  // An operator's own server is never touched: this one does not exist.
  const { code, out } = await launch(['--json', '--at', '2026-03-01T18:00:00Z', steps], {
    DATABASE_URL: 'postgres://x:y@127.0.0.1:9/z',
  }).ended;
  const results = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(results.map(({ step, error }) => [step, error])).toEqual([
    [1, null],
    [2, 'm1 sees no button "No such button"'],
    [3, null],
    [4, null],
    [5, null],
    [6, null],
  ]);
  expect(Object.keys(results[0])).toEqual(['step', 'ms', 'seen', 'refused', 'error']);
  expect(results[5].seen[0].text).toContain('발레리나');
  expect(leftBehind()).toEqual([]);
}, 60_000);

test('an interrupted rehearsal ends with 130 and leaves nothing behind', async () => {
  const { child, ended } = launch([
    script(...Array.from({ length: 500 }, () => ({ as: 'm1', type: '/film ballerina' }))),
  ]);
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  expect(leftBehind()).toEqual([]);
}, 60_000);
