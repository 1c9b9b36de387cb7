import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toNumber } from '../../../../src/features/reviews/page/number-words.ts';
import { letterRating, ratingOf, symbolRating } from '../../../../src/features/reviews/page/scale.ts';
import { runs } from '../../../support/runs.ts';

const LETTERS = ['F', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A', 'A+'];

test('letters climb in equal steps from F to A+', () => {
  const scores = LETTERS.map((letter) => letterRating(letter)?.score);
  expect(scores).toEqual([0, 8, 17, 25, 33, 42, 50, 58, 67, 75, 83, 92, 100]);
});

test('a letter with a typographic minus is the letter', () => {
  expect(letterRating('B−')).toEqual({ value: 'B-', scale: 'letter', score: 58 });
});

test.each(['E', 'G', 'PG', 'R', 'F+', 'A++', ''])('%j is no letter of the scale', (letter) => {
  expect(letterRating(letter)).toBeUndefined();
});

test('a rating keeps its value as written and takes a decimal comma', () => {
  expect(ratingOf('3.50', '5')).toEqual({ value: '3.50', scale: '5', score: 70 });
  expect(ratingOf('6,4', '10')).toEqual({ value: '6.4', scale: '10', score: 64 });
});

test.each([
  ['6', '5'],
  ['1', '0'],
  ['x', '10'],
  ['-1', '10'],
])('%s of %s is no rating', (value, scale) => {
  expect(ratingOf(value, scale)).toBeUndefined();
});

test('a higher value of the same scale never has a lower score', () => {
  const value = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
  fc.assert(
    fc.property(value, value, fc.constantFrom('4', '5', '10', '20', '100'), (a, b, scale) => {
      const [low, high] = [ratingOf(String(Math.min(a, b)), scale), ratingOf(String(Math.max(a, b)), scale)];
      if (!high) return;
      expect(low?.score).toBeLessThanOrEqual(high.score);
      expect(high.score).toBeGreaterThanOrEqual(0);
      expect(high.score).toBeLessThanOrEqual(100);
    }),
    { numRuns: runs(10_000) },
  );
});

test('a row of stars counts its full ones, whatever fills the row', () => {
  const row = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(row, (full) => {
      expect(symbolRating('★'.repeat(full) + '☆'.repeat(5 - full))?.score).toBe(full * 20);
      expect(symbolRating('★'.repeat(full))?.score).toBe(full * 20);
    }),
    { numRuns: runs(100) },
  );
});

test.each([
  ['★★★½', '3.5', '5'],
  ['★★★½☆', '3.5', '5'],
  ['★★★☆', '3', '4'],
  ['●●●●●●●○○○', '7', '10'],
  ['⭐️⭐️⭐️', '3', '5'],
])('%s is %s of %s', (row, value, scale) => {
  expect(symbolRating(row)).toMatchObject({ value, scale });
});

test('one hollow star after three full ones is a half star to Korean bloggers', () => {
  expect(symbolRating('★★★☆', true)).toEqual({ value: '3.5', scale: '5', score: 70 });
  expect(symbolRating('★★★★☆', true)).toEqual({ value: '4', scale: '5', score: 80 });
});

test.each(['☆☆☆☆☆', '★★☆', '½½'])('%s says nothing', (row) => {
  expect(symbolRating(row)).toBeUndefined();
});

test('numbers are read as people write them', () => {
  expect(['3,5', '3½', '3 1/2', 'three and a half', 'Four', '네', '세 반', 'x'].map(toNumber)).toEqual([
    3.5,
    3.5,
    3.5,
    3.5,
    4,
    4,
    3.5,
    undefined,
  ]);
});
