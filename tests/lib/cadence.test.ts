import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nightsOf, readCadence } from '../../src/lib/cadence.ts';
import { instantOf, wallOf } from '../../src/lib/wall.ts';
import { runs } from '../support/runs.ts';

const NOW = new Date('2026-03-06T18:00:00Z');
const EVENING = { hour: 20, minute: 0 };
const read = (words: string) => readCadence(words, { now: NOW, zone: 'Europe/Berlin', dayMeans: EVENING });

describe('a cadence in words', () => {
  test.each([
    ['every second Friday 8pm', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-03-06T20:00'],
    ['every Friday 6pm', 'FREQ=WEEKLY;BYDAY=FR', '2026-03-13T18:00'],
    ['every Friday and Saturday', 'FREQ=WEEKLY;BYDAY=FR,SA', '2026-03-06T20:00'],
    ['fortnightly on Saturdays at 9', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', '2026-03-07T21:00'],
    ['every 3 weeks on Sunday 19:30', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SU', '2026-03-08T19:30'],
    ['last Thursday of every month 19:30', 'FREQ=MONTHLY;BYDAY=-1TH', '2026-03-26T19:30'],
    ["every month's last Thursday 8pm", 'FREQ=MONTHLY;BYDAY=-1TH', '2026-03-26T20:00'],
    ['every third Friday of the month 8pm', 'FREQ=MONTHLY;BYDAY=3FR', '2026-03-20T20:00'],
    ['매주 금요일, 토요일 8시', 'FREQ=WEEKLY;BYDAY=FR,SA', '2026-03-06T20:00'],
    ['격주 금요일 저녁 8시', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '2026-03-06T20:00'],
    ['2주마다 수요일 밤 9시', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', '2026-03-18T21:00'],
    ['매달 마지막 목요일 저녁 7시 반', 'FREQ=MONTHLY;BYDAY=-1TH', '2026-03-26T19:30'],
    ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 20:00', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2028-02-29T20:00'],
  ])('%s', (words, rule, first) => expect(read(words)).toEqual({ rule, first }));

  test.each([
    'banana',
    '',
    'Friday 8pm',
    'FREQ=HOURLY',
    'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31',
    'every Friday 25:00',
    'every 0 weeks Friday',
  ])('"%s" names no cadence', (words) => expect(read(words)).toBeUndefined());
});

const ZONES = [
  ...[
    'Europe/Berlin',
    'Europe/London',
    'Europe/Dublin',
    'Europe/Lisbon',
    'Europe/Chisinau',
    'Europe/Istanbul',
    'Atlantic/Azores',
  ],
  ...[
    'America/New_York',
    'America/Los_Angeles',
    'America/St_Johns',
    'America/Havana',
    'America/Asuncion',
    'America/Santiago',
  ],
  ...['America/Sao_Paulo', 'America/Nuuk', 'America/Scoresbysund', 'Africa/Cairo', 'Africa/Casablanca', 'Asia/Beirut'],
  ...[
    'Asia/Jerusalem',
    'Asia/Seoul',
    'Asia/Tokyo',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Australia/Sydney',
    'Australia/Lord_Howe',
  ],
  ...['Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Apia', 'Antarctica/Troll'],
];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const START = Temporal.PlainDate.from('2026-01-01');
const LENGTH = 731;

const weekly = fc.record({
  interval: fc.integer({ min: 1, max: 6 }),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
});
const monthly = fc.record({ nth: fc.constantFrom(1, 2, 3, 4, 5, -1), day: fc.integer({ min: 1, max: 7 }) });
const times = fc.oneof(
  fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 15, 30, 45) }),
  // The hours in which clocks leap.
  fc.record({ hour: fc.integer({ min: 0, max: 3 }), minute: fc.constantFrom(0, 15, 30, 45) }),
);

type Day = Temporal.PlainDate;

/** The days of two years for which something holds, found by looking at each of them. */
function daysWhere(holds: (day: Day) => boolean): Day[] {
  return Array.from({ length: LENGTH }, (_, add) => START.add({ days: add })).filter(holds);
}

function isNth(day: Day, nth: number): boolean {
  return nth > 0 ? Math.ceil(day.day / 7) === nth : day.daysInMonth - day.day < 7;
}

/** Each of the days once, in order, at the wall time asked for; where the clocks skip that, moved on by the gap. */
function expectNights(rule: string, zone: string, time: { hour: number; minute: number }, days: readonly Day[]): void {
  const first = days[0]?.toPlainDateTime(time).toString({ smallestUnit: 'minute' }) ?? '';
  const after = new Date(instantOf(START.toPlainDateTime(), zone).getTime() - 1);
  const nights = nightsOf({ rule, first }, zone, { after, most: days.length });
  expect(nights.map((at) => at.getTime())).toEqual(
    days.map((day) => instantOf(day.toPlainDateTime(time), zone).getTime()),
  );
  for (const [index, at] of nights.entries()) {
    const asked = days[index]?.toPlainDateTime(time);
    const shown = wallOf(at, zone);
    const isSkipped =
      asked?.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds !==
        asked?.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds &&
      !asked?.toZonedDateTime(zone).toPlainDateTime().equals(asked);
    if (!isSkipped) expect(shown.equals(asked ?? shown)).toBe(true);
    else expect(Temporal.PlainDateTime.compare(shown, asked ?? shown)).toBe(1);
  }
}

describe(`in ${ZONES.length} time zones over two years`, () => {
  test('every night of a weekly rule comes once, at the wall-clock time that was asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), weekly, times, (zone, { interval, days }, time) => {
        const monday = START.subtract({ days: START.dayOfWeek - 1 });
        const named = daysWhere((day) => days.includes(day.dayOfWeek));
        const start = named[0] ?? START;
        const week = (day: Day) => Math.floor(monday.until(day, { largestUnit: 'days' }).days / 7);
        const wanted = named.filter((day) => (week(day) - week(start)) % interval === 0);
        const rule = `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.map((day) => DAYS[day - 1]).join(',')}`;
        expectNights(rule, zone, time, wanted);
      }),
      { numRuns: runs(1_500) },
    );
  });

  test('every night of a monthly rule comes once, at the wall-clock time that was asked for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), monthly, times, (zone, { nth, day }, time) => {
        const wanted = daysWhere((one) => one.dayOfWeek === day && isNth(one, nth));
        expectNights(`FREQ=MONTHLY;BYDAY=${nth}${DAYS[day - 1]}`, zone, time, wanted);
      }),
      { numRuns: runs(1_500) },
    );
  });

  test('asked from any moment, the next night is the first after it', () => {
    const cadence = { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', first: '2026-01-09T02:30' };
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-01'), noInvalidDate: true }),
        (zone, after) => {
          const all = nightsOf(cadence, zone, { after: new Date('2025-12-31'), most: 60 });
          expect(nightsOf(cadence, zone, { after, most: 1 })).toEqual(all.filter((at) => at > after).slice(0, 1));
        },
      ),
      { numRuns: runs(1_500) },
    );
  });
});
