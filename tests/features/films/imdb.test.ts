import { describe, expect, test } from 'vitest';
import { guildFilms, guilds, SHARED, seenMarks } from '../../../src/db/schema/index.ts';
import { loadFilm, searchFilms } from '../../../src/features/films/films.ts';
import { bringIn, NOW } from './catalogue.ts';
import { film } from './imdb-files.ts';
import { FILES, imdbStage, structure } from './imdb-stage.ts';

const { db, sql, bring, whole } = await imdbStage();

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
  const [before] = await structure(sql);
  const files = { ...FILES, 'title.ratings': [1, 3, 5].map((number) => [`tt000000${number}`, '7.1', '4000']) };
  const other = { title: 'The Lantern', year: 1999, votes: 5 };
  await bringIn(db, [other]);
  await bring(files, false);
  const added = await whole();
  await sql`truncate films, people, title_words cascade`;
  await bringIn(db, [other]);
  await bring(files, true);
  expect((await structure(sql))[0]).toEqual(before);
  expect(await whole()).toEqual(added);
});
