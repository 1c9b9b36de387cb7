import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Count, flowOf } from '../../src/pictures/flow.ts';
import { seasonPages } from '../../src/pictures/pages.ts';
import { runs } from '../support/runs.ts';
import { countOf, season } from './samples.ts';

const words = {
  exhausted: 'nobody',
  roundsBetween: (rounds: number) => `${rounds}`,
  otherFilms: (films: number, votes: number) => `${films},${votes}`,
};
const names = (films: number) => Array.from({ length: films }, (_, index) => `Film ${index}`);
const counts = fc
  .tuple(fc.integer({ min: 2, max: 25 }), fc.integer({ min: 1, max: 80 }))
  .map(([films, ballots]) => countOf(names(films), ballots));

describe('the picture of a count', () => {
  test('loses no ballot: what is drawn and what is said to be left out add up in every round', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const ballots = count.rounds[0]?.bars.reduce((sum, { votes }) => sum + votes, 0);
        for (const { bars, others, exhausted } of flowOf(count, words).rounds) {
          const [, left = 0] = others?.split(',').map(Number) ?? [];
          expect(bars.reduce((sum, { votes }) => sum + votes, 0) + left + (exhausted?.votes ?? 0)).toBe(ballots);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('shows the first round and the last two of many, and says how many are between', () => {
    fc.assert(
      fc.property(counts, (count) => {
        const { rounds } = flowOf(count, words);
        const between = rounds.reduce((sum, { before }) => sum + Number(before ?? 0), 0);
        expect(rounds.length + between).toBe(count.rounds.length);
        expect(rounds.length).toBeLessThanOrEqual(4);
        expect(rounds.at(-1)?.label).toBe(count.rounds.at(-1)?.label);
        expect(rounds[0]?.label).toBe('Round 1');
      }),
      { numRuns: runs(500) },
    );
  });

  test('always shows who wins and who goes', () => {
    fc.assert(
      fc.property(counts, (count) => {
        for (const { label, bars } of flowOf(count, words).rounds) {
          const all = count.rounds.find((round) => round.label === label)?.bars ?? [];
          const telling = (some: readonly { state: string }[]) => some.filter(({ state }) => state !== 'stays').length;
          expect(telling(bars)).toBe(telling(all));
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('says what each film gained from the one that went', () => {
    const bar = (film: string, votes: number, state: 'stays' | 'wins' | 'goes') => ({ film, votes, state });
    const count: Count = {
      title: '',
      subtitle: '',
      films: [
        { id: 'a', name: 'Aftersun' },
        { id: 'b', name: 'Burning' },
        { id: 'c', name: 'Carol' },
      ],
      rounds: [
        {
          label: '1',
          bars: [bar('a', 4, 'stays'), bar('b', 4, 'stays'), bar('c', 3, 'goes')],
          exhausted: 0,
          majority: null,
          transfers: [
            { from: 'c', to: 'b', ballots: 2 },
            { from: 'c', to: null, ballots: 1 },
          ],
        },
        {
          label: '2',
          bars: [bar('b', 6, 'wins'), bar('a', 4, 'stays')],
          exhausted: 1,
          majority: { votes: 6, label: '6' },
          transfers: [],
        },
      ],
    };
    expect(flowOf(count, words).rounds[1]).toEqual({
      before: null,
      label: '2',
      bars: [
        { name: 'Burning', votes: 6, gained: 2, state: 'wins' },
        { name: 'Aftersun', votes: 4, gained: 0, state: 'stays' },
      ],
      others: null,
      exhausted: { label: 'nobody', votes: 1, gained: 1 },
      majority: { votes: 6, label: '6' },
    });
  });
});

test('a season is one page or pages of nearly the same length, with every film once', () => {
  for (const [films, lengths] of [
    [0, [0]],
    [15, [15]],
    [16, [8, 8]],
    [30, [15, 15]],
    [31, [11, 11, 9]],
  ] as const) {
    const year = season(names(films));
    const pages = seasonPages(year);
    expect(pages.map(({ rows }) => rows.length)).toEqual(lengths);
    expect(pages.flatMap(({ rows }) => rows)).toEqual(year.rows);
  }
});
