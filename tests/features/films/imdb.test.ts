import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { guildFilms, guilds, SHARED, seenMarks } from '../../../src/db/schema/index.ts';
import { LargeImport } from '../../../src/features/films/bulk/large-import.ts';
import { FILM_TYPES, FilmFileError, importImdb, loadFilm, searchFilms } from '../../../src/features/films/films.ts';
import { newFilm } from '../../../src/features/films/import/film.ts';
import { testDatabase } from '../../support/database.ts';
import { bringIn, NOW } from './catalogue.ts';
import { aka, type Files, film, type NAMES, table, writeFiles } from './imdb-files.ts';

const { db, sql, url } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'marquee-imdb-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  await sql`truncate films, people, title_words, guilds cascade`;
  await sql`drop table if exists film_titles_next, film_people_next, film_external_ids_next, title_words_next, title_words_counted`;
  await sql`delete from facts`;
});

const FILES: Files = {
  'title.basics': [
    film('tt0000001', 'Heron', '1990', { original: 'Reiher' }),
    film('tt0000002', 'Heron in a Box', '1991', { type: 'tvEpisode' }),
    film('tt0000003', 'Train to Riga', '2016'),
    film('tt0000004', 'Nothing Worn', '2001', { adult: '1' }),
    film('tt0000005', 'Moth Wars', '\\N', { type: 'tvMovie' }),
  ],
  'title.akas': [
    aka('tt0000001', 1, 'Le Héron', 'fr'),
    aka('tt0000001', 2, 'Heron'),
    aka('tt0000002', 1, 'Reiher in der Kiste'),
    aka('tt0000003', 1, '리가행 열차', 'ko'),
  ],
  'title.ratings': [
    ['tt0000001', '7.1', '4000'],
    ['tt0000003', '6.0', '12'],
  ],
  'title.crew': [
    ['tt0000001', 'nm0000002,nm0000001', '\\N'],
    ['tt0000003', 'nm0000002', 'nm0000009'],
  ],
  'name.basics': [
    ['nm0000001', 'Ada Grünwald', '1950', '\\N', 'director', 'tt0000001'],
    ['nm0000002', 'Bo Villard', '\\N', '\\N', 'director', '\\N'],
    ['nm0000003', 'Nobody Asked', '\\N', '\\N', 'actor', '\\N'],
  ],
};

/** Imports files; `large`: as if they were very many. */
async function bring(files: Files, large: boolean) {
  writeFiles(folder, files);
  return importImdb(url, folder, { wanted: { types: FILM_TYPES, adult: false }, now: NOW, largeFrom: large ? 1 : 1e9 });
}

/** Everything the catalogue holds but for the ids that are drawn anew each time. */
const whole = () => sql`
  select (select json_agg(json_build_array(e.external_id, e.digest, f.title, original_title, year, other_years, runtime_minutes,
      genres, directors, f.votes, f.source) order by e.external_id) from films f left join film_external_ids e on e.film_id = f.id) as films,
    (select json_agg(json_build_array(f.title, t.title, t.folded, kind, language, t.votes, years, tokens, squeezed, words)
      order by f.title, t.folded) from film_titles t join films f on f.id = t.film_id) as titles,
    (select json_agg(json_build_array(f.title, role, position, p.id, p.name) order by f.title, role, position)
      from film_people c join films f on f.id = c.film_id join people p on p.id = c.person_id) as people,
    (select json_agg(json_build_array(word, uses, far, deletions) order by word) from title_words) as words`;

/** Names of all indexes and constraints of the tables that a large import puts in the place of others. */
const structure = () => sql`
  select coalesce(json_agg(def order by def), '[]') as structure from (
    select indexdef as def from pg_indexes where tablename in ('film_titles', 'film_people', 'film_external_ids', 'title_words')
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where conrelid::regclass::text in ('film_titles', 'film_people', 'film_external_ids', 'title_words') and contype <> 'n') all_of_them`;

describe.each([
  ['a few films, added to the live tables', false],
  ['very many films, loaded beside the live tables', true],
])('%s', (_, large) => {
  test('films for the cinema and for television come in with their titles, votes and directors', async () => {
    expect(await bring(FILES, large)).toEqual({ rows: 3, added: 3, changed: 0, unchanged: 0 });
    const [hit] = await searchFilms(db, { text: 'le heron', limit: 1 });
    expect(hit).toMatchObject({
      title: 'Heron',
      originalTitle: 'Reiher',
      year: 1990,
      directors: ['Bo Villard', 'Ada Grünwald'],
    });
    const found = await loadFilm(db, hit?.id ?? '');
    expect(found).toMatchObject({
      votes: 4000,
      runtimeMinutes: 90,
      genres: ['drama', 'science_fiction'],
      externalIds: [{ source: 'imdb', id: 'tt0000001' }],
      directors: [{ name: 'Bo Villard' }, { name: 'Ada Grünwald' }],
    });
    expect((await searchFilms(db, { text: '리가행 열차', limit: 1 }))[0]?.title).toBe('Train to Riga');
    expect((await searchFilms(db, { text: 'moth wrs', limit: 1 }))[0]?.title).toBe('Moth Wars');
    expect(await searchFilms(db, { text: 'nothing worn', limit: 1 })).toEqual([]);
  });

  test('a second time brings nothing, and leaves everything as it is', async () => {
    await bring(FILES, large);
    const before = await whole();
    expect(await bring(FILES, large)).toEqual({ rows: 3, added: 0, changed: 0, unchanged: 3 });
    expect(await whole()).toEqual(before);
  });

  test('what is told otherwise changes, what is new is added, what is gone stays', async () => {
    await bring(FILES, large);
    const counts = await bring(
      {
        ...FILES,
        'title.basics': [
          film('tt0000001', 'The Grey Heron', '1989', { original: 'Reiher' }),
          film('tt0000003', 'Train to Riga', '2016'),
          film('tt0000006', 'Lantern', '2020'),
        ],
        'title.crew': [
          ['tt0000001', 'nm0000001', '\\N'],
          ['tt0000003', 'nm0000002', '\\N'],
        ],
      },
      large,
    );
    expect(counts).toEqual({ rows: 3, added: 1, changed: 1, unchanged: 1 });
    const [heron] = await searchFilms(db, { text: 'heron 1989', limit: 1 });
    expect(heron).toMatchObject({ title: 'The Grey Heron', year: 1989, directors: ['Ada Grünwald'] });
    const { titles, directors } = (await loadFilm(db, heron?.id ?? '')) ?? {};
    expect(titles?.[0]).toMatchObject({ title: 'The Grey Heron', kind: 'title' });
    expect(titles).toContainEqual({ title: 'Heron', kind: 'alternative', language: null });
    expect(directors).toEqual([{ name: 'Ada Grünwald', names: [] }]);
    expect((await searchFilms(db, { text: 'moth wars', limit: 1 }))[0]?.title).toBe('Moth Wars');
    expect((await searchFilms(db, { text: 'lantern', limit: 1 }))[0]?.title).toBe('Lantern');
  });

  test('a film of another source is the same by its id, else by title, year and director; what a club did stays', async () => {
    await bringIn(db, [
      { title: 'Heron', year: 1990, directors: [{ name: 'Villard, Bo' }], countries: ['FR'] },
      { title: 'The Train', year: 2015, ids: { imdb: 'tt0000003' } },
      { title: 'Moth Wars', directors: [{ name: 'Somebody Else' }] },
    ]);
    const ids = new Map(
      (await sql<{ id: string; title: string }[]>`select id, title from films`).map(({ id, title }) => [title, id]),
    );
    const filmId = ids.get('Heron') ?? '';
    await db.insert(guilds).values({ guildId: '1', joinedAt: NOW });
    await db.insert(guildFilms).values({ guildId: '1', filmId, filmScope: SHARED });
    await db.insert(seenMarks).values({ guildId: '1', filmId, userId: '2', seenAt: NOW });
    await bring({ ...FILES, 'title.crew': [...(FILES['title.crew'] ?? []), ['tt0000005', 'nm0000001', '\\N']] }, large);
    const films = await sql<{ id: string; title: string; countries: string[] }[]>`
      select f.id, f.title, f.countries from films f join film_external_ids e on e.film_id = f.id order by external_id`;
    expect(films.map(({ id }) => id).slice(0, 2)).toEqual([filmId, ids.get('The Train')]);
    expect(films[0]?.countries).toEqual(['FR']);
    expect(films[2]?.id).not.toBe(ids.get('Moth Wars'));
    expect(await sql`select user_id from seen_marks where film_id = ${filmId}`).toHaveLength(1);
  });
});

test('well-known films are the same however they came, loaded beside the live tables or added to them', async () => {
  const [before] = await structure();
  const files = { ...FILES, 'title.ratings': [1, 3, 5].map((number) => [`tt000000${number}`, '7.1', '4000']) };
  const other = { title: 'The Lantern', year: 1999, votes: 5 };
  await bringIn(db, [other]);
  await bring(files, false);
  const added = await whole();
  await sql`truncate films, people, title_words cascade`;
  await bringIn(db, [other]);
  await bring(files, true);
  expect((await structure())[0]).toEqual(before);
  expect(await whole()).toEqual(added);
});

describe('an import that was killed', () => {
  /** Leaves behind what a process leaves that was killed after it had written the first film. */
  async function killedAfterOne(finishing: boolean): Promise<void> {
    writeFiles(folder, { ...FILES, 'title.basics': FILES['title.basics']?.slice(0, 1) ?? [] });
    const large = new LargeImport(url);
    try {
      await large.begin('other files');
      await large.add(newFilm({ title: 'Heron', year: 1990, ids: { imdb: 'tt0000001' } }, 'imdb', NOW), 1);
      await large.flush();
      if (finishing) await sql`insert into film_titles_next select * from film_titles`;
      if (finishing)
        await sql`update facts set value = replace(value, 'loading', 'finishing') where name = 'large_import'`;
    } finally {
      await large.close();
    }
  }

  test.each([false, true])('is gone on with by the next (killed while it finished: %s)', async (finishing) => {
    await bring(FILES, true);
    const clean = await whole();
    await sql`truncate films, people, title_words cascade`;
    await killedAfterOne(finishing);
    expect(await searchFilms(db, { text: 'heron', limit: 1 })).toEqual([]);
    await bring(FILES, true);
    const [films] = await sql`select count(*)::int as count from films`;
    expect(films?.count).toBe(3);
    expect(JSON.stringify(await whole()).replaceAll(/"uses":\d+/g, '')).toContain('Train to Riga');
    expect((await whole())[0]?.films).toEqual(clean[0]?.films);
  });
});

describe('nothing changes and one sentence says why where', () => {
  const broken = (name: (typeof NAMES)[number]) => join(folder, `${name}.tsv.gz`);
  test.each([
    ['a file is missing', () => rmSync(broken('title.crew')), /has no title\.crew\.tsv\.gz/],
    [
      'a packed file is cut off',
      () => truncateSync(broken('title.basics'), readFileSync(broken('title.basics')).length - 12),
      /is damaged or cut off/,
    ],
    [
      'a file ends in the middle of a line',
      () => writeFileSync(broken('title.akas'), gzipSync(table('title.akas', FILES['title.akas']).slice(0, -9))),
      /ends in the middle of line 5, it is cut off: download it again/,
    ],
    [
      'a line in the middle is cut',
      () =>
        writeFileSync(
          broken('title.basics'),
          gzipSync(table('title.basics', [['tt0000001', 'movie', 'Her'], film('tt0000002', 'Moth', '1990')])),
        ),
      /has not 9 columns in line 2/,
    ],
    [
      'a file has other columns',
      () => writeFileSync(broken('title.ratings'), gzipSync('id\tstars\ntt0000001\t3\n')),
      /has not the columns of title\.ratings, its first line must name tconst, numVotes/,
    ],
    [
      'a file is empty',
      () => writeFileSync(broken('name.basics'), gzipSync('')),
      /has not the columns of name\.basics/,
    ],
    [
      'a file is UTF-16',
      () => writeFileSync(broken('title.basics'), gzipSync(Buffer.from(`\ufeff${table('title.basics')}`, 'utf16le'))),
      /is not UTF-8 text/,
    ],
    [
      'a file is not sorted',
      () =>
        writeFileSync(
          broken('title.akas'),
          gzipSync(table('title.akas', [aka('tt0000003', 1, 'B'), aka('tt0000001', 1, 'A')])),
        ),
      /is not sorted by its first column as IMDb sorts it, see line 3/,
    ],
  ])('%s', async (_, spoil, sentence) => {
    writeFiles(folder, FILES);
    spoil();
    const before = await whole();
    const failed = importImdb(url, folder, { wanted: { types: FILM_TYPES, adult: false }, now: NOW, largeFrom: 1 });
    await expect(failed).rejects.toThrow(FilmFileError);
    await expect(failed).rejects.toThrow(sentence);
    expect(await whole()).toEqual(before);
    expect(await sql`select to_regclass('film_titles_next') as open`).toEqual([{ open: null }]);
  });
});
