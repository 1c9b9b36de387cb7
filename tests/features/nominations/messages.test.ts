import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toModal } from '../../../src/discord/form.ts';
import type { Club } from '../../../src/features/clubs/clubs.ts';
import { clubSettings } from '../../../src/features/clubs/settings.ts';
import type { FilmDetails } from '../../../src/features/films/films.ts';
import { listMessage } from '../../../src/features/nominations/list/messages.ts';
import {
  laterMessage,
  pitchForm,
  putMessage,
  refusedMessage,
  strong,
  unsureMessage,
} from '../../../src/features/nominations/messages.ts';
import {
  doneMessage,
  mendMessage,
  nominationMessage,
  searchForm,
  unvetoRoute,
} from '../../../src/features/nominations/one/messages.ts';
import { labelsOf, PITCH_LIMIT, readPitch } from '../../../src/features/nominations/rules.ts';
import { openNotice, turnNotice } from '../../../src/features/rounds/messages.ts';
import type { Round } from '../../../src/features/rounds/rounds.ts';
import { checkModal } from '../../../src/rehearsal/rest/modal-rules.ts';
import { LOCALES, say } from '../../../src/texts/texts.ts';
import { assertAccepted, openTexts } from '../../support/bodies.ts';
import { hostileText } from '../../support/hostile.ts';
import { readers } from '../../support/markdown.ts';
import { runs } from '../../support/runs.ts';

const ID = '01a20169-f001-7ecb-9e1f-eaff1b746e85';
const NOW = new Date('2026-03-06T18:00:00Z');
const locale = fc.constantFrom(...LOCALES);
const word = fc.oneof(
  hostileText,
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constant('||한국어|| 제목 '.repeat(60)),
);
const title = word.filter((text) => text.trim() !== '');
const year = fc.option(fc.integer({ min: 1870, max: 2100 }), { nil: null });
const person = fc.bigInt({ min: 1n << 60n, max: (1n << 63n) - 1n }).map(String);
/** A pitch as it is kept. */
const pitch = fc
  .oneof(word, fc.constant('||||'.repeat(90)), fc.constant('*🎬'.repeat(200)))
  .map((text) => readPitch([...text].slice(0, PITCH_LIMIT).join('')));
const nominator = fc.record({ userId: person, pitch });

const nomination = fc.record({
  id: fc.uuid(),
  filmId: fc.uuid(),
  roundId: fc.constant(ID),
  state: fc.constant('open' as const),
  waitingSince: fc.constant(NOW),
  origin: fc.constantFrom('member' as const, 'carried' as const, 'watchlist' as const),
  label: title.map((text) => labelsOf([{ title: text, year: 1999, directors: [] }])[0] ?? ''),
  title,
  year,
  nominators: fc.array(nominator, { maxLength: 30 }),
});

const round = fc.record({
  guildId: fc.constant('1'),
  clubId: fc.constant(ID),
  id: fc.constant(ID),
  number: fc.integer({ min: 1, max: 9_999 }),
  state: fc.constantFrom('nominating' as const, 'polling' as const, 'scheduled' as const),
  since: fc.constant(NOW),
  dueAt: fc.constant(null),
  filmId: fc.constant(null),
  chosenBy: fc.constant(null),
  pickerId: person,
  pickerUntil: fc.constant(NOW),
  createdAt: fc.constant(NOW),
  scheduledAt: fc.constant(null),
  revealedAt: fc.constant(null),
}) satisfies fc.Arbitrary<Round>;

const club = title.map(
  (text): Club => ({
    guildId: '1',
    id: ID,
    name: [...text].slice(0, 30).join(''),
    channelId: '5',
    zone: 'UTC',
    settings: clubSettings.parse({}),
    createdAt: NOW,
  }),
);

const film = fc.record({
  id: fc.constant(ID),
  title,
  originalTitle: fc.option(word, { nil: null }),
  year,
  runtimeMinutes: fc.option(fc.integer({ min: 1, max: 9999 }), { nil: null }),
  posterUrl: fc.option(fc.constant('https://example.org/poster.jpg'), { nil: null }),
  directors: fc.array(fc.record({ name: word, names: fc.constant([]) }), { maxLength: 5 }),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<FilmDetails>;

const hit = fc.record({
  id: fc.uuid(),
  title,
  originalTitle: fc.option(word, { nil: null }),
  year,
  countries: fc.constant<string[]>([]),
  alternativeTitles: fc.constant<string[]>([]),
  directors: fc.array(word, { maxLength: 4 }),
  exactness: fc.constant('exact' as const),
  isWhole: fc.constant(true),
  similarity: fc.constant(1),
});

const listed = fc.record({
  club,
  round: fc.option(round, { nil: undefined }),
  nominations: fc.array(nomination, { maxLength: 40 }),
  vetoed: fc.array(
    title.map((text) => text.slice(0, 100)),
    { maxLength: 40 },
  ),
  others: fc.uniqueArray(
    fc.tuple(round, fc.uuid()).map(([one, id]) => ({ ...one, id })),
    { maxLength: 4, selector: ({ id }) => id },
  ),
  turn: fc.option(fc.record({ userId: person, until: fc.constant(NOW) }), { nil: undefined }),
  keeps: fc.boolean(),
  later: fc.uniqueArray(fc.record({ id: fc.uuid(), label: fc.constant('Film') }), {
    maxLength: 25,
    selector: ({ id }) => id,
  }),
});

/** Nothing of what a person typed is read as markup: the only things alive are ours. */
function expectPlain(texts: readonly string[]): void {
  for (const text of texts)
    for (const { read } of readers) {
      const { shown } = read(text);
      expect(shown).not.toMatch(/⟨(code|link|autolink|url|everyone|here|role|channel|emoji|spoiler)/i);
    }
}

test('Discord takes every announcement, and no pitch or title comes alive in it', () => {
  fc.assert(
    fc.property(locale, nomination, round, film, fc.boolean(), (language, one, current, shown, voting) => {
      const put = { kind: 'put' as const, nomination: one, round: current, standing: 3, seen: 2, voting };
      const message = putMessage(language, put, shown, one.nominators[0]?.userId ?? '1');
      assertAccepted(message);
      expectPlain(openTexts(message));
    }),
    { numRuns: runs(10_000) },
  );
});

test('Discord takes every list, whatever is in it, and every page of it', () => {
  fc.assert(
    fc.property(locale, listed, fc.integer({ min: -1, max: 20 }), (language, view, page) => {
      const message = listMessage(language, view, page);
      assertAccepted(message);
      expectPlain(openTexts(message));
    }),
    { numRuns: runs(10_000) },
  );
});

test('Discord takes every nomination with all that can be done with it', () => {
  const flags = fc.record({
    canWithdraw: fc.boolean(),
    canVeto: fc.boolean(),
    keeps: fc.boolean(),
    onBallot: fc.boolean(),
  });
  fc.assert(
    fc.property(locale, nomination, round, flags, (language, one, current, may) => {
      const unique = [...new Map(one.nominators.map((by) => [by.userId, by])).values()];
      const message = nominationMessage(language, {
        nomination: { ...one, nominators: unique },
        round: current,
        ...may,
      });
      assertAccepted(message);
      expectPlain(openTexts(message));
    }),
    { numRuns: runs(10_000) },
  );
});

test('Discord takes every answer, question and form around them', () => {
  const hits = fc.uniqueArray(hit, { minLength: 1, maxLength: 30, selector: ({ id }) => id });
  fc.assert(
    fc.property(locale, club, word, nomination, hits, (language, at, typed, one, films) => {
      for (const message of [
        refusedMessage(language, at, ID, { kind: 'stranger' }),
        refusedMessage(language, at, ID, { kind: 'full', film: one.label, limit: 2 }),
        refusedMessage(language, at, ID, { kind: 'turn', film: one.label, pickerId: '1', until: NOW }),
        laterMessage(language, at, ID, one.label),
        unsureMessage(language, typed, ID, films),
        mendMessage(language, one, films),
        doneMessage(
          language,
          say(language, 'nominations.done.removed', { film: strong(one.label) }),
          ID,
          unvetoRoute.build({ nominationId: ID }),
        ),
      ]) {
        assertAccepted(message);
        expectPlain(openTexts(message));
      }
      const clubs = Array.from({ length: 30 }, (_, index) => ({ ...at, id: `${ID.slice(0, -2)}${10 + index}` }));
      for (const form of [
        pitchForm(language, ID, one.label, clubs),
        pitchForm(language, ID, one.label, []),
        searchForm(language, ID),
      ])
        checkModal(JSON.parse(JSON.stringify(toModal(form))));
    }),
    { numRuns: runs(5_000) },
  );
});

test('a notice about a turn names the person, pings at most them, and is short', () => {
  fc.assert(
    fc.property(locale, club, round, fc.boolean(), (language, at, current, missed) => {
      const begins = turnNotice(language, at, current);
      const over = openNotice(language, at, current, missed);
      expect(begins?.pings).toEqual({ users: [current.pickerId] });
      expect(over.pings).toBeUndefined();
      for (const notice of [begins, over]) {
        expect(notice?.content.markdown).toContain(`<@${current.pickerId}>`);
        expect(notice?.content.markdown.length).toBeLessThan(2_000);
        expectPlain([notice?.content.markdown ?? '']);
      }
    }),
    { numRuns: runs(2_000) },
  );
});
