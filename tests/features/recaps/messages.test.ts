import { describe, expect, test } from 'vitest';
import { clubSettings } from '../../../src/features/clubs/settings.ts';
import { historyMessage } from '../../../src/features/recaps/history/messages.ts';
import { nightMessage } from '../../../src/features/recaps/night/messages.ts';
import type { NightRecap } from '../../../src/features/recaps/night/night.ts';
import { nightPicture, nightWords } from '../../../src/features/recaps/night/picture.ts';
import { quotesOf } from '../../../src/features/recaps/night/quotes.ts';
import type { Night } from '../../../src/features/recaps/nights.ts';
import { criticsMean, extremesOf, numbersOf, type Said } from '../../../src/features/recaps/rules.ts';
import { seasonMessage, seasonPagesOf } from '../../../src/features/recaps/season/messages.ts';
import { filmPages, filmPageWords } from '../../../src/features/recaps/season/picture.ts';
import { type Season, sumOf } from '../../../src/features/recaps/season/season.ts';
import { LOCALES } from '../../../src/texts/texts.ts';
import { WIDE_NAME } from '../../pictures/samples.ts';
import { assertAccepted, openTexts } from '../../support/bodies.ts';

const ID = '01a20169-f001-7ecb-9e1f-eaff1b746e85';
const AT = new Date('2026-12-31T22:30:00Z');
const PNG = Buffer.from('PNG');
/** Beyond this many bytes Discord fails, whatever the characters. */
const MOST_BYTES = 10_170;
const club = {
  guildId: '1',
  id: ID,
  name: `${WIDE_NAME}${'*'.repeat(28)}`,
  channelId: '2',
  zone: 'Europe/Berlin',
  settings: clubSettings.parse({}),
  createdAt: AT,
};
const people = (count: number) => Array.from({ length: count }, (_, one) => String(10n ** 18n + BigInt(one)));
const said = (...halfStars: number[]): Said[] =>
  halfStars.map((one, index) => ({ userId: String(10n ** 18n + BigInt(index)), halfStars: one }));

function night(title: string, all: readonly Said[] | undefined, year: number | null = 2018): Night {
  return {
    roundId: ID,
    number: 12_345,
    chosenBy: 'poll',
    since: AT,
    revealedAt: all ? AT : null,
    film: { id: ID, title, year, runtimeMinutes: 90, genres: ['drama'] },
    at: AT,
    came: people(40),
    said: all,
    numbers: all && numbersOf(all),
  };
}

function recap(title: string, all: readonly Said[], word = '한'): NightRecap {
  const base = night(title, all);
  const entries = all.map((one) => ({
    ...one,
    ratedAt: AT,
    openLine: word.repeat(200),
    hidden: word.repeat(4_000),
    again: null,
    seenWhere: null,
  }));
  const film = { ...base.film, originalTitle: null, originalLanguage: null, countries: [], ageRating: null };
  return {
    ...base,
    film: {
      ...film,
      contentNotes: [],
      posterUrl: null,
      otherYears: [],
      votes: null,
      source: 'test',
      fetchedAt: AT,
      titles: [],
      directors: [],
      cast: [],
      externalIds: [],
      synopses: {},
    },
    club,
    extremes: extremesOf(all),
    critics: criticsMean([83, 70]),
    quotes: quotesOf(entries, () => false),
    won: { kind: 'poll', number: 99_999, votes: 999, of: 9_999, rounds: 25, tie: 'draw', nominators: people(9) },
    next: { kind: 'film', film: { title: `${title}!`, year: 1999 }, at: AT },
    divisiveOf: 2026,
  };
}

const TITLES = ['한'.repeat(500), '*'.repeat(500), '||'.repeat(250), `${'몽'.repeat(32)} ${'a'.repeat(200)}`];

describe.each(LOCALES)('in %s', (locale) => {
  test.each(TITLES)('a night with everything at its longest fits one message, its words the picture: %#', (title) => {
    const full = recap(title, said(1, 1, 1, 1, 1, 1, 10, 10, 10, 10, 10, 10, 5));
    for (const word of ['한', '|', '𒐫']) {
      const message = nightMessage(locale, recap(title, full.said ?? [], word), PNG);
      assertAccepted(message);
      expect(Buffer.byteLength(JSON.stringify(message.components))).toBeLessThan(MOST_BYTES);
    }
    expect(nightWords(locale, full).length).toBeLessThanOrEqual(1_024);
    expect(nightWords(locale, full)).toContain('2.7');
  });

  test.each(TITLES)('pages of a season and of the history fit their messages: %#', (title) => {
    const nights = Array.from({ length: 46 }, (_, index) =>
      night(title, index % 5 ? said(1, 5, 9, index % 10) : undefined),
    );
    const season: Season = { club, year: 2026, ...sumOf(nights, new Map([[ID, [71]]])) };
    expect(seasonPagesOf(season)).toBe(7);
    for (let page = 0; page < seasonPagesOf(season); page++) {
      const message = seasonMessage(locale, season, page, PNG);
      assertAccepted(message);
      expect(Buffer.byteLength(JSON.stringify(message.components))).toBeLessThan(MOST_BYTES);
    }
    for (const page of filmPages(locale, season)) expect(filmPageWords(locale, page).length).toBeLessThanOrEqual(1_024);
    const past = nights.map((one) => ({ ...one, critics: undefined }));
    for (let page = 0; page < 6; page++) {
      const message = historyMessage(locale, { club, nights: past }, page);
      assertAccepted(message);
      expect(Buffer.byteLength(JSON.stringify(message.components))).toBeLessThan(MOST_BYTES);
    }
  });

  test('the picture and its words say the same', () => {
    const one = recap('Burning', said(4, 7, 7, 10));
    const spec = nightPicture(locale, one);
    const words = nightWords(locale, one);
    for (const mark of [spec.average, spec.median, spec.spread, spec.critics]) expect(words).toContain(mark?.text);
    expect(spec).toMatchObject({
      title: 'Burning (2018)',
      average: { value: 3.5 },
      spread: { low: expect.closeTo(2.44, 2), high: expect.closeTo(4.56, 2) },
    });
    // the day is the club's: New Year's Eve is over in Berlin's half past eleven only in half an hour
    expect(words).toMatch(/December 31, 2026|2026년 12월 31일/);
  });
});

test('a tie names all who share the place, up to five, and says that they are level', () => {
  const words = openTexts(nightMessage('en', recap('Burning', said(10, 10, 10, 10, 10, 10, 10, 2)), PNG)).join('\n');
  expect(words).toMatch(/Biggest fans, level: (<@\d+>, ){4}<@\d+> and 2 more, 5 stars/);
  expect(words).toMatch(/Hardest critic: <@1000000000000000007>, 1 star\n/);
});

test('all the same: no fan, no critic, a spread of 0.0', () => {
  const words = openTexts(nightMessage('en', recap('Burning', said(8, 8, 8)), PNG)).join('\n');
  expect(words).toContain('**4.0** average · **4** median · **0.0** spread · 3 ratings');
  expect(words).not.toMatch(/fan|Hardest/);
});

test('quotes come from both ends, and a line that tells too much goes behind the curtain', () => {
  const entries = [10, 8, 6, 4, 2].map((halfStars) => ({
    userId: String(halfStars),
    halfStars,
    ratedAt: AT,
    openLine: `line ${halfStars}`,
    hidden: halfStars === 8 ? 'secret' : null,
    again: null,
    seenWhere: null,
  }));
  const { open, hidden } = quotesOf(entries, (line) => line === 'line 10');
  expect(open.map(({ line }) => line)).toEqual(['line 8', 'line 2', 'line 6', 'line 4']);
  expect(hidden.map(({ text }) => text)).toEqual(['line 10', 'secret']);
});
