import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { films, filmTitles } from '../../../src/db/schema/index.ts';
import { type FilmRow, filmsTitled, importFilmsFile, searchFilms } from '../../../src/features/films/films.ts';
import { testDatabase } from '../../support/database.ts';
import { runs } from '../../support/runs.ts';
import { bringIn, FILMS, NOW } from './catalogue.ts';

const { db, sql } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'marquee-films-'));
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => sql`truncate films, people, title_words cascade`);

const stored = () =>
  db.select({ title: films.title, year: films.year }).from(films).orderBy(asc(films.title), asc(films.year));

/** Everything the catalogue holds, to see that nothing changed. */
const whole = () => sql`
  select (select json_agg(f order by id) from films f) as films,
    (select json_agg(t order by film_id, folded) from film_titles t) as titles,
    (select json_agg(w order by word) from title_words w) as words,
    (select json_agg(p order by film_id, role, position) from film_people p) as people,
    (select json_agg(e order by source, external_id) from film_external_ids e) as ids`;

test('importing twice changes nothing, and says so', async () => {
  const first = await bringIn(db, FILMS);
  expect(first).toEqual({ rows: FILMS.length, added: FILMS.length, changed: 0, unchanged: 0 });
  const before = await whole();
  expect(await bringIn(db, FILMS)).toEqual({ rows: FILMS.length, added: 0, changed: 0, unchanged: FILMS.length });
  expect(await whole()).toEqual(before);
});

test('whatever the rows and their order, importing them twice changes nothing', async () => {
  const row = fc.record({
    title: fc.constantFrom('Heron', 'The Heron', 'Moth', 'HERON'),
    year: fc.integer({ min: 2000, max: 2006 }),
    votes: fc.option(fc.nat(100), { nil: undefined }),
    titles: fc.subarray([{ title: 'Moth' }, { title: 'Reiher' }]),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
      await sql`truncate films, people, title_words cascade`;
      await bringIn(db, rows);
      const before = await whole();
      expect(await bringIn(db, rows)).toMatchObject({ added: 0, changed: 0 });
      expect(await whole()).toEqual(before);
    }),
    { numRuns: runs(200) },
  );
});

describe('the same film', () => {
  const years = async (rows: FilmRow[]) => {
    await bringIn(db, rows);
    return (await stored()).map(({ year }) => year);
  };

  test('has the same folded title and year', async () => {
    expect(
      await years([
        { title: 'Café Zoë', year: 1965 },
        { title: 'CAFE ZOE', year: 1965 },
      ]),
    ).toEqual([1965]);
  });

  test('may be a year off when no other is nearer', async () => {
    expect(
      await years([
        { title: 'Heron', year: 1990 },
        { title: 'Heron', year: 1991 },
      ]),
    ).toEqual([1990]);
    expect(await years([{ title: 'Heron', year: 1993 }])).toEqual([1990, 1993]);
    expect(
      await years([
        { title: 'Heron', year: 1994 },
        { title: 'Heron', year: 1990 },
      ]),
    ).toEqual([1990, 1993]);
  });

  test('is not two years off', async () => {
    expect(
      await years([
        { title: 'Heron', year: 1990 },
        { title: 'Heron', year: 1992 },
      ]),
    ).toEqual([1990, 1992]);
  });

  test('is the one of that very year where both are there', async () => {
    await bringIn(db, [{ title: 'Heron', year: 1990, ids: { imdb: 'tt1' } }]);
    await bringIn(db, [{ title: 'Heron', year: 1991, ids: { imdb: 'tt2' } }]);
    await bringIn(db, [{ title: 'Heron', year: 1991, votes: 7 }]);
    const votes = await db.select({ year: films.year, votes: films.votes }).from(films).orderBy(asc(films.year));
    expect(votes).toEqual([
      { year: 1990, votes: null },
      { year: 1991, votes: 7 },
    ]);
  });

  test('has the same id elsewhere, whatever it is called; other ids are other films', async () => {
    await bringIn(db, [{ title: 'Heron', year: 1990, ids: { imdb: 'tt1' } }]);
    await bringIn(db, [{ title: 'The Grey Heron', year: 1989, ids: { imdb: 'tt1' } }]);
    await bringIn(db, [{ title: 'Heron', year: 1990, ids: { imdb: 'tt2' } }]);
    expect(await stored()).toEqual([
      { title: 'Heron', year: 1990 },
      { title: 'Heron', year: 1990 },
    ]);
  });

  test('may be called by another of its titles in its very year, where another source says so', async () => {
    await bringIn(db, [{ title: 'Oldfox', year: 2003, titles: [{ title: 'Old Fox' }] }]);
    await db.update(films).set({ source: 'elsewhere' });
    expect(await bringIn(db, [{ title: 'Old Fox', year: 2003, votes: 5 }])).toMatchObject({ added: 0, changed: 1 });
  });
});

test('a row adds what was not known and leaves what was', async () => {
  await bringIn(db, [{ title: 'Heron', year: 1990, runtime: 90, votes: 10 }]);
  await bringIn(db, [
    { title: 'Heron', year: 1991, runtime: 95, votes: 20, countries: ['FR'], titles: [{ title: 'Reiher' }] },
  ]);
  const [film] = await filmsTitled(db, ['reiher']);
  expect(film).toMatchObject({ title: 'Heron', year: 1990, otherYears: [1991], runtimeMinutes: 90 });
  const [row] = await db.select().from(films);
  expect(row).toMatchObject({ votes: 20, countries: ['FR'] });
  const titles = await db.select({ votes: filmTitles.votes, years: filmTitles.years }).from(filmTitles);
  expect(titles).toEqual([
    { votes: 20, years: [1990, 1991] },
    { votes: 20, years: [1990, 1991] },
  ]);
  expect((await searchFilms(db, { text: 'heron 1991', limit: 1 }))[0]?.similarity).toBe(1);
});

test('two imports at once end with every film once', async () => {
  await Promise.all([bringIn(db, FILMS), bringIn(db, FILMS), bringIn(db, FILMS.toReversed())]);
  expect(await stored()).toHaveLength(FILMS.length);
});

describe('a file', () => {
  const HEADER = 'title\tyear\talt_titles\tvotes';

  async function importText(text: string | Buffer): Promise<unknown> {
    const path = join(folder, 'films.tsv');
    await writeFile(path, text);
    return importFilmsFile(db, path, { source: 'file', now: NOW }).catch((error: Error) => error.message);
  }

  test('is read by its header, quotes and empty lines and a byte order mark meaning nothing', async () => {
    const text = '\ufeffyear\tTitle\tnotes\talt_titles\tcountries\tgenres\tdirectors\timdb_id\r\n';
    const line = '1943\tCry "Havoc"\tx\tWeh|Ach \tFR|US\tDrama|Sci-Fi|Nonsense\tAda Grünwald\ttt7\r\n\r\n';
    expect(await importText(text + line)).toEqual({ rows: 1, added: 1, changed: 0, unchanged: 0 });
    const [film] = await filmsTitled(db, ['ach']);
    expect(film).toMatchObject({ title: 'Cry "Havoc"', year: 1943, people: [['Ada Grünwald']] });
    expect(await db.select({ countries: films.countries, genres: films.genres }).from(films)).toEqual([
      { countries: ['FR', 'US'], genres: ['drama', 'science_fiction'] },
    ]);
    const [title] = await db.select().from(filmTitles).where(eq(filmTitles.folded, 'weh'));
    expect(title?.kind).toBe('alternative');
  });

  test.each([
    ['without the columns', 'name\tyear\nHeron\t1990\n', 'has no column "title"'],
    ['that is empty', '', 'has no column "title" and none "year"'],
    ['cut in the middle of a line', `${HEADER}\nHeron\t1990\t\t\nMoth\t19`, 'Line 3 does not have as many columns'],
    ['with a year that is none', `${HEADER}\nHeron\t199O\t\t\n`, 'Line 2: the column "year" must be'],
    ['with a year out of range', `${HEADER}\nHeron\t1066\t\t\n`, 'Line 2: the column "year" must be'],
    ['with votes that are no number', `${HEADER}\nHeron\t1990\t\tmany\n`, 'Line 2: the column "votes" must be'],
    ['with a film without a title', `${HEADER}\n\t1990\t\t\n`, 'Line 2: the column "title" must be'],
    ['with a title of 6,000 characters', `${HEADER}\n${'a'.repeat(6000)}\t1990\t\t\n`, 'Line 2: the column "title"'],
    ['with an endless line', `${HEADER}\n${'a'.repeat(200_000)}`, 'is longer than'],
    ['in Latin-1', Buffer.from(`${HEADER}\nCafé\t1990\t\t\n`, 'latin1'), 'is not UTF-8'],
    ['in UTF-16', Buffer.from(`\ufeff${HEADER}\nHeron\t1990\t\t\n`, 'utf16le'), 'is not UTF-8'],
    ['of zero bytes', Buffer.alloc(4000), 'has no column'],
  ])('%s is refused in a sentence, and nothing changes', async (_, text, sentence) => {
    await bringIn(db, [{ title: 'Heron', year: 1990 }]);
    const before = await whole();
    expect(await importText(text)).toContain(sentence);
    expect(await whole()).toEqual(before);
  });

  test('of a header alone names no film and is no error', async () => {
    expect(await importText(HEADER)).toEqual({ rows: 0, added: 0, changed: 0, unchanged: 0 });
  });

  test('that breaks after a thousand good lines changes nothing', async () => {
    const lines = Array.from({ length: 2500 }, (_, i) => `Film ${i}\t1990\t\t`);
    expect(await importText([HEADER, ...lines, 'Broken\t1990'].join('\n'))).toContain('Line 2502');
    expect(await stored()).toEqual([]);
  });

  test('that is not there, or is a folder, is said so', async () => {
    const options = { source: 'file', now: NOW };
    await expect(importFilmsFile(db, join(folder, 'none.tsv'), options)).rejects.toThrow('is not there');
    await expect(importFilmsFile(db, folder, options)).rejects.toThrow('is not a file');
  });
});
