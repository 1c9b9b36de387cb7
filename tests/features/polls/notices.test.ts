import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count } from '../../../src/features/polls/counting/count.ts';
import { openedNotice, resultNotice } from '../../../src/features/polls/notices/messages.ts';
import { pictureWords, resultPicture } from '../../../src/features/polls/picture.ts';
import type { Outcome, Poll } from '../../../src/features/polls/polls.ts';
import { label } from '../../../src/lib/text.ts';
import { LOCALES } from '../../../src/texts/texts.ts';
import { hostileText } from '../../support/hostile.ts';
import { runs } from '../../support/runs.ts';

const AT = new Date('2026-01-09T18:00:00Z');
const ID = '01a20169-f001-7ecb-9e1f-eaff1b746e85';
const CONTENT = 2_000;

function pollOf(method: Poll['method'], state: Poll['state'] = 'open'): Poll {
  return {
    guildId: '1',
    clubId: ID,
    roundId: ID,
    id: ID,
    number: 1_234,
    method,
    state,
    channelId: '2',
    openedBy: '3',
    openedAt: AT,
    closesAt: AT,
    eligible: 'role',
    roleId: '1323802873036800010',
    quorum: 100,
    named: true,
    extended: false,
    askedToClose: false,
    closedAt: null,
    closedBy: null,
    outcome: null,
  };
}

const titles = fc.oneof(
  hostileText.map((text) => label(text, 100) || '—'),
  fc.constant('*'.repeat(100)),
  fc.constant("Spider-Man: Across the Spider-Verse / Part (1) [Director's Cut] · Joaquim Dos Santos, Kemp Powers"),
);
const club = fc.oneof(fc.constant('('.repeat(60)), fc.constant('Friday Club'));
const methods = fc.constantFrom('approval', 'ranked', 'single', 'native' as const);

describe("a notice stays within Discord's 2,000 characters", () => {
  test('for a poll of 25 films of any titles, in every language', () => {
    fc.assert(
      fc.property(fc.array(titles, { minLength: 25, maxLength: 25 }), club, methods, (names, name, method) => {
        const films = filmsOf(names.slice(0, method === 'native' ? 10 : 25));
        for (const locale of LOCALES)
          for (const state of ['open', 'closed'] as const) {
            const shown = { club: name, poll: pollOf(method, state), films, voted: 999, eligible: 1_000 };
            const { content } = openedNotice(locale, shown);
            expect(content.markdown.length).toBeLessThanOrEqual(CONTENT);
            // every film of ours is in it, however short
            if (method !== 'native') expect(content.markdown).toMatch(/^25\\?\. /m);
          }
      }),
      { numRuns: runs(300) },
    );
  });

  test('for a result with all its rounds and who voted for what, and the winner is in it', () => {
    fc.assert(
      fc.property(fc.array(titles, { minLength: 25, maxLength: 25 }), club, fc.integer(), (names, name, seed) => {
        const films = filmsOf(names);
        const ballots = Array.from({ length: 60 }, (_, voter) => ({
          userId: String(10 ** 18 + voter),
          choices: films.map(({ id }) => id).filter((_, film) => (film * 7 + voter * 3 + seed) % 5 < 2),
        }));
        const candidates = films.map(({ id }, index) => ({ id, waitingSince: index }));
        const choices = ballots.map((ballot) => ballot.choices);
        for (const method of ['ranked', 'approval'] as const) {
          const result = count(method, candidates, choices, ID);
          const outcome: Outcome = { result, eligible: 60, quorum: 1, hasQuorum: true, lateMs: 11_520_000 };
          const ended = { club: name, poll: pollOf(method, 'closed'), films, outcome };
          for (const locale of LOCALES) {
            const { markdown } = resultNotice(locale, ended, { ballots }).content;
            expect(markdown.length).toBeLessThanOrEqual(CONTENT);
            expect(markdown).toMatch(/Winner:|선정:/);
            expect(markdown).toMatch(/<@10{17}\d>/);
          }
        }
      }),
      { numRuns: runs(200) },
    );
  });
});

test.each([
  ['en', 'None of 4 have voted.'],
  ['ko', '4명 중 아무도 투표하지 않았습니다.'],
] as const)(
  'in %s, a poll that nobody voted in says so once it is closed, and not that they may still',
  (locale, none) => {
    const films = filmsOf(['A', 'B']);
    const result = count('approval', [{ id: 'film 0', waitingSince: 0 }], [], ID);
    const outcome: Outcome = { result, eligible: 4, quorum: 0, hasQuorum: true, lateMs: 0 };
    const poll = { ...pollOf('approval', 'closed'), outcome };
    const shown = { club: 'Kino', poll, films, voted: 0, eligible: 4 };
    for (const { content } of [openedNotice(locale, shown), resultNotice(locale, { ...shown, outcome })]) {
      expect(content.markdown).toContain(none);
      expect(content.markdown).not.toContain('아직');
    }
  },
);

test('names of those who voted are not shown where too few have', () => {
  const films = filmsOf(['A', 'B']);
  const result = count(
    'approval',
    films.map(({ id }) => ({ id, waitingSince: 0 })),
    [['film 0']],
    ID,
  );
  const outcome: Outcome = { result, eligible: 9, quorum: 3, hasQuorum: false, lateMs: 0 };
  const ballots = [{ userId: '5', choices: ['film 0'] }];
  const { markdown } = resultNotice(
    'en',
    { club: 'Kino', poll: pollOf('approval'), films, outcome },
    { ballots },
  ).content;
  expect(markdown).toContain('No result');
  expect(markdown).not.toContain('<@5>');
});

describe('the words of a result picture', () => {
  const candidates = Array.from({ length: 25 }, (_, index) => ({ id: `film ${index}`, waitingSince: index * 1_000 }));

  test('name the winner first, however many rounds follow', () => {
    const films = filmsOf(candidates.map((_, index) => `${index} ${'*'.repeat(90)}`));
    const ballots = Array.from({ length: 50 }, (_, voter) => films.map((_, film) => `film ${(film * 7 + voter) % 25}`));
    const result = count('ranked', candidates, ballots, ID);
    if (result.winner === undefined) throw new Error('a film wins');
    const name = result.winner.replace('film ', '');
    expect(pictureWords('en', result, films)).toMatch(new RegExp(`^Chosen: ${name} `));
    expect(pictureWords('ko', result, films)).toMatch(new RegExp(`^뽑힌 영화: ${name} `));
    for (const locale of LOCALES) expect(pictureWords(locale, result, films).length).toBeLessThanOrEqual(1_024);
  });

  test('give a date once, and a time with its zone', () => {
    const result = count('approval', candidates.slice(0, 2), [['film 0', 'film 1']], ID);
    if (result.winner === undefined) throw new Error('a film wins');
    const films = filmsOf(['Up', 'Jaws']);
    expect(pictureWords('en', result, films)).toContain('(since Jan 1, 1970 12:00:00 AM UTC)');
    expect(pictureWords('ko', result, films)).toContain('1970. 1. 1. 오전 12시 0분 0초 UTC부터');
  });
});

test("a club's name from right to left does not reorder the title of a result picture around it", () => {
  const result = count('approval', [{ id: 'film 0', waitingSince: 0 }], [['film 0']], ID);
  if (result.winner === undefined) throw new Error('a film wins');
  const picture = resultPicture('ko', { club: 'نادي', number: 3, result, films: filmsOf(['Up']) });
  expect(picture.title).toBe('\u2068نادي\u2069, 3번 투표');
});

function filmsOf(names: readonly string[]) {
  return names.map((name, index) => ({ id: `film ${index}`, label: name, filmId: ID, waitingSince: AT }));
}
