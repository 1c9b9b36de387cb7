import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../src/config.ts';

const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.secret-part_of-the-token';

/** The sentence for an environment that cannot be used. */
function complaint(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

test("nothing set: the stage, the embedded database in ./data, Discord's own API", () => {
  expect(loadConfig({}, { cwd: '/home/club' })).toEqual({
    token: undefined,
    database: { kind: 'embedded', dataDir: resolve(import.meta.dirname, '../data') },
    discordApi: 'https://discord.com/api',
    logLevel: 'info',
    locale: 'en',
    region: 'US',
    rehearsal: false,
    lookups: {
      wikidata: { api: 'https://www.wikidata.org/w/api.php' },
      tmdb: undefined,
      omdb: undefined,
      contact: undefined,
    },
  });
});

test('an empty or blank value counts as unset', () => {
  expect(loadConfig({ DISCORD_TOKEN: '', DATABASE_URL: '  ', LOG_LEVEL: '' })).toEqual(loadConfig({}));
});

test("a server of the operator's is used, unless the command names a folder", () => {
  const env = { DATABASE_URL: 'postgres://me:pw@localhost/marquee' };
  expect(loadConfig(env).database).toEqual({ kind: 'server', url: env.DATABASE_URL });
  expect(loadConfig(env, { cwd: '/x', dataDir: 'mine' }).database).toEqual({
    kind: 'embedded',
    dataDir: resolve('/x/mine'),
  });
});

test('a base URL loses its closing slash', () => {
  expect(loadConfig({ DISCORD_API: 'http://127.0.0.1:8080/api/' }).discordApi).toBe('http://127.0.0.1:8080/api');
});

test.each([
  ['DISCORD_TOKEN', 'not a token'],
  ['DISCORD_TOKEN', `Bot ${TOKEN}`],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['DATABASE_URL', 'localhost:5432'],
  ['DISCORD_API', 'discord.com/api'],
  ['DISCORD_API', 'https://discord.com/api/v10'],
  ['LOG_LEVEL', 'loud'],
  ['MARQUEE_LOCALE', 'fr'],
  ['MARQUEE_REGION', 'Korea'],
  ['MARQUEE_REHEARSAL', 'yes'],
])('a wrong %s (%s) is one sentence that names it and gives an example', (name, value) => {
  const sentence = complaint({ [name]: value });
  expect(sentence.startsWith(`${name} `)).toBe(true);
  expect(sentence).toContain(`${name}=`);
  expect(sentence.endsWith('.')).toBe(true);
  expect(sentence).not.toContain('\n');
});

test('the value of a secret is never in the sentence', () => {
  expect(complaint({ DISCORD_TOKEN: `${TOKEN} x y` })).not.toContain('secret-part');
  expect(complaint({ DATABASE_URL: 'mysql://me:hunter2@localhost/x' })).not.toContain('hunter2');
});

test('TMDB and OMDb are asked with a key, Wikidata unless it is switched off', () => {
  expect(loadConfig({ TMDB_KEY: 'abc123', OMDB_KEY: 'def456', MARQUEE_WIKIDATA: 'off' }).lookups).toEqual({
    wikidata: undefined,
    tmdb: { api: 'https://api.themoviedb.org/3', images: 'https://image.tmdb.org/t/p', key: 'abc123' },
    omdb: { api: 'https://www.omdbapi.com/', key: 'def456' },
    contact: undefined,
  });
});

test('a rehearsal asks nobody on the internet, whatever keys there are', () => {
  const env = { MARQUEE_REHEARSAL: '1', TMDB_KEY: 'abc123', OMDB_KEY: 'def456' };
  const { wikidata, tmdb, omdb } = loadConfig(env).lookups;
  expect([wikidata, tmdb, omdb]).toEqual([undefined, undefined, undefined]);
  const pointed = loadConfig({ ...env, OMDB_API: 'http://127.0.0.1:9/omdb/' }).lookups;
  expect(pointed).toMatchObject({ wikidata: undefined, tmdb: undefined, omdb: { api: 'http://127.0.0.1:9/omdb' } });
});

test.each([
  ['TMDB_KEY', 'a key with blanks'],
  ['OMDB_KEY', 'käy'],
  ['WIKIDATA_API', 'ftp://example.org'],
  ['MARQUEE_WIKIDATA', 'perhaps'],
  ['MARQUEE_CONTACT', 'two\nlines'],
])('%s=%s is one sentence that names it', (name, value) => {
  expect(complaint({ [name]: value })).toMatch(new RegExp(`^${name} [^\\n]+ for example ${name}=\\S+\\.$`));
});
