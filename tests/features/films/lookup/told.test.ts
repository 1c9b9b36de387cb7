import fc from 'fast-check';
import { expect, test } from 'vitest';
import { genresOf, isAdultGenre } from '../../../../src/features/films/lookup/genres.ts';
import { oneEach, sameFilm } from '../../../../src/features/films/lookup/same.ts';
import { told, wantedOf } from '../../../../src/features/films/lookup/told.ts';
import { hostileText } from '../../../support/hostile.ts';

test.each([
  ['Hana-bi', 'Hana-bi', undefined],
  ['Hana-bi 1997', 'Hana-bi', 1997],
  ['Hana-bi (1997)', 'Hana-bi', 1997],
  ['  Ran   [1985] ', 'Ran', 1985],
  ['1917', '1917', undefined],
  ['1917 2019', '1917', 2019],
  ['2001: A Space Odyssey', '2001: A Space Odyssey', undefined],
  ['9', '9', undefined],
  ['M', 'M', undefined],
  ['봄', '봄', undefined],
  ['Wonder Woman 1984', 'Wonder Woman', 1984],
  ['Blade Runner 2049', 'Blade Runner 2049', undefined],
])('"%s" asks for the title "%s" of the year %s', (text, title, year) => {
  expect(wantedOf(text)).toMatchObject({ title, year });
});

test('what cannot be a title is asked of nobody', () => {
  for (const text of ['', '   ', '...', '||', '🎬', 'x'.repeat(121)]) expect(wantedOf(text)).toBeUndefined();
});

test('no text is too odd to be read', () => {
  fc.assert(fc.property(hostileText, (text) => (wantedOf(text)?.title.length ?? 0) <= 120));
});

const film = (source: 'wikidata' | 'tmdb' | 'omdb', title: string, more: Partial<Parameters<typeof told>[0]> = {}) =>
  told({ source, ids: {}, title, year: 2023, directors: [{ name: 'Lee Chung-hyun' }], ...more });

test('an id that two sources share decides, whatever they call the film', () => {
  const ids = { imdb: 'tt1' };
  expect(sameFilm(film('wikidata', 'Ballerina', { ids }), film('omdb', 'Bal-le-ri-na', { ids, year: 1999 }))).toBe(
    true,
  );
  expect(sameFilm(film('wikidata', 'Ballerina', { ids }), film('omdb', 'Ballerina', { ids: { imdb: 'tt2' } }))).toBe(
    false,
  );
});

test.each([
  ['title, year and director', {}, true],
  ['another spelling of the director', { directors: [{ name: 'Chung-Hyeon Lee' }] }, true],
  ['the director in another script', { directors: [{ name: '이충현', names: ['Lee Chung-hyun'] }] }, true],
  ['the title among its others', { title: '발레리나', titles: [{ title: 'Ballerina' }] }, true],
  ['a year beside', { year: 2024 }, true],
  ['another director of that family name', { directors: [{ name: 'Lee Chang-dong' }] }, false],
  ['another director', { directors: [{ name: 'Len Wiseman' }] }, false],
  ['no director', { directors: [] }, false],
  ['another year', { year: 2025 }, false],
  ['no year', { year: undefined }, false],
  ['another title', { title: 'The Call' }, false],
] as const)('without a shared id: %s', (_, other, same) => {
  const one = film('wikidata', 'Ballerina', { ids: { wikidata: 'Q1' } });
  const more = { ids: { tmdb: '5' }, ...other } as Partial<Parameters<typeof told>[0]>;
  expect(sameFilm(one, film('tmdb', 'Ballerina', more))).toBe(same);
  expect(sameFilm(film('tmdb', 'Ballerina', more), one)).toBe(same);
});

test('what several sources tell is put together film by film', () => {
  const korean = film('wikidata', 'Ballerina', { ids: { wikidata: 'Q1', imdb: 'tt1' } });
  const american = film('wikidata', 'Ballerina', {
    ids: { wikidata: 'Q2' },
    year: 2025,
    directors: [{ name: 'Len Wiseman' }],
  });
  const again = film('tmdb', '발레리나', { ids: { tmdb: '7', imdb: 'tt1' } });
  const alsoAmerican = film('tmdb', 'Ballerina', {
    ids: { tmdb: '8' },
    year: 2025,
    directors: [{ name: 'Wiseman, Len' }],
  });
  expect(oneEach([korean, american, again, alsoAmerican])).toEqual([
    [korean, again],
    [american, alsoAmerican],
  ]);
});

test("sources' names of genres are read as ours", () => {
  expect(genresOf(['action film', 'comedy-drama', 'film noir'])).toEqual(['action', 'comedy', 'drama']);
  expect(genresOf(['Science Fiction', 'Sci-Fi', 'science fiction film'])).toEqual(['science_fiction']);
  expect(genresOf(['Musical', 'War', 'LGBT-related film', 'warehouse'])).toEqual(['music', 'war']);
  expect(['pornographic film', 'adult film'].every(isAdultGenre)).toBe(true);
  expect(['film based on a novel', 'coming-of-age film'].some(isAdultGenre)).toBe(false);
});
