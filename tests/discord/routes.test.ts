import fc from 'fast-check';
import { expect, test } from 'vitest';
import { route } from '../../src/discord/routes.ts';
import { runs } from '../support/runs.ts';

const FILM = '019a9f00-0000-7000-8000-000000000001';

test('a route reads back what it built, whatever the parameter holds', () => {
  const pages = route('reviews/page/:filmId/:page');
  fc.assert(
    fc.property(fc.uuid(), fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme-ascii' }), (filmId, page) => {
      expect(pages.match(pages.build({ filmId, page }))).toEqual({ filmId, page });
    }),
    { numRuns: runs(5_000) },
  );
});

test('a parameter that holds a slash stays one parameter', () => {
  const r = route('a/:b');
  expect(r.match(r.build({ b: 'x/y%' }))).toEqual({ b: 'x/y%' });
});

test('an id that is no id in form belongs to no route', () => {
  const seen = route('marks/seen/:filmId');
  expect(seen.match(`marks/seen/${FILM}`)).toEqual({ filmId: FILM });
  for (const forged of [
    'marks/seen/1',
    "marks/seen/' or 1=1",
    'marks/seen/',
    'marks/seen',
    `marks/seen/${FILM}/x`,
    `marks/rate/${FILM}`,
    'marks/seen/%E0%A4%A',
  ])
    expect(seen.match(forged)).toBeUndefined();
});

test('an id longer than Discord takes is a bug found when it is built', () => {
  expect(() => route('a/:b').build({ b: 'x'.repeat(100) })).toThrow(RangeError);
});
