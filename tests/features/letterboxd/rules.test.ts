import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstParts, partsOf, planOf } from '../../../src/features/letterboxd/proposal.ts';
import { type ExportFile, readExport } from '../../../src/features/letterboxd/reading/archive.ts';
import { readTables } from '../../../src/features/letterboxd/reading/table.ts';
import { gather } from '../../../src/features/letterboxd/rules.ts';
import { runs } from '../../support/runs.ts';
import { exportZip, FILES, type FileName } from './export.ts';

const gathered = async (names?: FileName[]) => told(await readExport('x.zip', exportZip(names)));
const told = async (files: readonly ExportFile[]) => gather((await readTables(files)).tables);
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
      day: { at: '2024-01-19', by: 'watched' },
      rating: { halfStars: 9, at: '2024-02-01', present: true },
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
    expect(films.find(({ title }) => title === 'Burning')?.rating).toMatchObject({ halfStars: 6, at: '2024-01-19' });
  });

  test('a list is no wish unless there is nothing but lists', async () => {
    const all = await gathered();
    const asProposal = ({ films, ...lists }: typeof all) => ({
      films: films.map((film) => ({ ...film, film: null, choices: [] })),
      ...lists,
    });
    expect(partsOf(asProposal(all))).toEqual(['watchlist', 'ratings', 'reviews', 'seen', 'list-0', 'list-1']);
    expect(firstParts(asProposal(all))).toEqual(['watchlist', 'ratings', 'reviews', 'seen']);
    expect(firstParts(asProposal(await gathered(['lists/plain-one.csv'])))).toEqual(['list-0']);
  });

  test('what is not chosen is not planned; a rating brings along that the film was seen; no day lies ahead', () => {
    const base = { title: 'M', year: 1931, wish: true, seen: true, lists: [0], choices: [] };
    const film = { id: 'm', title: 'M', year: 1931 };
    const day = { at: '2031-01-01', by: 'watched' as const };
    const said = { ...base, film, day, rating: { halfStars: 8, at: '2025-05-05' }, review: { text: 'x' } };
    const plan = (parts: string[]) => planOf({ films: [said, said], parts }, NOW);
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

  test('two films of an export that are one of ours are put together, and nothing of them is lost', () => {
    const base = { year: null, seen: false, wish: false, choices: [], film: { id: 'm', title: 'M', year: 1931 } };
    const films = [
      { ...base, title: 'M', wish: true, lists: [1] },
      { ...base, title: 'M!', seen: true, rating: { halfStars: 9, at: '2024-01-01', present: true }, lists: [0] },
      {
        ...base,
        title: 'M?',
        seen: true,
        rating: { halfStars: 1, at: '2025-01-01' },
        review: { text: 'x' },
        lists: [],
      },
    ];
    const expected = {
      wishes: ['m'],
      seen: [{ filmId: 'm', at: NOW }],
      ratings: [{ filmId: 'm', at: new Date('2024-01-01T00:00:00Z'), halfStars: 9 }],
      reviews: [{ filmId: 'm', at: NOW, text: 'x' }],
    };
    const parts = ['watchlist', 'ratings', 'reviews', 'seen'];
    expect(planOf({ films, parts }, NOW)).toEqual(expected);
    expect(planOf({ films: films.toReversed(), parts }, NOW)).toEqual(expected);
  });

  test('the order of the files changes nothing', async () => {
    const line = 'Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date';
    const watches = (...days: string[]) =>
      `${line}\n${days.map((day) => `${day},Burning,2018,https://boxd.it/z,2,,,${day}`).join('\n')}\n`;
    const files = [
      ...(Object.keys(FILES) as FileName[]).map((path) => ({ path, text: FILES[path] })),
      { path: 'old/diary.csv', text: watches('2025-03-01', '2020-01-01', '2025-02-01') },
      { path: 'old/ratings.csv', text: FILES['ratings.csv'].replace('4.5', '2').replace('2024-02-01', '2023-02-01') },
      { path: 'lists/plain-one.csv', text: 'Position,Name,Year,URL,Description\n1,Alone,1931,,\n' },
      { path: 'my/watchlist.csv', text: FILES['watched.csv'] },
      { path: 'empty.csv', text: 'Date,Name' },
    ].filter(({ path }) => !/profile|likes\/reviews|deleted/.test(path));
    const [films, proposed] = [await told(files), await readTables(files)];
    expect(films.films.find(({ title }) => title === 'Burning')).toMatchObject({
      day: { at: '2025-03-01', by: 'watched' },
      rating: { halfStars: 9, at: '2024-02-01' },
      wish: true,
      seen: true,
    });
    const shuffled = fc.shuffledSubarray(files, { minLength: files.length, maxLength: files.length });
    await fc.assert(
      fc.asyncProperty(shuffled, async (some) => {
        expect(await readTables(some)).toEqual(proposed);
        expect(await told(some)).toEqual(films);
      }),
      { numRuns: runs(500) },
    );
  });

  test.each<[string, string, string[]]>([
    ['the last of several watches', '2024-05-02', ['diary 2020-01-01', 'diary 2024-05-02', 'diary 2022-02-02']],
    ['a watch rather than the day it was written', '2020-01-01', ['ratings 2024-01-01', 'diary 2020-01-01']],
    ['else the first day that says so', '2021-06-06', ['ratings 2024-01-01', 'watched 2021-06-06', 'likes 2023-01-01']],
    ['never one of a list that may mean anything', '2021-06-06', ['watched 2021-06-06', 'unsure 2019-01-01']],
  ])('the day it was seen is %s', (_, day, said) => {
    const tables = said.map((words) => {
      const [kind, at] = words.split(' ') as ['diary' | 'ratings' | 'watched' | 'likes' | 'unsure', string];
      const line = { title: 'M', year: 1931, day: at, ...(kind === 'diary' ? { watched: at } : {}) };
      return { kind, name: '', lines: [line] };
    });
    for (const some of [tables, tables.toReversed()]) expect(gather(some).films[0]?.day?.at).toBe(day);
  });

  describe('films are told apart by their links', () => {
    const list = (kind: 'watchlist' | 'ratings' | 'diary', ...lines: { year: number; uri?: string }[]) => ({
      kind,
      name: '',
      lines: lines.map((line) => ({ title: 'Twin', ...line })),
    });
    const counted = (...tables: ReturnType<typeof list>[]) =>
      gather(tables).films.map(({ year, wish, seen }) => `${year}${wish ? ' wish' : ''}${seen ? ' seen' : ''}`);

    test('one film of two years is one', () => {
      const tables = [list('watchlist', { year: 2019, uri: 'a' }), list('ratings', { year: 2020, uri: 'a' })];
      expect(counted(...tables)).toEqual(['2019 wish seen']);
    });

    test('two of one name and year are two, and a diary that may mean either is by itself', () => {
      const both = list('watchlist', { year: 2019, uri: 'a' }, { year: 2019, uri: 'b' });
      expect(counted(both)).toEqual(['2019 wish', '2019 wish']);
      expect(counted(both, list('diary', { year: 2019, uri: 'x' }))).toEqual(['2019 wish', '2019 wish', '2019 seen']);
    });

    test("a diary's link is its entry's and tells no film from another", () => {
      const watches = list('diary', { year: 2019, uri: 'x' }, { year: 2019, uri: 'y' });
      expect(counted(watches)).toEqual(['2019 seen']);
      expect(counted(list('watchlist', { year: 2019, uri: 'a' }), watches)).toEqual(['2019 wish seen']);
    });
  });
});
