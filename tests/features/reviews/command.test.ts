import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importReviews } from '../../../src/cli/import-reviews.ts';
import { criticReviews } from '../../../src/db/schema/index.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await database.db.delete(criticReviews);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await importReviews.run(args, {
    env: { DATABASE_URL: database.url },
    cwd: folder,
    out: (line) => void out.push(line),
    note: (line) => void notes.push(line),
  });
  return { code, out, notes };
}

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const rows = () => database.db.select().from(criticReviews);

// a film of the starter catalogue, which the command brings along
const REVIEW = 'Ballerina (2023) — Movie Review\n\nBy Mona K.\n\nA stylish film.\n\nRating: 7/10';

test('pages of a folder and below it are read in the order of their names, one line of JSON each', async () => {
  await mkdir(join(folder, 'more'));
  await write('b.txt', REVIEW);
  await write('a.md', '---\ntitle: No Such Film At All\n---\nFine.');
  await write('notes.pdf', 'no page');
  await writeFile(join(folder, 'more/c.txt'), `${REVIEW}\n`);
  const { code, out } = await run('--json', '.');
  expect(code).toBe(0);
  const lines = out.map((line) => JSON.parse(line));
  expect(lines.map(({ file, outcome }) => [file, outcome])).toEqual([
    ['a.md', 'unknown'],
    ['b.txt', 'imported'],
    ['more/c.txt', 'unchanged'],
  ]);
  expect(lines[1]).toMatchObject({
    films: [
      {
        title: 'Ballerina',
        year: 2023,
        match: { title: 'Ballerina', year: 2023 },
        rating: { value: '7', scale: '10', score: 70 },
      },
    ],
    author: 'Mona K.',
    language: 'en',
  });
  expect(lines[0].reason).toMatch(/^No film called .* is in the catalogue\.$/);
});

test('without --json every page is a line in words, and a sum closes', async () => {
  await write('a.txt', REVIEW);
  const { out } = await run('--dry-run', 'a.txt');
  expect(out).toEqual([
    'a.txt: imported: Ballerina (2023), 7 of 10 (70)',
    '1 page: 1 imported, 0 completed, 0 unchanged, 0 left out, 0 could not be read. Nothing was changed.',
  ]);
  expect(await rows()).toEqual([]);
});

describe('what is no page is named with its reason, nothing is changed, and the exit code is 1', () => {
  test.each<[string, string, string | Uint8Array, RegExp]>([
    ['an empty page', 'a.txt', '', /empty/],
    ['broken UTF-8', 'a.txt', new Uint8Array([0x46, 0xc3, 0x28, 0xff]), /encoding is broken/],
    ['a binary file', 'a.txt', new Uint8Array([0x50, 0x4b, 0, 0, 0, 1]), /no text/],
    ['an HTML page without text', 'a.html', '<script>1</script>', /empty/],
    ['a binary file that calls itself HTML', 'a.html', new Uint8Array([0x50, 0x4b, 0, 0]), /no text/],
  ])('%s', async (_, name, content, reason) => {
    await write(name, content);
    const { code, out } = await run('--json', name);
    expect([code, JSON.parse(out[0] ?? '{}').outcome]).toEqual([1, 'unreadable']);
    expect(JSON.parse(out[0] ?? '{}').reason).toMatch(reason);
    expect(await rows()).toEqual([]);
  });

  test('a page of 200 MB, which is not read', async () => {
    await write('a.txt', '');
    await truncate(join(folder, 'a.txt'), 200 * 1024 ** 2);
    const begun = performance.now();
    const { code, out } = await run('--json', 'a.txt');
    expect(code).toBe(1);
    expect(JSON.parse(out[0] ?? '{}').reason).toBe('It is 200 MB large; a page has at most 1 MB.');
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

test('UTF-16 that says so is read', async () => {
  await write('a.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(REVIEW, 'utf16le')]));
  const { code, out } = await run('--json', '--dry-run', 'a.txt');
  expect([code, JSON.parse(out[0] ?? '{}').outcome]).toEqual([0, 'imported']);
});

describe('a path that leads to no page is refused in one sentence, before anything is opened', () => {
  test('a missing file', async () => {
    await expect(run('gone.txt')).rejects.toThrow('"gone.txt" does not exist. Nothing was changed.');
  });

  test('a folder without pages', async () => {
    await write('a.pdf', 'x');
    await expect(run('.')).rejects.toThrow(/no review page \(\.txt, \.md, \.html\)/);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that may not be entered', async () => {
    await mkdir(join(folder, 'locked'));
    await chmod(join(folder, 'locked'), 0);
    await expect(run('locked')).rejects.toThrow('"locked" may not be read by this user. Nothing was changed.');
  });

  test('no path at all is wrong usage', async () => {
    await expect(run('--json')).rejects.toMatchObject({ name: 'CliError', exitCode: 2 });
  });
});

describe('a page of the web', () => {
  test('in a file is read by its data and its article', async () => {
    const data = {
      '@type': 'Review',
      itemReviewed: { '@type': 'Movie', name: 'Ballerina', dateCreated: '2023' },
      author: { '@type': 'Person', name: 'Mona K.' },
      reviewRating: { ratingValue: '3,5', bestRating: 5 },
    };
    await write(
      'a.html',
      `<html><head><title>x</title><script type="application/ld+json">${JSON.stringify(data)}</script></head><body><article><p>A stylish film.</p></article></body></html>`,
    );
    const { code, out } = await run('--json', 'a.html');
    expect(code).toBe(0);
    expect(JSON.parse(out[0] ?? '{}')).toMatchObject({
      outcome: 'imported',
      films: [{ title: 'Ballerina', match: { year: 2023 }, rating: { value: '3.5', scale: '5', score: 70 } }],
      author: 'Mona K.',
    });
    expect(await rows()).toMatchObject([{ scope: '0', score: 70 }]);
  });

  test('at an address of this machine is refused, and the other pages are read', async () => {
    await write('b.txt', REVIEW);
    const { code, out } = await run('--json', 'http://127.0.0.1:1/', 'b.txt', 'HTTP://[::ffff:7f00:1]/');
    const lines = out.map((line) => JSON.parse(line));
    expect([code, lines.map(({ file, outcome }) => [file, outcome])]).toEqual([
      1,
      [
        ['b.txt', 'imported'],
        ['http://127.0.0.1:1/', 'unreadable'],
        ['HTTP://[::ffff:7f00:1]/', 'unreadable'],
      ],
    ]);
    expect(lines[1]?.reason).toMatch(/private network/);
  });
});
