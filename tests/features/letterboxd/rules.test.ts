import { describe, expect, test } from 'vitest';
import { firstParts, partsOf, planOf } from '../../../src/features/letterboxd/proposal.ts';
import { readExport } from '../../../src/features/letterboxd/reading/archive.ts';
import { readTables } from '../../../src/features/letterboxd/reading/table.ts';
import { gather, match, titleKey, worthAsking } from '../../../src/features/letterboxd/rules.ts';
import { exportZip, type FileName } from './export.ts';

const gathered = async (names?: FileName[]) => gather(await readTables(await readExport('x.zip', exportZip(names))));
const NOW = new Date('2026-01-09T18:00:00Z');

describe('what an export says of a film, put together', () => {
  test('the present rating goes before the diary, and the day is the one on which it was watched', async () => {
    const { films, lists } = await gathered();
    expect(lists).toEqual(['Best endings', 'plain one']);
    expect(films.find(({ title }) => title === 'Burning')).toEqual({
      title: 'Burning',
      year: 2018,
      wish: false,
      seen: true,
      at: '2024-01-19',
      rating: { halfStars: 9, at: '2024-02-01' },
      review: { text: 'The cat was real.\nOr "not".', at: '2024-01-19' },
      lists: [0],
    });
    expect(films.find(({ title }) => title === 'Casablanca')).toMatchObject({
      seen: true,
      rating: { halfStars: 7, at: '2024-03-19' },
    });
    expect(films.find(({ title }) => title === 'Akira')).toMatchObject({ seen: true, wish: false });
  });

  test('without the ratings the newest rating of the diary counts', async () => {
    const { films } = await gathered(['diary.csv', 'reviews.csv']);
    expect(films.find(({ title }) => title === 'Burning')?.rating).toEqual({ halfStars: 6, at: '2024-01-19' });
  });

  test('a list is no wish unless there is nothing but lists', async () => {
    const all = await gathered();
    const asProposal = ({ films, lists }: typeof all) => ({
      films: films.map((film) => ({ ...film, film: null, choices: [] })),
      lists,
    });
    expect(partsOf(asProposal(all))).toEqual(['watchlist', 'ratings', 'reviews', 'seen', 'list-0', 'list-1']);
    expect(firstParts(asProposal(all))).toEqual(['watchlist', 'ratings', 'reviews', 'seen']);
    expect(firstParts(asProposal(await gathered(['lists/plain-one.csv'])))).toEqual(['list-0']);
  });

  test('what is not chosen is not planned; a rating brings along that the film was seen; no day lies ahead', () => {
    const base = { title: 'M', year: 1931, wish: true, seen: true, lists: [0], choices: [] };
    const film = { id: 'm', title: 'M', year: 1931 };
    const said = { ...base, film, at: '2031-01-01', rating: { halfStars: 8, at: '2025-05-05' }, review: { text: 'x' } };
    const plan = (parts: string[]) => planOf({ films: [said, said], lists: ['L'], parts }, NOW);
    expect(plan([])).toEqual({ wishes: [], seen: [], ratings: [], reviews: [] });
    expect(plan(['list-0']).wishes).toEqual(['m']);
    expect(plan(['ratings'])).toEqual({
      wishes: [],
      seen: [{ filmId: 'm', at: NOW }],
      ratings: [{ filmId: 'm', at: new Date('2025-05-05T00:00:00Z'), halfStars: 8 }],
      reviews: [],
    });
    expect(plan(['reviews']).reviews).toEqual([{ filmId: 'm', at: NOW, text: 'x' }]);
  });
});

describe('which film is meant', () => {
  const film = (
    id: string,
    title: string,
    year: number | null,
    more: Partial<Parameters<typeof match>[1][0]> = {},
  ) => ({
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
  const kindAndIds = (found: ReturnType<typeof match>) =>
    found.kind === 'unknown'
      ? 'unknown'
      : [found.kind, ...(found.kind === 'certain' ? [found.film.id] : found.films.map(({ id }) => id))].join(' ');
  const of = (year: number | null, ...films: ReturnType<typeof film>[]) =>
    kindAndIds(match({ title: 'Night Ferry', year }, films));

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
