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
  score: 80,
  fingerprint: 'a',
  ...more,
});

describe('two pages are one review', () => {
  test.each([
    ['film, day and site agree', { author: null, fingerprint: 'b' }, true],
    ['two critics of one site write on one day', { author: 'Other', fingerprint: 'b' }, false],
    ['film, day and author agree', { site: null, author: 'mona k', fingerprint: 'b' }, true],
    ['only their texts agree', { site: null, author: null, published: null }, true],
    ['the day differs', { published: '2020-01-03', fingerprint: 'b' }, false],
    ['the film differs', { filmId: 'other', fingerprint: 'b' }, false],
    ['only one has a day', { published: null, fingerprint: 'b' }, false],
    ['neither site nor author agree', { site: 'x', author: 'y', fingerprint: 'b' }, false],
  ])('%s', (_, more, same) => {
    expect(sameReview(review(), review(more))).toBe(same);
  });

  test('without a day on either, the rating decides', () => {
    const undated = review({ published: null, author: null });
    expect(sameReview(undated, { ...undated, fingerprint: 'b' })).toBe(true);
    expect(sameReview(undated, { ...undated, fingerprint: 'b', score: 70 })).toBe(false);
    expect(sameReview({ ...undated, score: null }, { ...undated, fingerprint: 'b', score: null })).toBe(false);
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
  score: fc.constantFrom(null, 50, 80),
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
