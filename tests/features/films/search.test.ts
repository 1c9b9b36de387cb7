import { beforeAll, describe, expect, test } from 'vitest';
import { criticReviews, guildFilms, guilds, SHARED, seenMarks } from '../../../src/db/schema/index.ts';
import { alternativeTitles, searchFilms } from '../../../src/features/films/films.ts';
import { testDatabase } from '../../support/database.ts';
import { bringIn, FILMS, NOW, typeIn } from './catalogue.ts';

const { db } = await testDatabase();

beforeAll(async () => {
  await bringIn(db, FILMS);
});

/** The films found, best first, as "Title Year". */
async function found(text: string, guildId?: string): Promise<string[]> {
  const hits = await searchFilms(db, { text, guildId, limit: 25 });
  return hits.map(({ title, year }) => `${title} ${year}`);
}

test.each([
  ['moth wars the quiet return', 'Moth Wars: The Quiet Return 1977'],
  ['the quiet return', 'Moth Wars: The Quiet Return 1977'],
  ['MOTH WARS PART 2', 'Moth Wars: Part II 1980'],
  ['moth wars 2', 'Moth Wars: Part II 1980'],
  ['mothwarsthequietreturn', 'Moth Wars: The Quiet Return 1977'],
  ['return quiet moth', 'Moth Wars: The Quiet Return 1977'],
  ['cafe zoe', 'Café Zoë 1965'],
  ['kaffeehaus', 'Café Zoë 1965'],
  ['lantern and the fog', 'The Lantern & the Fog 2001'],
  ['lantren & teh fog', 'The Lantern & the Fog 2001'],
  ['walky', 'WALK·Y 2008'],
  ['walk-y', 'WALK·Y 2008'],
  ['1917', '1917 2019'],
  ['m', 'M 1931'],
  ['eight and a half lives', '8½ Lives 1963'],
  ['리가행열차', 'Train to Riga 2016'],
  ['리가행 열', 'Train to Riga 2016'],
  ['열차', 'Train to Riga 2016'],
  ['리가헹 열차', 'Train to Riga 2016'],
  ['rigahaeng yeolcha', 'Train to Riga 2016'],
  ['キツネ', 'The Fox Forest 1988'],
  ['kitsune no mori', 'The Fox Forest 1988'],
  ['光年', 'Flowers of Light 2000'],
  ['aracnhid carnvial', 'Arachnid Carnival of the North 1999'],
  ['aramhnoid carnival', 'Arachnid Carnival of the North 1999'],
  ['thunqerbirdwatxhing', 'Thunderbirdwatching 1955'],
  ['uthnderbirdwatchign', 'Thunderbirdwatching 1955'],
  ['acotn', 'Arachnid Carnival of the North 1999'],
  ['arachnid carnival netflix', 'Arachnid Carnival of the North 1999'],
  ['heron 84', 'Heron 1984'],
  ['heron grunwald', 'Heron 1984'],
  ['ballerina korea', 'Ballerina 2023'],
  ['ballerina 2006', 'Ballerina 2006'],
  ['발레리나', 'Ballerina 2023'],
  ['balerina wiseman', 'Ballerina 2025'],
  ['blalerjna', 'Ballerina 2025'],
  ['50% _off_', '50% _Off_ 1971'],
  ['...', '... 1972'],
])('"%s" finds %s first', async (text, film) => {
  expect((await found(text))[0]).toBe(film);
});

test('while a title is typed, it is among those offered from the second letter on', async () => {
  const title = 'arachnid carnival';
  for (let typed = 2; typed <= title.length; typed++) {
    expect(await found(title.slice(0, typed)), title.slice(0, typed)).toContain('Arachnid Carnival of the North 1999');
  }
});

test('films called exactly so come before those called nearly so, the better known first, then the newer', async () => {
  expect((await found('ballerina')).slice(0, 4)).toEqual([
    'Ballerina 2025',
    'Ballerina 2023',
    'Ballerina 2006',
    'The Ballerina 1998',
  ]);
  expect((await found('heron')).slice(0, 2)).toEqual(['Heron 2021', 'Heron 1984']);
});

test('a hit says how it was found and carries what tells namesakes apart', async () => {
  const [hit] = await searchFilms(db, { text: '발레리나', limit: 1 });
  expect(hit).toMatchObject({
    title: 'Ballerina',
    originalTitle: '발레리나',
    year: 2023,
    countries: ['KR'],
    directors: ['Lee Chung-hyun'],
    exactness: 'exact',
    similarity: 1,
  });
  const ways = await Promise.all(
    ['moth w', 'quiet moth', 'qiuet mohts'].map((text) => searchFilms(db, { text, limit: 1 })),
  );
  expect(ways.map(([first]) => first?.exactness)).toEqual(['prefix', 'words', 'fuzzy']);
});

test('our own reading of another script is searched and never shown', async () => {
  const [hit] = await searchFilms(db, { text: 'rigahaeng', limit: 1 });
  expect(hit?.title).toBe('Train to Riga');
  expect(await alternativeTitles(db, [hit?.id ?? ''])).toEqual(new Map());
});

test.each([
  ['nothing', ''],
  ['spaces', '   \n '],
  ['invisible characters', '\u200b\u202e\u2066'],
  ['an unknown title', 'zzyzx qwvbnm'],
])('%s finds nothing', async (_, text) => {
  expect(await found(text)).toEqual([]);
});

test.each([
  ['6,000 letters', 'a'.repeat(6000)],
  ['6,000 characters in words', 'moth wars '.repeat(600)],
  ['6,000 syllables', '발레'.repeat(3000)],
  ['emoji', '🎬🩰👩‍👩‍👧‍👦'],
  ['right-to-left text', 'جدایی نادر از سیمین'],
  ['wildcards and quotes', `%_'"\\`],
  ['bars', '||spoiler||'],
  ['a mention', '@everyone'],
  ['a lone surrogate', '\ud800moth'],
  ['a zero byte', 'moth\u0000wars'],
  ['SQL', "'; drop table films; --"],
  ['braces of an array', '{"moth",NULL}'],
])('%s are answered, and quickly', async (_, text) => {
  const begun = performance.now();
  expect(Array.isArray(await found(text))).toBe(true);
  expect(performance.now() - begun).toBeLessThan(1500);
});

describe('a film that a server typed in by hand', () => {
  test('is found by that server alone', async () => {
    await typeIn(db, '1001', { title: 'Our Own Little Picture', year: 2024 });
    expect(await found('our own little picture', '1001')).toContain('Our Own Little Picture 2024');
    expect(await found('our own little picture', '1002')).not.toContain('Our Own Little Picture 2024');
    expect(await found('our own little picture')).not.toContain('Our Own Little Picture 2024');
  });
});

test('where votes are not known, reviews and who has seen it here decide before the year', async () => {
  const hits = await searchFilms(db, { text: 'ballerina', limit: 25 });
  const id = (year: number) => hits.find((hit) => hit.title === 'Ballerina' && hit.year === year)?.id ?? '';
  await db.insert(guilds).values({ guildId: '2001', joinedAt: NOW });
  await db.insert(guildFilms).values({ guildId: '2001', filmId: id(2006), filmScope: SHARED });
  await db
    .insert(seenMarks)
    .values(['1', '2', '3'].map((userId) => ({ guildId: '2001', filmId: id(2006), userId, seenAt: NOW })));
  await db
    .insert(criticReviews)
    .values({ id: id(2023), filmId: id(2023), spoilers: 'unknown', fingerprint: 'x', importedAt: NOW });
  expect((await found('ballerina', '2001')).slice(0, 3)).toEqual([
    'Ballerina 2006',
    'Ballerina 2023',
    'Ballerina 2025',
  ]);
  expect((await found('ballerina', '2002')).slice(0, 3)).toEqual([
    'Ballerina 2023',
    'Ballerina 2025',
    'Ballerina 2006',
  ]);
});

test('a review that a server imported for itself decides there alone', async () => {
  const [film] = (await searchFilms(db, { text: 'ballerina 2006', limit: 1 })).filter(({ year }) => year === 2006);
  const filmId = film?.id ?? expect.unreachable();
  const review = { filmId, spoilers: 'unknown' as const, importedAt: NOW };
  const rows = ['1', '2', '3'].map((n) => ({ id: filmId.replace(/.$/, n), scope: '3001', fingerprint: n, ...review }));
  await db.insert(criticReviews).values(rows);
  expect((await found('ballerina', '3001'))[0]).toBe('Ballerina 2006');
  expect((await found('ballerina', '3002'))[0]).not.toBe('Ballerina 2006');
  expect((await found('ballerina'))[0]).not.toBe('Ballerina 2006');
});
