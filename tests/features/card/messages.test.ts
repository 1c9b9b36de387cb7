import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Card } from '../../../src/features/card/card.ts';
import { cardMessage, suggestionsMessage } from '../../../src/features/card/messages.ts';
import type { More } from '../../../src/features/films/films.ts';
import { CONTENT_NOTES, GENRES } from '../../../src/features/films/kinds.ts';
import { reviewsMessage } from '../../../src/features/reviews/messages.ts';
import { safe } from '../../../src/lib/safe.ts';
import { LOCALES } from '../../../src/texts/texts.ts';
import { assertAccepted, openTexts } from '../../support/bodies.ts';
import { hostileText } from '../../support/hostile.ts';
import { readers } from '../../support/markdown.ts';
import { membersOf } from '../../support/people.ts';
import { runs } from '../../support/runs.ts';

const ID = '01a20169-f001-7ecb-9e1f-eaff1b746e85';
const SECRET = 'quokkasecret';

const word = fc.oneof(
  hostileText,
  fc.string({ unit: 'grapheme', maxLength: 500 }),
  fc.constant('한국어 제목'.repeat(60)),
);
const name = fc.record({ name: word, names: fc.array(word, { maxLength: 3 }), character: fc.constant(null) });
const year = fc.option(fc.integer({ min: 1870, max: 2100 }), { nil: null });

const hit = fc.record({
  id: fc.uuid(),
  title: word,
  originalTitle: fc.option(word, { nil: null }),
  year,
  countries: fc.array(fc.constantFrom('KR', 'US', 'XX', 'FR'), { maxLength: 4 }),
  alternativeTitles: fc.constant<string[]>([]),
  directors: fc.array(word, { maxLength: 4 }),
  exactness: fc.constant('exact' as const),
  isWhole: fc.constant(true),
  similarity: fc.constant(1),
});

const film = fc.record({
  id: fc.constant(ID),
  title: word,
  originalTitle: fc.option(word, { nil: null }),
  originalLanguage: fc.constant(null),
  year,
  runtimeMinutes: fc.option(fc.integer({ min: 1, max: 9999 }), { nil: null }),
  countries: fc.array(fc.constantFrom('KR', 'US', 'XX'), { maxLength: 12 }),
  genres: fc.subarray([...GENRES]),
  ageRating: fc.option(fc.constantFrom('18', '12'), { nil: null }),
  contentNotes: fc.subarray([...CONTENT_NOTES]),
  posterUrl: fc.option(fc.constant('https://example.org/poster.jpg'), { nil: null }),
  otherYears: fc.constant<number[]>([]),
  votes: fc.constant(null),
  source: fc.constantFrom('test', 'imdb'),
  fetchedAt: fc.constant(new Date(0)),
  titles: fc.constant<Card['film']['titles']>([]),
  directors: fc.array(name, { maxLength: 12 }),
  cast: fc.array(name, { maxLength: 30 }),
  externalIds: fc.constant<Card['film']['externalIds']>([]),
  synopses: fc.record({ en: word, ko: word }),
});

const services = fc.array(word, { maxLength: 12 });
const more: fc.Arbitrary<More> = fc.record({
  sources: fc.subarray(['wikidata', 'tmdb', 'omdb'] as const),
  poster: fc.constant(undefined),
  trailer: fc.option(fc.constant('https://www.youtube.com/watch?v=abcdefghijk'), { nil: undefined }),
  scores: fc.array(fc.record({ site: word, value: word }), { maxLength: 6 }),
  watch: fc.option(fc.record({ stream: services, rent: services, buy: services }), { nil: undefined }),
  certificate: fc.option(word, { nil: undefined }),
  runtime: fc.constant(undefined),
  countries: fc.constant([]),
  genres: fc.constant([]),
  directors: fc.constant([]),
  cast: fc.constant([]),
  synopsis: fc.constant({}),
});

const review = fc.record({
  id: fc.uuid(),
  filmId: fc.constant(ID),
  site: fc.option(word, { nil: null }),
  author: fc.option(word, { nil: null }),
  url: fc.option(fc.oneof(fc.webUrl(), word, fc.constant(`https://example.org/${'x'.repeat(2_000)}`)), { nil: null }),
  published: fc.option(fc.constant('2023-10-10'), { nil: null }),
  language: fc.constant('en'),
  ratingValue: fc.constant('3.50'),
  ratingScale: fc.constantFrom('5', '10', 'letter', 'percent'),
  score: fc.integer({ min: 0, max: 100 }),
  spoilers: fc.constant('unknown' as const),
  openLine: fc.option(word, { nil: null }),
  excerpt: fc.option(word, { nil: null }),
  fingerprint: fc.constant('x'),
  importedAt: fc.constant(new Date(0)),
});

const card: fc.Arbitrary<Card> = fc.record({
  film,
  more,
  namesakes: fc.array(hit, { maxLength: 24 }),
  reviews: fc.array(review, { maxLength: 12 }),
  rated: fc.nat(9),
});
const locale = fc.constantFrom(...LOCALES);

test('Discord takes every card, whatever the catalogue and the pages hold', () => {
  fc.assert(
    fc.property(locale, card, (language, shown) => assertAccepted(cardMessage(language, shown))),
    { numRuns: runs(20_000) },
  );
});

test("IMDb is named on the cards of its datasets' films, and on no others", () => {
  fc.assert(
    fc.property(card, (shown) => {
      const words = openTexts(cardMessage('en', { ...shown, film: { ...shown.film, source: 'imdb' } })).join('\n');
      const other = openTexts(cardMessage('en', { ...shown, film: { ...shown.film, source: 'starter' } })).join('\n');
      expect(words).toContain('Information courtesy of IMDb');
      expect(other).not.toContain('Information courtesy of IMDb');
    }),
    { numRuns: 20 },
  );
});

test('Discord takes every list of suggestions, whatever was typed', () => {
  fc.assert(
    fc.property(locale, word, fc.array(hit, { minLength: 1, maxLength: 30 }), (language, typed, hits) =>
      assertAccepted(suggestionsMessage(language, typed, hits)),
    ),
    { numRuns: runs(10_000) },
  );
});

test('Discord takes every page of reviews, and what is behind the curtain is read nowhere in the open', () => {
  const pages = fc.array(
    review.map((one) => ({ ...one, excerpt: `${one.excerpt ?? ''} ${SECRET}` })),
    { maxLength: 9 },
  );
  fc.assert(
    fc.property(
      locale,
      word,
      pages,
      membersOf(SECRET),
      fc.integer({ min: 1, max: 6 }),
      (language, title, critics, members, page) => {
        const film = safe`**${title.slice(0, 100)}**`;
        const message = reviewsMessage(language, { film, filmId: ID, critics, members, page });
        assertAccepted(message);
        expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(10_170);
        for (const text of openTexts(message))
          for (const { read } of readers) expect(read(text).shown).not.toContain(SECRET);
      },
    ),
    { numRuns: runs(10_000) },
  );
});

test('nothing of a card is behind bars or a curtain, and no part of it comes alive as markup', () => {
  fc.assert(
    fc.property(locale, card, (language, shown) => {
      for (const text of openTexts(cardMessage(language, shown)))
        for (const { read } of readers) expect(read(text).hidden).toEqual([]);
    }),
    { numRuns: runs(5_000) },
  );
});
