import { describe, expect, test } from 'vitest';
import { type Known, type Match, matchFilms, titleKey, worthAsking } from '../../../src/features/letterboxd/fit.ts';

describe('which film is meant', () => {
  const film = (id: string, title: string, year: number | null, more: Partial<Known> = {}) => ({
    id,
    title,
    year,
    otherYears: [],
    originalTitle: null,
    alternativeTitles: [],
    ...more,
  });
  const old = film('1999', 'Night Ferry', 1999);
  const late = film('2019', 'Night Ferry', 2019);
  const kindAndIds = (found: Match<Known>) =>
    found.kind === 'unknown'
      ? 'unknown'
      : [found.kind, ...(found.kind === 'certain' ? [found.film.id] : found.films.map(({ id }) => id))].join(' ');
  const of = (year: number | null, ...films: ReturnType<typeof film>[]) => all(films, year)[0];
  const all = (films: ReturnType<typeof film>[], ...years: (number | null)[]) =>
    matchFilms(
      years.map((year) => ({ title: 'Night Ferry', year })),
      () => films,
    ).map(kindAndIds);

  test('the year makes it certain, also one that another source gives or one beside it', () => {
    expect(of(2019, old, late)).toBe('certain 2019');
    expect(of(2018, old, late)).toBe('certain 2019');
    expect(of(2016, film('x', 'Night Ferry', 2014, { otherYears: [2016] }))).toBe('certain x');
  });

  test('without a year, or with one far off, a person chooses, the nearest first', () => {
    expect(of(null, old)).toBe('uncertain 1999');
    expect(of(2016, old, late)).toBe('uncertain 2019 1999');
    expect(of(2019)).toBe('unknown');
  });

  test('of two of one year the one that is mainly called so, and where both are, a person chooses', () => {
    const other = film('b', 'Nattfärjan', 2019, { alternativeTitles: ['Night Ferry'] });
    expect(of(2019, other, late)).toBe('certain 2019');
    expect(of(2019, late, film('twin', 'Night Ferry', 2019))).toBe('uncertain 2019 twin');
    expect(of(2000, old, film('c', 'Night Ferry', 2001))).toBe('uncertain 1999 c');
  });

  test('of two of an export a year apart each is its own film, in whatever order they come', () => {
    const [first, second] = [film('2022', 'Night Ferry', 2022), film('2023', 'Night Ferry', 2023)];
    expect(all([first, second], 2022, 2023)).toEqual(['certain 2022', 'certain 2023']);
    expect(all([second], 2022, 2023)).toEqual(['uncertain 2023', 'certain 2023']);
    expect(all([second], 2023, 2022)).toEqual(['certain 2023', 'uncertain 2023']);
    expect(all([second], 2022)).toEqual(['certain 2023']);
  });

  test('what two of an export fit alike is certain for neither', () => {
    expect(all([late], 2018, 2020)).toEqual(['uncertain 2019', 'uncertain 2019']);
    expect(all([late], 2019, 2019)).toEqual(['uncertain 2019', 'uncertain 2019']);
  });

  test('of two titles of one year the one that is written alike goes first', () => {
    const both = [
      { title: 'The Night Ferry', year: 2019 },
      { title: 'Night Ferry', year: 2019 },
    ];
    expect(matchFilms(both, () => [late]).map(kindAndIds)).toEqual(['uncertain 2019', 'certain 2019']);
    const other = film('the', 'The Night Ferry', 2019);
    expect(matchFilms(both, () => [late, other]).map(kindAndIds)).toEqual(['certain the', 'certain 2019']);
  });

  test('one that is certain of another film claims none', () => {
    const [main, alias] = [
      film('m', 'Night Ferry', 2019),
      film('a', 'Bac', 2019, { alternativeTitles: ['Night Ferry'] }),
    ];
    const said = [
      { title: 'Night Ferry', year: 2019 },
      { title: 'Bac', year: 2018 },
    ];
    const called = ({ title }: { title: string }) => (title === 'Bac' ? [alias] : [main, alias]);
    expect(matchFilms(said, called).map(kindAndIds)).toEqual(['certain m', 'certain a']);
  });

  test.each([
    ['The Handmaiden', 'handmaiden'],
    ['WALL·E', 'walle'],
    ["It's Only the End of the World", 'itsonlytheendoftheworld'],
    ['Love & Basketball', 'loveandbasketball'],
    ['A', 'a'],
    ['9', '9'],
    ['...', '...'],
    ['살인의 추억', '살인의추억'],
  ])('%s is looked up as %s', (title, key) => {
    expect(titleKey(title)).toBe(key);
  });

  test('only what is near in words and year is worth asking about', () => {
    const hits = [
      { similarity: 0.9, year: 2019 },
      { similarity: 0.9, year: 1990 },
      { similarity: 0.4, year: 2019 },
      { similarity: 0.7, year: null },
    ];
    expect(worthAsking({ year: 2020 }, hits)).toEqual([hits[0], hits[3]]);
    expect(worthAsking({ year: null }, hits)).toEqual([hits[0], hits[1], hits[3]]);
  });
});
