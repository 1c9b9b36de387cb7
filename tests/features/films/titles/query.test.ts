import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readQuery } from '../../../../src/features/films/titles/query.ts';
import { runs } from '../../../support/runs.ts';

const titles = (text: string) =>
  readQuery(text)
    .readings.filter(({ dropped }) => dropped.length === 0)
    .map(({ tokens, years }) => [tokens.join(' '), ...years]);

test.each([
  ['dune 1984', [['dune 1984'], ['dune', 1984]]],
  ['1984 dune', [['1984 dune'], ['dune', 1984]]],
  ['Dune (1984)', [['dune 1984'], ['dune', 1984]]],
  ['2001: A Walk (1968)', [['2001 a walk 1968'], ['2001 a walk', 1968]]],
  ['dune 21', [['dune 21'], ['dune', 2021, 1921]]],
  ['1917', [['1917']]],
  ['M', [['m']]],
  ['catch 3022', [['catch 3022']]],
])('"%s" is read as a title and, where it may be, as a title with a year', (text, readings) => {
  expect(titles(text)).toEqual(readings);
});

test('words beside the title may be left out: a service, a director', () => {
  const kept = readQuery('dune netflix lynch').readings.map(({ squeezed }) => squeezed);
  expect(kept).toContain('dunelynch');
  expect(kept).toContain('dune');
});

test.each(['', '   ', '\u200b\u202e', '\n'])('there is nothing to look for in %j', (text) => {
  expect(readQuery(text).readings).toEqual([]);
});

test('whatever is typed, only so much of it is looked at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 6000, size: 'max' }), (text) => {
      for (const { tokens, squeezed } of readQuery(text).readings) {
        expect(tokens.length).toBeLessThanOrEqual(16);
        expect(squeezed.length).toBeLessThanOrEqual(200);
      }
    }),
    { numRuns: runs(100) },
  );
});
