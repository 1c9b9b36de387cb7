import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { LIMITS, readExport } from '../../../src/features/letterboxd/reading/archive.ts';
import { plainOf } from '../../../src/features/letterboxd/reading/line.ts';
import { MOST_ROWS, readTables } from '../../../src/features/letterboxd/reading/table.ts';
import { exportZip, FILES, type FileName } from './export.ts';
import { type Packed, zip } from './zip.ts';

const readAll = async (name: string, data: string | Buffer) => readTables(await readExport(name, Buffer.from(data)));
const read = async (name: string, data: string | Buffer) => (await readAll(name, data)).tables;
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
      { title: 'Burning', year: 2018, uri: 'd', day: '2024-02-01', halfStars: 9 },
      { title: 'Parasite', year: 2019, uri: 'e', day: '2024-02-02', halfStars: 10 },
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

  test.each<[string, FileName, string]>([
    ['my-ratings.csv', 'ratings.csv', 'ratings'],
    ['평점 2026.csv', 'ratings.csv', 'ratings'],
    ['watchlist.csv', 'ratings.csv', 'ratings'],
    ['export.csv', 'diary.csv', 'diary'],
    ['ratings.csv', 'diary.csv', 'diary'],
    ['what I wrote.csv', 'reviews.csv', 'reviews'],
    ['ratings.csv', 'lists/best-endings.csv', 'list'],
    ['watched.csv', 'lists/plain-one.csv', 'list'],
    ['my-watchlist.csv', 'watchlist.csv', 'watchlist'],
    ['letterboxd-watched.csv', 'watched.csv', 'watched'],
    ['Watchlist-somebody-2026-01-01-10-00-utc.csv', 'watchlist.csv', 'watchlist'],
    ['unwatched.csv', 'watchlist.csv', 'unsure'],
    ['to-be-watched.csv', 'watchlist.csv', 'unsure'],
    ['watchlist-watched.csv', 'watchlist.csv', 'unsure'],
    ['films.csv', 'likes/films.csv', 'unsure'],
  ])('called %s, what was %s is told by its columns: %s', async (name, file, kind) => {
    expect(await read(name, FILES[file])).toMatchObject([{ kind }]);
    expect(await unzip({ name, data: FILES[file] })).toMatchObject([{ kind }]);
  });

  test('a column in which nothing stands says nothing of what a file is', async () => {
    const head = 'Title,Year,WatchedDate,Rating,Review\n';
    expect(await read('watchlist.csv', `${head}Oldboy,2003,,,\n`)).toMatchObject([{ kind: 'watchlist' }]);
    expect(await read('watchlist.csv', `${head}Oldboy,2003,,4,\n`)).toMatchObject([{ kind: 'diary' }]);
    expect(await read('ratings.csv', `${HEAD.trim()},Rating\n`)).toMatchObject([{ kind: 'ratings', lines: [] }]);
  });

  test('a list is known by its second table, whatever stands above it', async () => {
    const [, ...below] = FILES['lists/best-endings.csv'].split('\r\n');
    const expected = [{ kind: 'list', name: 'Best endings', lines: [{ title: 'Memories of Murder' }, {}] }];
    expect(await read('a.csv', `\r\n${below.join('\r\n')}`)).toMatchObject(expected);
    const saved = FILES['lists/best-endings.csv'].replace('v7', 'v7,,,,').replace('\r\n\r\n', '\r\n,,,,\r\n');
    expect(await read('a.csv', saved)).toMatchObject(expected);
  });

  test('saved again by a spreadsheet, with semicolons or tabs and commas in its numbers, is read the same', async () => {
    const expected = await read('ratings.csv', FILES['ratings.csv']);
    for (const delimiter of [';', '\t']) {
      const saved = FILES['ratings.csv'].replaceAll(',', delimiter).replace('4.5', '4,5');
      expect(await read('ratings.csv', saved)).toEqual(expected);
    }
    const list = FILES['lists/best-endings.csv'].replace(/,(?!\n)/g, ';');
    expect(await read('a.csv', list)).toEqual(await read('a.csv', FILES['lists/best-endings.csv']));
  });

  test('with a byte order mark, and line breaks, quotes and commas inside a review, is read whole', async () => {
    const text = `\uFEFFDate,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\r\n2024-01-20,"Me, Myself & I",1992,https://boxd.it/1,0.5,,"One\r\n\r\n""two"", three",,2024-01-19\r\n`;
    const [table] = await read('reviews.csv', text);
    expect(table?.lines).toEqual([
      {
        title: 'Me, Myself & I',
        year: 1992,
        uri: '1',
        watched: '2024-01-19',
        day: '2024-01-19',
        halfStars: 1,
        review: 'One\n\n"two", three',
      },
    ]);
  });

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

describe('a file of a ZIP that cannot be read is named and left out', () => {
  const good = { name: 'watchlist.csv', data: FILES['watchlist.csv'] };
  test.each<[string, string | Buffer, string]>([
    ['is empty', '', 'letterboxd.empty'],
    ['is of blanks', ' \n\n', 'letterboxd.empty'],
    ['is a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'letterboxd.no-text'],
    ['is a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'letterboxd.html'],
    ['is cut inside a quote', `${HEAD},"Half a ti`, 'letterboxd.csv'],
    ['has an endless field', `${HEAD},"${randomBytes(200_000).toString('hex')}",2000,`, 'letterboxd.csv'],
    ['has other columns', 'A,B\n1,2\n', 'letterboxd.columns'],
  ])('because it %s', async (_, data, fault) => {
    const odd = { name: 'letterboxd-me/ratings.csv', data };
    const found = await readAll('export.zip', zip([odd, good]));
    expect(found).toMatchObject({ tables: [{ kind: 'watchlist' }], skipped: [{ file: 'ratings.csv', fault }] });
    expect(found.tables[0]?.lines).toHaveLength(3);
    expect(await refusal(unzip(odd))).toBe(fault);
  });

  test('and what Letterboxd adds of other things than films is passed over without a word', async () => {
    const others = [
      ['profile.csv', 'Date Joined,Username,Given Name\n2020-01-01,me,Me\n'],
      ['comments.csv', 'Date,Content,Comment\n2020-01-01,x,y\n'],
      ['deleted/ratings.csv', ''],
      ['orphaned/diary.csv', ''],
      ['deleted/lists/x.csv', ''],
      ['likes/lists.csv', ''],
      ['likes/reviews.csv', ''],
      ['__MACOSX/._ratings.csv', Buffer.from([0, 5, 22, 7])],
      ['._ratings.csv', Buffer.from([0, 5, 22, 7])],
      ['readme.txt', 'Hello'],
    ] as const;
    const found = await readAll('x.zip', zip([...others.map(([name, data]) => ({ name, data })), good]));
    expect(found).toMatchObject({ tables: [{ kind: 'watchlist' }], skipped: [] });
    expect(found.tables).toHaveLength(1);
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
    expect(failed).toMatchObject({
      key: 'letterboxd.columns',
      values: { file: `${'y'.repeat(59)}…`, columns: 'name' },
    });
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
