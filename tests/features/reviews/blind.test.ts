import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROUND_STATES } from '../../../src/db/schema/rounds.ts';
import { allRated, isBlind, mayRead, readWords, revealAt, saysSomething } from '../../../src/features/reviews/rules.ts';

const AT = new Date('2026-01-09T18:00:00Z');

describe('who may read a rating and a review', () => {
  test.each([
    { isOwn: true, isBlind: true, hasSeen: true, may: true },
    { isOwn: true, isBlind: true, hasSeen: false, may: true },
    { isOwn: true, isBlind: false, hasSeen: true, may: true },
    { isOwn: true, isBlind: false, hasSeen: false, may: true },
    { isOwn: false, isBlind: true, hasSeen: true, may: false },
    { isOwn: false, isBlind: true, hasSeen: false, may: false },
    { isOwn: false, isBlind: false, hasSeen: true, may: true },
    { isOwn: false, isBlind: false, hasSeen: false, may: false },
  ])('own $isOwn, blind $isBlind, has seen it $hasSeen: $may', ({ may, ...asked }) => {
    expect(mayRead(asked)).toBe(may);
  });

  const blind = new Set(['scheduled', 'watched', 'rating']);

  test.each(ROUND_STATES)(
    'a film whose round is %s is blind while the club waits for it, and never after a reveal',
    (state) => {
      expect(isBlind([{ state, revealedAt: null }])).toBe(blind.has(state));
      expect(isBlind([{ state, revealedAt: AT }])).toBe(false);
    },
  );

  test('one club that waits is enough, and a film of no round is open', () => {
    expect(isBlind([])).toBe(false);
    const shown = { state: 'recapped', revealedAt: AT } as const;
    expect(isBlind([shown, { state: 'watched', revealedAt: null }])).toBe(true);
    expect(isBlind([shown, shown])).toBe(false);
  });

  test('what members have rated and written is read in one place, and given on by the one action that asks the rule', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ts$/.test(file) && !/^db.schema/.test(file))
      .map((file) => ({ file, code: readFileSync(join('src', file), 'utf8') }));
    const holding = (words: RegExp) => files.filter(({ code }) => words.test(code)).map(({ file }) => file);
    const tables =
      /import \{[^}]*\b(?:ratings|memberReviews)\b[^}]*\} from '[^']*schema[^']*'|(?:from|join) (?:ratings|member_reviews)\b/;
    expect(holding(tables).sort()).toEqual([
      'features/marks/queries.ts',
      // moves rows from film to film and hands none on
      'features/repairs/moving/shelves.ts',
      'features/reviews/member/queries.ts',
    ]);
    expect(holding(/\bselectEntr(?:y|ies)\b/).sort()).toEqual([
      'features/reviews/member/member.ts',
      'features/reviews/member/queries.ts',
    ]);
  });
});

describe('when ratings are shown', () => {
  const rated = new Set(['1', '2', '3']);

  test.each([
    { userIds: ['1', '2', '3'], isCertain: true, all: true },
    { userIds: ['1', '2', '4'], isCertain: true, all: false },
    { userIds: ['1'], isCertain: true, all: true },
    { userIds: [], isCertain: true, all: false },
    { userIds: [], isCertain: false, all: false },
    { userIds: ['1'], isCertain: false, all: false },
    { userIds: ['1', '2'], isCertain: false, all: true },
    { userIds: ['1', '4'], isCertain: false, all: false },
  ])('present $userIds, certain $isCertain: all have rated $all', ({ all, ...presence }) => {
    expect(allRated(presence, rated)).toBe(all);
  });

  test('the deadline is the one of the round, else as long after its rating began as the club wants', () => {
    const dueAt = new Date('2026-01-10T00:00:00Z');
    expect(revealAt({ since: AT, dueAt }, 72)).toEqual(dueAt);
    expect(revealAt({ since: AT, dueAt: null }, 72)).toEqual(new Date('2026-01-12T18:00:00Z'));
  });
});

describe('what is typed into the form', () => {
  test('is kept without what cannot be seen, the open line on one line', () => {
    const words = readWords({
      open: ' two\nlines\u202e ',
      hidden: ' a\r\n\r\nb\u200b ',
      again: 'yes',
      where: '\u200b',
    });
    expect(words).toEqual({ openLine: 'two lines', hidden: 'a\n\nb', again: 'yes', seenWhere: null });
  });

  test.each(['', '\u200b\u2060', ' \n\t', '\u202e'])('%j says nothing', (empty) => {
    expect(saysSomething(readWords({ open: empty, hidden: empty, again: 'perhaps', where: empty }))).toBe(false);
  });

  test.each([{ open: 'x'.repeat(201) }, { hidden: '가'.repeat(4_001) }, { where: 'x'.repeat(101) }])(
    'more than the form takes is refused: %#',
    (fields) => {
      expect(() => readWords(fields)).toThrow('reviews.long');
    },
  );
});
