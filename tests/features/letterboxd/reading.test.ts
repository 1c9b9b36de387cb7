import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { LIMITS, readExport } from '../../../src/features/letterboxd/reading/archive.ts';
import { plainOf } from '../../../src/features/letterboxd/reading/line.ts';
import { MOST_ROWS, readTables } from '../../../src/features/letterboxd/reading/table.ts';
import { exportZip, FILES } from './export.ts';
import { type Packed, zip } from './zip.ts';

const read = async (name: string, data: string | Buffer) => readTables(await readExport(name, Buffer.from(data)));
const unzip = (...files: Packed[]) => read('export.zip', zip(files));
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof UserError ? error.key : error),
  );
const HEAD = 'Date,Name,Year,Letterboxd URI\n';

describe('an export', () => {
  test('is read file by file, and what is deleted, liked of others or about the person is not', async () => {
    const tables = await read('letterboxd-somebody-2026.zip', exportZip());
    expect(tables.map(({ kind }) => kind)).toEqual([
      'watchlist',
      'watched',
      'ratings',
      'diary',
      'reviews',
      'likes',
      'list',
      'list',
    ]);
    expect(tables[2]?.lines).toEqual([
      { title: 'Burning', year: 2018, day: '2024-02-01', halfStars: 9 },
      { title: 'Parasite', year: 2019, day: '2024-02-02', halfStars: 10 },
    ]);
    expect(tables[4]?.lines).toMatchObject([{ day: '2024-01-19', review: 'The cat was real.\nOr "not".' }]);
  });

  test('has lists of both shapes: with a block about the list, and plain', async () => {
    const lists = (await read('export.zip', exportZip())).filter(({ kind }) => kind === 'list');
    expect(lists.map(({ name, lines }) => [name, lines.map(({ title }) => title)])).toEqual([
      ['Best endings', ['Memories of Murder', 'Burning']],
      ['plain one', ['Decision to Leave']],
    ]);
  });

  test('packed anew with its folder is read the same', async () => {
    expect(await read('x.zip', exportZip(undefined, 'letterboxd-somebody/'))).toEqual(await read('x.zip', exportZip()));
  });

  test.each(['watchlist.csv', 'ratings.csv', 'reviews.csv', 'diary.csv', 'watched.csv'] as const)(
    'may be the one file %s, also under the name a browser gives it',
    async (name) => {
      const [kind] = name.split('.');
      expect(await read(name, FILES[name])).toMatchObject([{ kind }]);
      expect(await read(name.replace('.', ' (1).'), FILES[name])).toMatchObject([{ kind }]);
    },
  );

  test('may be a single list under any name', async () => {
    expect(await read('films-for-autumn.csv', FILES['lists/plain-one.csv'])).toMatchObject([
      { kind: 'list', name: 'films for autumn' },
    ]);
  });

  test('in UTF-16 with its mark is read as it is, without it refused', async () => {
    const text = `${HEAD}2024-01-01,살인의 추억,2003,\n`;
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(await read('watchlist.csv', marked)).toMatchObject([{ lines: [{ title: '살인의 추억', year: 2003 }] }]);
    expect(await refusal(read('watchlist.csv', Buffer.from(text, 'utf16le')))).toBe('letterboxd.no-text');
  });

  test('keeps a title of 500 characters, cuts a longer one, and takes a film without a year', async () => {
    const [table] = await read('watchlist.csv', `${HEAD},${'x'.repeat(500)},2000,\n,${'y'.repeat(900)},,\n,Z,19x9,\n`);
    expect(table?.lines.map(({ title, year }) => [title.length, year])).toEqual([
      [500, 2000],
      [500, undefined],
      [1, undefined],
    ]);
  });

  test('takes no rating that is none', async () => {
    const lines = ['0', '-1', '5.5', 'NaN', '3.3', '', 'five', '0.5'].map((rating) => `,M,1931,,${rating}`);
    const [table] = await read('ratings.csv', `Date,Name,Year,Letterboxd URI,Rating\n${lines.join('\n')}\n`);
    expect(table?.lines.map(({ halfStars }) => halfStars)).toEqual([...Array(7).fill(undefined), 1]);
  });
});

describe('what is no export is refused with its reason', () => {
  test.each<[string, string | Buffer, string, string]>([
    ['an empty file', '', 'watchlist.csv', 'letterboxd.empty'],
    ['a file of blanks', ' \n\n', 'watchlist.csv', 'letterboxd.empty'],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'watchlist.csv', 'letterboxd.html'],
    ['other columns', 'Imię,Nazwisko\nA,B\n', 'watchlist.csv', 'letterboxd.columns'],
    ['ratings without any', `${HEAD},M,1931,\n`, 'ratings.csv', 'letterboxd.columns'],
    [
      'a list with a block and nothing after it',
      'Letterboxd list export v7\nDate,Name\n',
      'l.csv',
      'letterboxd.columns',
    ],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'a.csv', 'letterboxd.no-text'],
    ['a file cut inside a quote', `${HEAD},"Half a ti`, 'watchlist.csv', 'letterboxd.csv'],
    ['an endless field', `${HEAD},"${'x'.repeat(400_000)}",2000,`, 'watchlist.csv', 'letterboxd.csv'],
    ['a ZIP cut short', exportZip().subarray(0, 700), 'export.zip', 'letterboxd.zip.broken'],
  ])('%s', async (_, data, name, key) => {
    expect(await refusal(read(name, data))).toBe(key);
  });

  test('a ZIP with a password, with a path that leads out of it, with nothing of ours, or with very many files', async () => {
    const data = FILES['watchlist.csv'];
    expect(await refusal(unzip({ name: 'watchlist.csv', data, encrypted: true }))).toBe('letterboxd.zip.encrypted');
    for (const name of ['../watchlist.csv', 'lists/../../x.csv', '/etc/watchlist.csv'])
      expect(await refusal(unzip({ name, data }))).toBe('letterboxd.zip.path');
    expect(await refusal(unzip({ name: 'holiday.jpg', data }))).toBe('letterboxd.nothing');
    expect(await refusal(unzip())).toBe('letterboxd.nothing');
    const many = Array.from({ length: LIMITS.entries + 1 }, (_, i) => ({ name: `${i}.txt`, data: '' }));
    expect(await refusal(unzip(...many))).toBe('letterboxd.zip.many');
  });

  test('a path of sixty thousand characters is named by its end, so that the sentence can be sent', async () => {
    const name = `${'x'.repeat(30_000)}/lists/${'y'.repeat(30_000)}.csv`;
    const failed = await unzip({ name, data: 'A,B\n1,2\n' }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ key: 'letterboxd.columns', values: { file: `${'y'.repeat(59)}…` } });
  });

  test('a ZIP bomb: by its ratio, by its size, and one that lies about its size', async () => {
    const zeros = Buffer.alloc(20 * 1024 ** 2, 'x');
    expect(await refusal(unzip({ name: 'watchlist.csv', data: zeros }))).toBe('letterboxd.zip.bomb');
    const noise = (seed: number) =>
      Array.from({ length: 120_000 }, (_, i) => `,${((i + 1) * (seed + 7919) * 2654435761) % 2 ** 48},2000,`).join(
        '\n',
      );
    const big = Array.from({ length: 16 }, (_, i) => ({ name: `lists/${i}.csv`, data: HEAD + noise(i) }));
    expect(await refusal(unzip(...big))).toBe('letterboxd.zip.bomb');
    expect(await refusal(unzip({ name: 'watchlist.csv', data: zeros, claims: 100 }))).toBe('letterboxd.zip.broken');
  }, 30_000);

  test('a CSV of a million lines, before it is held as a whole', async () => {
    const line = ',M,1931,\n';
    expect(await refusal(read('watchlist.csv', HEAD + line.repeat(1_000_000)))).toBe('letterboxd.rows');
    const enough = await read('watchlist.csv', HEAD + line.repeat(MOST_ROWS - 1));
    expect(enough[0]?.lines).toHaveLength(MOST_ROWS - 1);
  }, 30_000);
});

test.each([
  ['a < b and b > c, 3 <4', 'a < b and b > c, 3 <4'],
  ['<i>yes</i><br/><br/><br/><a href="https://x.example/">here</a>', 'yes\n\nhere'],
  ['&#9733; &amp;amp; &lt;b&gt; &nosuch; &#99999999;', '★ &amp; <b> &nosuch; &#99999999;'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
])('the markup of a review goes and its words stay: %s', (html, text) => {
  expect(plainOf(html)).toBe(text);
});
