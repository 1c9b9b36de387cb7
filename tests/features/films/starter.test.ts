import { expect, test } from 'vitest';
import { loadFilm, resolveFilm, seedStarter } from '../../../src/features/films/films.ts';
import { testDatabase } from '../../support/database.ts';

const { db, sql } = await testDatabase();

const count = async () => (await sql<{ films: number }[]>`select count(*)::int as films from films`)[0]?.films ?? 0;

test('three processes that start together seed the starter catalogue once', async () => {
  await Promise.all([seedStarter(db), seedStarter(db), seedStarter(db)]);
  const films = await count();
  expect(films).toBeGreaterThanOrEqual(60);
  const before = await sql`select json_agg(f order by id) from films f`;
  await seedStarter(db);
  expect(await count()).toBe(films);
  expect(await sql`select json_agg(f order by id) from films f`).toEqual(before);
});

test('a new version of it adds what is new and keeps what is there', async () => {
  const films = await count();
  await sql`delete from films where title = 'Burning' and year = 2018`;
  await sql`update facts set value = 'an older version' where name = 'starter_catalogue'`;
  await seedStarter(db);
  expect(await count()).toBe(films);
});

test('it holds no reviews, at least five pairs of namesakes, and films of every decade since the 1920s', async () => {
  const [row] = await sql<{ reviews: number; names: number; decades: number[] }[]>`
    select (select count(*)::int from critic_reviews) as reviews,
      (select count(*)::int from (select lower(title) from films group by lower(title) having count(*) > 1) n) as names,
      (select array_agg(distinct year / 10 * 10) from films) as decades`;
  expect(row?.reviews).toBe(0);
  expect(row?.names).toBeGreaterThanOrEqual(5);
  expect(row?.decades).toEqual(
    expect.arrayContaining([1920, 1930, 1940, 1950, 1960, 1970, 1980, 1990, 2000, 2010, 2020]),
  );
});

test('the two Ballerinas are told apart by year, by script and by people', async () => {
  const year = async (text: string) => {
    const found = await resolveFilm(db, { text, guildId: '1' });
    return found.kind === 'film' ? found.film.year : found.kind;
  };
  expect(await year('Ballerina (2023)')).toBe(2023);
  expect(await year('Ballerina (2025)')).toBe(2025);
  expect(await year('발레리나')).toBe(2023);
  expect(await year('ballerina jeon jong-seo')).toBe(2023);
});

test.each([
  ['Oldboy', 2003],
  ['올드보이', 2003],
  ['the host', 2006],
  ['Solaris', 1972],
  ['Dune', 2021],
])('of the namesakes called %s the one that most people mean is that of %i', async (text, year) => {
  const found = await resolveFilm(db, { text, guildId: '1' });
  expect(found.kind === 'film' && found.film.year).toBe(year);
});

test('a film of it has what the card needs', async () => {
  const found = await resolveFilm(db, { text: 'Ballerina (2023)', guildId: '1' });
  const film = found.kind === 'film' ? await loadFilm(db, found.film.id) : undefined;
  expect(film?.runtimeMinutes).toBe(93);
  expect(film?.directors).toHaveLength(1);
  expect(film?.cast.length).toBeGreaterThan(2);
  expect(Object.keys(film?.synopses ?? {}).sort()).toEqual(['en', 'ko']);
});

test.each('her|alien 3|them|up|drive|old|love|blow|red|ab|a b|it|9|the matrix 2|casino|toy story'.split('|'))(
  '"%s" is the title of a film that it does not hold: none is shown as if it were that one',
  async (text) => {
    const found = await resolveFilm(db, { text, guildId: '1' });
    expect(found.kind).not.toBe('film');
  },
);

test.each([
  ['parasyte', 'Parasite'],
  ['everything everywhere', 'Everything Everywhere All at Once'],
  ['2001 a space', '2001: A Space Odyssey'],
  ['화양연', 'In the Mood for Love'],
])('"%s" is taken for %s', async (text, title) => {
  const found = await resolveFilm(db, { text, guildId: '1' });
  expect(found.kind === 'film' && found.film.title).toBe(title);
});
