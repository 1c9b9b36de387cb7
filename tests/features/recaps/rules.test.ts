import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestLoved,
  criticsMean,
  extremesOf,
  extremesOver,
  groupsOf,
  mostDivisive,
  numbersOf,
  type Said,
  tenth,
} from '../../../src/features/recaps/rules.ts';
import { streaksOf } from '../../../src/features/recaps/streaks.ts';
import { tastePairs } from '../../../src/features/recaps/taste.ts';
import { runs } from '../../support/runs.ts';

const RUNS = { numRuns: runs(5_000) };
const said = (...halfStars: number[]): Said[] =>
  halfStars.map((one, index) => ({ userId: String(100 + index), halfStars: one }));

const halfStars = fc.integer({ min: 1, max: 10 });
const ratings = fc.array(halfStars, { minLength: 1, maxLength: 40 }).map((all) => said(...all));
/** Films that some of a few people rated. */
const films = fc.array(
  fc.uniqueArray(fc.record({ userId: fc.integer({ min: 1, max: 7 }).map(String), halfStars }), {
    selector: ({ userId }) => userId,
    maxLength: 7,
  }),
  { maxLength: 9 },
);

describe('the numbers of a night', () => {
  test('nobody rated: there are none', () => {
    expect(numbersOf([])).toBeUndefined();
    expect(extremesOf([])).toBeUndefined();
  });

  test('one rating is its own average and median, spreads nothing, and makes nobody a fan', () => {
    expect(numbersOf(said(7))).toEqual({
      counts: [0, 0, 0, 0, 0, 0, 1, 0, 0, 0],
      rated: 1,
      average: 3.5,
      median: 3.5,
      spread: 0,
    });
    expect(extremesOf(said(7))).toBeUndefined();
  });

  test('twelve equal ratings have a spread of exactly 0, and make nobody a fan or a critic', () => {
    const all = said(...Array.from({ length: 12 }, () => 9));
    expect(numbersOf(all)).toMatchObject({ average: 4.5, median: 4.5, spread: 0, rated: 12 });
    expect(extremesOf(all)).toBeUndefined();
  });

  test('an even number has its median between the two in the middle; the spread is that of the whole', () => {
    expect(numbersOf(said(2, 10, 4, 6))).toMatchObject({ average: 2.75, median: 2.5 });
    expect(numbersOf(said(2, 10))?.spread).toBe(2);
    expect(numbersOf(said(1, 10))?.spread).toBe(2.25);
  });

  test('the counts hold every rating once, and average and median lie between the lowest and the highest', () => {
    fc.assert(
      fc.property(ratings, (all) => {
        const numbers = numbersOf(all);
        const given = all.map((one) => one.halfStars / 2);
        const [low, high] = [Math.min(...given), Math.max(...given)];
        expect(numbers?.counts.reduce((sum, one) => sum + one, 0)).toBe(all.length);
        for (const value of [numbers?.average ?? 0, numbers?.median ?? 0]) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
        expect(numbers?.spread).toBeLessThanOrEqual((high - low) / 2 + 1e-9);
        expect(numbers?.spread === 0).toBe(low === high);
      }),
      RUNS,
    );
  });

  test('the spread is the root of the mean square distance from the average, and the order of ratings never matters', () => {
    const shuffled = ratings.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const numbers = numbersOf(all);
        const squares = all.map((one) => (one.halfStars / 2 - (numbers?.average ?? 0)) ** 2);
        const mean = squares.reduce((sum, one) => sum + one, 0) / all.length;
        expect(numbers?.spread).toBeCloseTo(Math.sqrt(mean), 9);
        expect(numbersOf(other)).toEqual(numbers);
        expect(extremesOf(other)).toEqual(extremesOf(all));
      }),
      RUNS,
    );
  });

  test.each([
    [3.25, 3.3],
    [4.35, 4.4],
    [1.05, 1.1],
    [2.04999, 2],
    [0, 0],
  ])('%d is written %d', (value, written) => {
    expect(tenth(value)).toBe(written);
  });
});

describe('fans and critics', () => {
  test('in a tie all who share the place are named, in the order of their ids', () => {
    const all = [
      { userId: '1000', halfStars: 9 },
      { userId: '99', halfStars: 9 },
      { userId: '5', halfStars: 2 },
      { userId: '6', halfStars: 4 },
    ];
    expect(extremesOf(all)).toEqual({
      fans: { userIds: ['99', '1000'], value: 4.5 },
      critics: { userIds: ['5'], value: 1 },
    });
  });

  test('over a season the means of those count who rated three films at least', () => {
    const [a, b, c] = ['1', '2', '3'].map((userId) => (one: number) => ({ userId, halfStars: one }));
    if (!a || !b || !c) throw new Error('three people');
    const season = [
      [a(10), b(2), c(10)],
      [a(8), b(4), c(10)],
      [a(9), b(6)],
    ];
    expect(extremesOver(season)).toEqual({
      fans: { userIds: ['1'], value: 4.5 },
      critics: { userIds: ['2'], value: 2 },
    });
    expect(extremesOver(season.slice(0, 2))).toBeUndefined();
  });
});

describe('the films of a season', () => {
  const film = (name: string, ...all: number[]) => ({ name, numbers: numbersOf(said(...all)) });

  test('the most divisive has the largest spread of those with three ratings; of equal ones more ratings, then the earlier', () => {
    expect(mostDivisive([film('two', 1, 10), film('some', 2, 5, 8), film('none')])?.name).toBe('some');
    expect(mostDivisive([film('a', 2, 2, 8, 8), film('b', 2, 2, 2, 8, 8, 8)])?.name).toBe('b');
    expect(mostDivisive([film('a', 2, 5, 8), film('b', 3, 6, 9)])?.name).toBe('a');
    expect(mostDivisive([film('a', 5, 5, 5), film('b', 9, 9, 9)])).toBeUndefined();
    expect(mostDivisive([])).toBeUndefined();
  });

  test('the best loved has the highest average of those with three ratings', () => {
    expect(bestLoved([film('two', 10, 10), film('some', 7, 8, 9), film('other', 8, 8, 8)])?.name).toBe('some');
    expect(bestLoved([film('none')])).toBeUndefined();
  });

  test('genres and decades count each film once, and what has neither is counted apart', () => {
    const groups = groupsOf([
      { genres: ['drama', 'drama', 'crime'], year: 1999, said: said(8, 10) },
      { genres: ['drama'], year: 1990, said: said(4) },
      { genres: [], year: null, said: [] },
      { genres: ['western'], year: 2000, said: [] },
    ]);
    expect(groups.genres).toEqual([
      { name: 'drama', films: 2, average: 22 / 6 },
      { name: 'crime', films: 1, average: 4.5 },
      { name: 'western', films: 1, average: undefined },
    ]);
    expect(groups.decades.map(({ name, films: count }) => [name, count])).toEqual([
      [1990, 2],
      [2000, 1],
    ]);
    expect([groups.withoutGenre, groups.withoutYear]).toEqual([1, 1]);
  });

  test('critics without a score are left out of their mean', () => {
    expect(criticsMean([80, null, 71])).toEqual({ score: 76, count: 2 });
    expect(criticsMean([null])).toBeUndefined();
    expect(criticsMean([])).toBeUndefined();
  });
});

describe('taste neighbours', () => {
  test('two who gave the same three films the same stars are at distance 0; two shared films say nothing', () => {
    const of = (userId: string, ...all: number[]) => all.map((one) => ({ userId, halfStars: one }));
    const [x, y, z] = [of('1', 8, 6, 4), of('2', 8, 6, 4), of('3', 9, 7)];
    const season = [0, 1, 2].map((film) => [x, y, z].flatMap((theirs) => theirs[film] ?? []));
    expect(tastePairs(season)).toEqual([{ userIds: ['1', '2'], shared: 3, distance: 0 }]);
  });

  test('every pair that shares three films comes once, with the mean difference, the nearest first', () => {
    fc.assert(
      fc.property(films, (season) => {
        const pairs = tastePairs(season);
        const people = [...new Set(season.flat().map(({ userId }) => userId))];
        const found = new Map(pairs.map((pair) => [[...pair.userIds].sort().join(), pair]));
        expect(found.size).toBe(pairs.length);
        for (const a of people)
          for (const b of people.filter((one) => one > a)) {
            const both = season.flatMap((film) => {
              const [one, other] = [a, b].map((id) => film.find(({ userId }) => userId === id));
              return one && other ? [Math.abs(one.halfStars - other.halfStars) / 2] : [];
            });
            const pair = found.get([a, b].sort().join());
            expect(pair?.shared ?? 0).toBe(both.length < 3 ? 0 : both.length);
            if (pair) expect(pair.distance).toBeCloseTo(both.reduce((sum, one) => sum + one, 0) / both.length, 9);
          }
        const distances = pairs.map(({ distance }) => distance);
        expect(distances).toEqual(distances.toSorted((a, b) => a - b));
      }),
      { numRuns: runs(2_000) },
    );
  });

  test('a thousand people with fifty films each are compared in well under a second', () => {
    const season = Array.from({ length: 50 }, (_, film) =>
      Array.from({ length: 1_000 }, (_, one) => ({ userId: String(one), halfStars: ((one * 7 + film) % 10) + 1 })),
    );
    const start = performance.now();
    expect(tastePairs(season).length).toBe((150 * 149) / 2);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('streaks', () => {
  test('count nights in a row; a night of which nobody knows who came neither breaks nor adds', () => {
    const nights = [['1', '2'], ['1'], undefined, ['1', '2'], ['2']];
    expect(streaksOf(nights)).toEqual([
      { userId: '1', longest: 3, current: 0 },
      { userId: '2', longest: 2, current: 2 },
    ]);
    expect(streaksOf([])).toEqual([]);
    expect(streaksOf([undefined, []])).toEqual([]);
  });

  test('whoever came every time has a streak of all nights, and nobody has a longer one', () => {
    const some = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 5 }).map(String)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(some, (nights) => {
        for (const { userId, longest, current } of streaksOf([...nights.map((night) => [...night, '9'])])) {
          const runsOf = nights
            .map((night) => (userId === '9' || night.includes(userId) ? '1' : '0'))
            .join('')
            .split('0');
          expect(longest).toBe(Math.max(...runsOf.map((run) => run.length)));
          expect(current).toBe(runsOf.at(-1)?.length);
        }
      }),
      RUNS,
    );
  });
});
