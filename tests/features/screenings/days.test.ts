import { expect, test } from 'vitest';
import { readSkips } from '../../../src/features/screenings/cadence/days.ts';

const asked = { now: new Date('2026-11-24T12:00:00Z'), zone: 'Europe/Berlin', next: new Date('2026-12-04T19:00:00Z') };

test.each([
  ['next', ['2026-12-04']],
  ['다음', ['2026-12-04']],
  ['2026-12-25', ['2026-12-25']],
  ['2026-12-24; 2026-12-31', ['2026-12-24', '2026-12-31']],
  ['2026-12-30 to 2027-01-02', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
  ['30 December to 2 January', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
  ['12월 30일 ~ 1월 2일', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
  ['2026-12-24 - 2026-12-26; next', ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-04']],
])('holidays off: "%s"', (words, days) => {
  expect(readSkips(words, asked)).toEqual(days);
});

test.each(['', 'banana', '2026-12-24; banana', '2026-12-24 to 2026-12-20', '2026-12-24 to 2029-12-24'])(
  'no days: "%s"',
  (words) => {
    expect(readSkips(words, asked)).toBeUndefined();
  },
);
