import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROUND_STATES } from '../../../src/db/schema/rounds.ts';
import { afterTurn, canMove, hasFilm, nextPicker, pickerAt } from '../../../src/features/rounds/rules.ts';
import { runs } from '../../support/runs.ts';

const NOW = new Date('2026-03-06T18:00:00Z');

test('a round goes on, back, and out as the table says', () => {
  const allowed = ROUND_STATES.map((from) => [from, ROUND_STATES.filter((to) => canMove(from, to))]);
  const every = (but: string) => ROUND_STATES.filter((state) => state !== but);
  expect(Object.fromEntries(allowed)).toEqual({
    nominating: every('nominating'),
    polling: every('polling'),
    scheduled: every('scheduled'),
    watched: every('watched'),
    rating: every('rating'),
    recapped: ['rating'],
    cancelled: ['nominating'],
  });
});

test('a round has its film from the time it is scheduled', () => {
  expect(ROUND_STATES.filter(hasFilm)).toEqual(['scheduled', 'watched', 'rating', 'recapped']);
});

const day = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const member = (userId: string, joined: number, picked?: number, missedTurns = 0) => ({
  userId,
  joinedAt: day(joined),
  pickedAt: picked === undefined ? null : day(picked),
  missedTurns,
});

test.each([
  ['whoever never had a turn, those who joined first first', [member('a', 2), member('b', 1)], 'b'],
  ['never before long ago', [member('a', 1, 10), member('b', 5)], 'b'],
  ['the longest ago', [member('a', 1, 12), member('b', 2, 11)], 'b'],
  ['whoever missed the last turn before all', [member('a', 1), member('b', 2, 11, 1)], 'b'],
  ['nobody in an empty club', [], undefined],
])('the turn goes to %s', (_, members, picker) => {
  expect(nextPicker(members)?.userId).toBe(picker);
});

test('one missed turn is forgiven, the second one is a turn', () => {
  const once = afterTurn({ missedTurns: 0, pickedAt: day(-30) }, false, NOW);
  expect(once).toEqual({ missedTurns: 1, pickedAt: day(-30) });
  expect(afterTurn(once, false, NOW)).toEqual({ missedTurns: 0, pickedAt: NOW });
  expect(afterTurn(once, true, NOW)).toEqual({ missedTurns: 0, pickedAt: NOW });
});

test('whoever proposes or not, everybody has a turn before anybody has two', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
      (size, does) => {
        let members = Array.from({ length: size }, (_, i) => member(`u${i}`, i));
        const had: string[] = [];
        for (const [round, proposed] of does.entries()) {
          const picker = nextPicker(members);
          if (!picker) throw new Error('nobody');
          const after = afterTurn(picker, proposed, day(100 + round));
          if (after.missedTurns === 0) had.push(picker.userId);
          members = members.map((one) => (one.userId === picker.userId ? { ...one, ...after } : one));
        }
        for (let i = 0; i + size <= had.length; i += size) expect(new Set(had.slice(i, i + size)).size).toBe(size);
      },
    ),
    { numRuns: runs(2_000) },
  );
});

test('a turn holds until its end, to the millisecond', () => {
  const round = { pickerId: '1', pickerUntil: NOW };
  expect(pickerAt(round, new Date(NOW.getTime() - 1))).toEqual({ userId: '1', until: NOW });
  expect(pickerAt(round, NOW)).toBeUndefined();
  expect(pickerAt({ pickerId: '1', pickerUntil: null }, NOW)).toBeUndefined();
});
