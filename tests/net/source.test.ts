import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type FailureKind, retryAfter, SourceFailure } from '../../src/net/sources/failure.ts';
import { pictureAt } from '../../src/net/sources/picture.ts';
import { openSource, type Source, type SourceOptions } from '../../src/net/sources/source.ts';
import { openSources } from '../../src/net/sources/sources.ts';
import { KEYS, openDouble } from '../support/lookups/double.ts';

const double = await openDouble();
const TMDB = double.env.TMDB_API ?? '';
const QUESTION = {
  path: '/search/movie',
  query: { query: 'hana-bi' },
  answer: z.object({ total_results: z.number() }),
};
const NEVER = new AbortController().signal;

beforeEach(() => double.reset());

function open(options: Partial<SourceOptions> = {}): Source {
  return openSource({ name: 'TMDB', base: TMDB, query: { api_key: KEYS.tmdb }, ...options });
}

/** Why a source does not answer. */
async function failure(source: Source): Promise<FailureKind> {
  try {
    await source.ask(QUESTION, NEVER);
  } catch (error) {
    if (error instanceof SourceFailure) return error.kind;
    throw error;
  }
  throw new Error('it answered');
}

describe('a question', () => {
  test('that is answered comes back read', async () => {
    expect(await open().ask(QUESTION, NEVER)).toEqual({ total_results: 1 });
  });

  test.each([
    ['hang', 'slow', 1],
    ['broken', 'broken', 2],
    ['garbage', 'garbled', 1],
    ['page', 'garbled', 1],
    ['cut', 'away', 2],
    ['huge', 'garbled', 1],
    ['busy-long', 'busy', 1],
  ] as const)('that meets "%s" fails as %s after %i tries', async (fault, kind, tries) => {
    double.fault('tmdb', fault);
    expect(await failure(open({ patience: { try: 500, pause: 10 } }))).toBe(kind);
    expect(double.asked).toHaveLength(tries);
  });

  test('to a place where nobody listens fails as away', async () => {
    expect(await failure(open({ base: 'http://127.0.0.1:1', patience: { pause: 10 } }))).toBe('away');
  });

  test('that its asker gives up ends at once', async () => {
    double.fault('tmdb', 'hang');
    const began = performance.now();
    await expect(open().ask(QUESTION, AbortSignal.timeout(100))).rejects.toMatchObject({ kind: 'slow' });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('a source that wants to be left alone is', () => {
  test('for the second that it asks for, and then it is asked again', async () => {
    double.fault('tmdb', 'busy');
    const times: number[] = [];
    const answered = open().ask(QUESTION, NEVER);
    while (double.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    times.push(performance.now());
    double.fault('tmdb');
    expect(await answered).toEqual({ total_results: 1 });
    times.push(performance.now());
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(950);
    expect(double.asked).toHaveLength(2);
  });

  test('by questions that waited for their turn too', async () => {
    double.fault('tmdb', 'busy-long');
    const source = open({ atOnce: 1 });
    const kinds = await Promise.all(Array.from({ length: 5 }, () => failure(source)));
    expect(kinds).toEqual(['busy', 'resting', 'resting', 'resting', 'resting']);
    expect(double.asked).toHaveLength(1);
  });

  test('for the ten minutes that it asks for: nothing is sent to it', async () => {
    double.fault('tmdb', 'busy-long');
    const source = open();
    expect(await failure(source)).toBe('busy');
    double.fault('tmdb');
    expect(await failure(source)).toBe('resting');
    expect(double.asked).toHaveLength(1);
  });

  test('for a while once it failed three times in a row, and then it is tried', async () => {
    double.fault('tmdb', 'page');
    const source = open({ patience: { rest: 300 } });
    const kinds = [await failure(source), await failure(source), await failure(source), await failure(source)];
    expect(kinds).toEqual(['garbled', 'garbled', 'garbled', 'resting']);
    expect(double.asked).toHaveLength(3);
    double.fault('tmdb');
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(await source.ask(QUESTION, NEVER)).toEqual({ total_results: 1 });
  });
});

test('a key that is refused is one line in the log, which names the setting and not the key', async () => {
  const lines: string[] = [];
  const log = createLog('info', [], { write: (line) => void lines.push(line) });
  const env = {
    ...double.env,
    MARQUEE_CONTACT: 'club@example.org',
    TMDB_KEY: 'a-wrong-key-of-tmdb',
    OMDB_KEY: 'a-wrong-key-of-omdb',
  };
  const { sources, close } = openSources(loadConfig(env).lookups, log);
  for (let i = 0; i < 3; i++) {
    await expect(sources.tmdb?.source.ask(QUESTION, NEVER)).rejects.toThrow(SourceFailure);
    await expect(sources.omdb?.ask({ ...QUESTION, path: '' }, NEVER)).rejects.toThrow(SourceFailure);
  }
  await close();
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    expect.stringMatching(/^TMDB refuses the key: check TMDB_KEY/),
    expect.stringMatching(/^OMDb refuses the key: check OMDB_KEY/),
  ]);
  expect(lines.join()).not.toContain('a-wrong-key');
  expect(double.asked).toHaveLength(2);
});

test('every source is told who asks and where the operator can be reached; the long key of TMDB goes into a header', async () => {
  const env = { ...double.env, MARQUEE_CONTACT: 'club@example.org', TMDB_KEY: 'aaaa.bbbb.cccc' };
  const { sources, close } = openSources(loadConfig(env).lookups, createLog('silent', []));
  await sources.tmdb?.source.ask(QUESTION, NEVER).catch(() => {});
  await close();
  expect(double.asked[0]?.headers).toMatchObject({
    'user-agent': expect.stringMatching(/^Marquee\/[\d.]+ \(film club bot for Discord.*; club@example\.org\)/),
    authorization: 'Bearer aaaa.bbbb.cccc',
  });
  expect(double.asked[0]?.query.has('api_key')).toBe(false);
});

test('how long to wait is said in seconds or as a date, and what is neither says nothing', () => {
  const now = 'Tue, 24 Nov 2026 19:00:00 GMT';
  expect(retryAfter('120', now)).toBe(120_000);
  expect(retryAfter('Tue, 24 Nov 2026 19:00:30 GMT', now)).toBe(30_000);
  expect(retryAfter('Tue, 24 Nov 2026 18:00:00 GMT', now)).toBe(0);
  expect(retryAfter('999999999', now)).toBe(3_600_000);
  for (const nothing of [undefined, 'soon', '']) expect(retryAfter(nothing, now)).toBeUndefined();
  expect(retryAfter('Tue, 24 Nov 2026 19:00:30 GMT', undefined)).toBeUndefined();
});

test('a picture is one by what it is called and how it begins; a page, nothing and silence are none', async () => {
  const at = (path: string) => pictureAt(`${double.env.TMDB_IMAGES}/w342${path}`, {});
  expect(await at('/hana-bi.jpg')).toBe(`${double.env.TMDB_IMAGES}/w342/hana-bi.jpg`);
  expect(await at('/a-page-not-a-picture.jpg')).toBeUndefined();
  for (const fault of ['hang', 'broken', 'page', 'cut', 'huge', 'busy'] as const) {
    double.fault('images', fault);
    expect(await at('/hana-bi.jpg')).toBeUndefined();
  }
});
