import { beforeAll, describe, expect, test } from 'vitest';
import { filmExternalIds } from '../../../src/db/schema/index.ts';
import {
  filmMeant,
  filmsTitled,
  filmWithId,
  loadFilm,
  namesakesOf,
  resolveFilm,
  searchFilms,
} from '../../../src/features/films/films.ts';
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

test('a film is found by the id that another source has for it, and by no other', async () => {
  const [{ id: filmId = '' } = {}] = await searchFilms(db, { text: 'Ballerina (2023)', limit: 1 });
  await db.insert(filmExternalIds).values({ source: 'imdb', externalId: 'tt9999991', filmId });
  expect(await filmWithId(db, { source: 'imdb', id: 'tt9999991' })).toMatchObject({
    id: filmId,
    title: 'Ballerina',
    year: 2023,
  });
  expect(await filmWithId(db, { source: 'imdb', id: 'tt9999992' })).toBeUndefined();
  expect(await filmWithId(db, { source: 'tmdb', id: 'tt9999991' })).toBeUndefined();
});

test('films of a title come with their people and years, whatever the article and the spaces', async () => {
  const films = await filmsTitled(db, ['the ballerina', '발레 리나']);
  expect(films.map(({ year }) => year)).toEqual(expect.arrayContaining([2023, 2006]));
  expect(films.find(({ year }) => year === 2023)?.people.flat()).toContain('Lee Chung-hyun');
  expect(await filmsTitled(db, ['Nothing of the Kind', ''])).toEqual([]);
});

describe('words for something that is kept', () => {
  const asked = (text: string) => ({ text, guildId: GUILD });

  test('that name no film, or nothing at all, are told apart', async () => {
    await expect(filmMeant(db, asked('qwxzv kjhqz'))).rejects.toMatchObject({ key: 'film.unknown' });
    await expect(filmMeant(db, asked('\u200b '))).rejects.toMatchObject({ key: 'film.empty' });
  });

  test('that are the title of several films are asked back for, unless a film is only looked at', async () => {
    const meant = await filmMeant(db, asked('Ballerina'));
    expect(meant.kind === 'unsure' && meant.suggestions.map(({ year }) => year)).toEqual([2025, 2023, 2006]);
    expect((await filmMeant(db, asked('Ballerina'), { takesBestKnown: true })).kind).toBe('film');
    expect((await filmMeant(db, asked('Ballerina 2023'))).kind).toBe('film');
  });
});
