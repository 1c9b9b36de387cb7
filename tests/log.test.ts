import type { Logger } from 'pino';
import { expect, test } from 'vitest';
import { createLog, secretsOf } from '../src/log.ts';

const TOKEN = 'MTIz.GabcDE.canary-of-the-token';
const PASSWORD = 'canary/of the+password';
const ADDRESS = `postgres://me:${encodeURIComponent(PASSWORD)}@db.example/marquee`;

/** What a log writes about something. */
function written(say: (log: Logger) => void): string {
  let out = '';
  const write = (line: string) => {
    out += line;
  };
  say(createLog('trace', [TOKEN, undefined, '', ...secretsOf(ADDRESS)], { write }));
  return out;
}

const failure = (words: string) =>
  Object.assign(new Error(`cannot reach ${words}`), { url: words, cause: new Error(words) });

const ways: [string, (log: Logger, secret: string) => void][] = [
  ['in a message', (log, secret) => log.info(`begin ${secret} end`)],
  ['twice in a message', (log, secret) => log.info(`${secret} and ${secret}`)],
  [
    'in the message, the fields and the cause of an error',
    (log, secret) => log.error({ err: failure(secret) }, 'failed'),
  ],
  ['deep in a value', (log, secret) => log.warn({ a: { b: [{ c: `x${secret}x` }] } }, 'nested')],
  ['in the name of a field', (log, secret) => log.warn({ [secret]: 1 }, 'named')],
  ["in a child's own fields", (log, secret) => log.child({ where: secret }).info('child')],
];

const secrets = { token: TOKEN, password: PASSWORD, 'password as the address writes it': encodeURIComponent(PASSWORD) };

for (const [name, secret] of Object.entries(secrets)) {
  test.each(ways)(`the ${name} is never written: %s`, (_, say) => {
    const out = written((log) => say(log, secret));
    expect(out).toContain('[secret]');
    expect(out).not.toContain('canary');
    for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
  });
}

test('a whole address of a database is written without its password', () => {
  const out = written((log) => log.error({ err: failure(ADDRESS) }, 'failed'));
  expect(out).toContain('db.example');
  expect(out).not.toContain('canary');
});

test('fields that hold a token by their name are hidden, whoever the token belongs to', () => {
  const stranger = { token: 'strange-1', headers: { authorization: 'strange-2' } };
  const out = written((log) => log.info({ ...stranger, request: stranger }, 'a request'));
  expect(out).toContain('a request');
  expect(out).not.toContain('strange');
});

test('what is no secret is written as it is, and nothing below the level', () => {
  const out: string[] = [];
  const log = createLog('warn', [undefined, ''], { write: (line) => out.push(line) });
  log.info('quiet');
  log.warn('loud');
  expect(out.map((line) => JSON.parse(line))).toMatchObject([{ level: 40, msg: 'loud' }]);
});

test("an address's password is a secret as it is written there and as it is meant; one without has none", () => {
  expect(secretsOf(ADDRESS)).toEqual(expect.arrayContaining([PASSWORD, encodeURIComponent(PASSWORD)]));
  for (const none of [undefined, '', 'not an address', 'postgres://me@db.example/marquee'])
    expect(secretsOf(none)).toEqual([]);
});

test('a password of which JSON escapes a letter is hidden too', () => {
  const password = 'canary"of\\the password';
  const out: string[] = [];
  const address = `postgres://me:${encodeURIComponent(password)}@db.example/marquee`;
  createLog('info', secretsOf(address), { write: (line) => out.push(line) }).info({ password }, `with ${password}`);
  expect(out.join('')).not.toContain('canary');
  expect(JSON.parse(out.join(''))).toMatchObject({ level: 30 });
});

test('a password with a percent sign of its own is a secret as it stands', () => {
  expect(secretsOf('postgres://me:100%@db.example/marquee')).toContain('100%');
});

test('on a terminal the lines are readable and hold no secret either', async () => {
  let out = '';
  const write = (line: string) => {
    out += line;
  };
  const log = createLog('info', [TOKEN, ...secretsOf(ADDRESS)], { write, isTTY: true });
  log.error({ err: failure(TOKEN), address: ADDRESS }, `failed for ${TOKEN}`);
  await expect.poll(() => out).toContain('failed for [secret]');
  expect(out).not.toMatch(/canary|^\{/);
});
