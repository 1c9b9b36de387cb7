import { expect, test } from 'vitest';
import { keepLatest } from '../../src/lib/latest.ts';

test('the latest are kept, in order, and one that comes again is the latest', () => {
  const map = new Map<string, number>();
  for (const [index, key] of ['a', 'b', 'a', 'c', 'd'].entries()) keepLatest(map, key, index, 3);
  expect([...map]).toEqual([
    ['a', 2],
    ['c', 3],
    ['d', 4],
  ]);
  keepLatest(map, 'e', 5, 1);
  expect([...map]).toEqual([['e', 5]]);
});
