import { beforeAll, expect, test } from 'vitest';
import { filmsTitled, loadFilm, matchFilm, namesakesOf, resolveFilm } from '../../../src/features/films/films.ts';
import { testDatabase } from '../../support/database.ts';
import { bringIn, FILMS, typeIn } from './catalogue.ts';

const { db } = await testDatabase();
const GUILD = '1001';

beforeAll(async () => {
  await bringIn(db, FILMS);
});

async function resolved(text: string): Promise<string> {
  const found = await resolveFilm(db, { text, guildId: GUILD });
  return found.kind === 'film' ? `${found.film.title} ${found.film.year}` : found.kind;
}

test.each([
  ['Ballerina (2023)', 'Ballerina 2023'],
  ['Ballerina (2006)', 'Ballerina 2006'],
  ['ballerina', 'Ballerina 2025'],
  ['balerina', 'Ballerina 2025'],
  ['Heron (2021)', 'Heron 2021'],
  ['lantren and the fog', 'The Lantern & the Fog 2001'],
  ['arachnid carnival', 'Arachnid Carnival of the North 1999'],
  ['1917', '1917 2019'],
])('"%s" is %s without a question', async (text, film) => {
  expect(await resolved(text)).toBe(film);
});

test.each(['Ballerina (1951)', 'moth wars', 'quiet'])('"%s" is not guessed at: films are suggested', async (text) => {
  const found = await resolveFilm(db, { text, guildId: GUILD });
  expect(['unsure', 'film']).toContain(found.kind);
  if (text !== 'quiet') expect(found.kind).toBe('unsure');
});

test.each(['zzyzx qwvbnm', '', '🎬'])('%j is unknown', async (text) => {
  expect(await resolved(text)).toBe('unknown');
});

test('all films of one name come along as namesakes, whichever of their titles it is', async () => {
  const found = await resolveFilm(db, { text: 'ballerina 2023', guildId: GUILD });
  expect(found.kind === 'film' && found.namesakes.map(({ year }) => year)).toEqual([2025, 2006]);
});

test('an id names its film, and only where the server may see it', async () => {
  const id = await typeIn(db, GUILD, { title: 'Our Picture', year: 2024 });
  expect(await resolved(id)).toBe('Our Picture 2024');
  expect(await resolveFilm(db, { text: id, guildId: '1002' })).toEqual({ kind: 'unknown' });
  expect(await loadFilm(db, id, '1002')).toBeUndefined();
  expect(await loadFilm(db, id)).toBeUndefined();
});

test("another server's film of the same name is no namesake", async () => {
  const [film] = await filmsTitled(db, ['M']);
  await typeIn(db, '1003', { title: 'M', year: 2020 });
  expect(await namesakesOf(db, film?.id ?? '', GUILD)).toEqual([]);
  expect((await namesakesOf(db, film?.id ?? '', '1003')).map(({ year }) => year)).toEqual([2020]);
});

test('a loaded film has its titles, people and countries', async () => {
  const found = await resolveFilm(db, { text: 'Ballerina (2023)', guildId: GUILD });
  const film = found.kind === 'film' ? await loadFilm(db, found.film.id, GUILD) : undefined;
  expect(film).toMatchObject({
    title: 'Ballerina',
    originalTitle: '발레리나',
    year: 2023,
    countries: ['KR'],
    directors: [{ name: 'Lee Chung-hyun' }],
    cast: [{ name: 'Jeon Jong-seo', character: 'Ok-ju' }],
    titles: [
      { title: 'Ballerina', kind: 'title' },
      { title: '발레리나', kind: 'original', language: 'ko' },
    ],
  });
});

async function matched(stated: Parameters<typeof matchFilm>[1]): Promise<string> {
  const found = await matchFilm(db, stated);
  return found.kind === 'match' ? `${found.film.title} ${found.film.year}` : found.kind;
}

test('a page is matched by title and year, by people, and never by a guess', async () => {
  expect(await matched({ titles: ['Ballerina'], year: 2006 })).toBe('Ballerina 2006');
  expect(await matched({ titles: ['Ballerina'], year: 2024 })).toBe('ambiguous');
  expect(await matched({ titles: ['Ballerina'], people: ['Chung-hyeon Lee'] })).toBe('Ballerina 2023');
  expect(await matched({ titles: ['발레리나'] })).toBe('Ballerina 2023');
  expect(await matched({ titles: ['Ballerina'] })).toBe('ambiguous');
  expect(await matched({ titles: ['Ballerina'], year: 1951 })).toBe('unknown');
  expect(await matched({ titles: ['Nothing of the Kind'] })).toBe('unknown');
  expect(await matched({ titles: [] })).toBe('unknown');
});
