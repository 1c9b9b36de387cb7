import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import { invite } from '../../src/cli/invite.ts';
import { PERMISSIONS } from '../../src/discord/permissions.ts';

const ID = '123456789012345678';
const SECRET = 'GabcDE.canary-of-the-secret-part';
const tokenOf = (id: string) => `${Buffer.from(id).toString('base64url')}.${SECRET}`;

/** The link and the notes that `marquee invite` prints. */
async function printed(args: string[], env: Record<string, string> = {}) {
  const [out, notes]: [string[], string[]] = [[], []];
  const io = { env, cwd: '/', out: (line: string) => out.push(line), note: (line: string) => notes.push(line) };
  expect(await invite.run(args, io)).toBe(0);
  return { out, notes, link: new URL(out.join('')) };
}

test('the link names the application, both scopes and exactly the permissions of the list', async () => {
  const { link, out } = await printed([ID]);
  expect(out).toHaveLength(1);
  expect(`${link.origin}${link.pathname}`).toBe('https://discord.com/oauth2/authorize');
  expect([...link.searchParams.keys()].sort()).toEqual(['client_id', 'permissions', 'scope']);
  expect(link.searchParams.get('client_id')).toBe(ID);
  expect(link.searchParams.get('scope')?.split(' ').sort()).toEqual(['applications.commands', 'bot']);
  const asked = new PermissionsBitField(BigInt(link.searchParams.get('permissions') ?? ''));
  expect(asked.toArray().sort()).toEqual(Object.keys(PERMISSIONS).sort());
  expect(asked.has('Administrator')).toBe(false);
});

test('what each permission is for is said beside the link, not in it', async () => {
  const { notes } = await printed([ID]);
  for (const [name, reason] of Object.entries(PERMISSIONS))
    expect(notes.filter((note) => note.startsWith(`${name} `) && note.endsWith(reason))).toHaveLength(1);
  expect(notes).toHaveLength(Object.keys(PERMISSIONS).length);
});

test('the id is read from the token, of which nothing else is shown; an id that is given goes first', async () => {
  const { link, out, notes } = await printed([], { DISCORD_TOKEN: tokenOf(ID) });
  expect(link.searchParams.get('client_id')).toBe(ID);
  expect([...out, ...notes].join('\n')).not.toContain('canary');
  const given = await printed(['999999999999999999'], { DISCORD_TOKEN: tokenOf(ID) });
  expect(given.link.searchParams.get('client_id')).toBe('999999999999999999');
});

test.each([
  [['12345'], {}],
  [['123456789012345678901'], {}],
  [[`${ID}&permissions=8`], {}],
  [['marquee'], {}],
  [[], {}],
  [[], { DISCORD_TOKEN: tokenOf('no-id') }],
])('%j with %j is a sentence with an example, and exit code 2', async (args, env) => {
  const io = { env, cwd: '/', out: () => expect.unreachable(), note: () => expect.unreachable() };
  await expect(invite.run(args, io)).rejects.toMatchObject({
    name: 'CliError',
    exitCode: 2,
    message: expect.stringMatching(/^Which application\? .*for example: marquee invite \d+/),
  });
});

test('on the command line a wrong id is that sentence on standard error and exit code 2', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('src/start.js'), 'cli', 'invite', '12345'], {
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^Which application\? [^\n]*\n$/);
});
