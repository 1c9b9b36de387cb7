import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batches } from '../../src/lib/batches.ts';

test('a list is cut up in order, each piece as long as it may be', () => {
  expect([...batches([1, 2, 3, 4, 5], 2)]).toEqual([[1, 2], [3, 4], [5]]);
  expect([...batches([1, 2], 2)]).toEqual([[1, 2]]);
  expect([...batches([], 2)]).toEqual([]);
});

test('nothing is lost and nothing is too long', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (all, size) => {
      const pieces = [...batches(all, size)];
      expect(pieces.flat()).toEqual(all);
      expect(pieces.every(({ length }) => length > 0 && length <= size)).toBe(true);
    }),
  );
});
