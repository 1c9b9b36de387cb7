import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fingerprint,
  type ReviewFacts,
  type ReviewIdentity,
  sameReview,
  whatIsNew,
} from '../../../src/features/reviews/rules.ts';
import { runs } from '../../support/runs.ts';

const review = (more: Partial<ReviewIdentity> = {}): ReviewIdentity => ({
  filmId: 'film',
  site: 'nights.example',
  author: 'Mona K.',
  published: '2020-01-02',
  fingerprint: 'a',
  ...more,
});

describe('two pages are one review', () => {
  test.each([
    ['film, day and site agree', { author: 'Other', fingerprint: 'b' }, true],
    ['film, day and author agree', { site: null, author: 'mona k', fingerprint: 'b' }, true],
    ['only their texts agree', { site: null, author: null, published: null }, true],
    ['the day differs', { published: '2020-01-03', fingerprint: 'b' }, false],
    ['the film differs', { filmId: 'other', fingerprint: 'b' }, false],
    ['neither has a day', { published: null, fingerprint: 'b' }, false],
    ['neither site nor author agree', { site: 'x', author: 'y', fingerprint: 'b' }, false],
  ])('%s', (_, more, same) => {
    expect(sameReview(review(), review(more))).toBe(same);
  });

  test('nothing known twice is no agreement', () => {
    const bare = { site: null, author: null };
    expect(sameReview(review(bare), review({ ...bare, fingerprint: 'b' }))).toBe(false);
  });
});

const some = fc.constantFrom(null, 'a', 'b');
const anyReview = fc.record({
  filmId: fc.constantFrom('x', 'y'),
  site: some,
  author: some,
  published: some,
  fingerprint: fc.constantFrom('1', '2', '3'),
});

test('being the same is mutual, and every review is the same as itself', () => {
  fc.assert(
    fc.property(anyReview, anyReview, (a, b) => {
      expect(sameReview(a, b)).toBe(sameReview(b, a));
      expect(sameReview(a, a)).toBe(true);
    }),
    { numRuns: runs(5_000) },
  );
});

test('a text keeps its fingerprint through case, marks and line breaks', () => {
  expect(fingerprint('A *quiet*\nfilm!')).toBe(fingerprint('a quiet film'));
  expect(fingerprint('a quiet film')).not.toBe(fingerprint('a loud film'));
});

const facts = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  site: null,
  author: null,
  url: null,
  published: null,
  language: null,
  ratingValue: null,
  ratingScale: null,
  score: null,
  spoilers: 'unknown',
  openLine: null,
  excerpt: null,
  ...more,
});

test('a second page of a review adds what was missing and changes nothing that was there', () => {
  const known = facts({ author: 'Mona', ratingValue: '4', ratingScale: '5', score: 80 });
  const found = facts({
    author: 'M. K.',
    site: 'x',
    ratingValue: '9',
    ratingScale: '10',
    score: 90,
    spoilers: 'marked',
  });
  expect(whatIsNew(known, found)).toEqual({ site: 'x', spoilers: 'marked' });
  expect(whatIsNew(found, found)).toEqual({});
});
