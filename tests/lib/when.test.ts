import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, wallOf } from '../../src/lib/wall.ts';
import { readSpan, readWhen } from '../../src/lib/when.ts';
import { runs } from '../support/runs.ts';

/** A Friday, 19:00 in Berlin. */
const NOW = new Date('2026-03-06T18:00:00Z');
const EVENING = { hour: 20, minute: 0 };
const read = (words: string, zone = 'Europe/Berlin', now = NOW) => readWhen(words, { now, zone, dayMeans: EVENING });
const wall = (words: string, zone = 'Europe/Berlin', now = NOW) => {
  const at = read(words, zone, now);
  return at && wallOf(at, zone).toString({ smallestUnit: 'minute' });
};

describe('a night in words', () => {
  test.each([
    ['Friday 8pm', '2026-03-06T20:00'],
    ['Friday 6pm', '2026-03-13T18:00'],
    ['this Friday at 8', '2026-03-06T20:00'],
    ['next Friday 8pm', '2026-03-13T20:00'],
    ['last Friday 8pm', '2026-02-27T20:00'],
    ['Fri, 8 p.m.', '2026-03-06T20:00'],
    ['Friday 08:30', '2026-03-13T08:30'],
    ['Saturday morning 10', '2026-03-07T10:00'],
    ['Saturday noon', '2026-03-07T12:00'],
    ['Saturday midnight', '2026-03-08T00:00'],
    ['tonight', '2026-03-06T20:00'],
    ['tomorrow evening', '2026-03-07T20:00'],
    ['18:30', '2026-03-07T18:30'],
    ["next month's last Thursday", '2026-04-30T20:00'],
    ['the last Thursday of next month 7:30pm', '2026-04-30T19:30'],
    ['first Monday of April 20:00', '2026-04-06T20:00'],
    ['March 20 20:00', '2026-03-20T20:00'],
    ['the 20th of March 2027 at 8', '2027-03-20T20:00'],
    ['2026-02-01 20:00', '2026-02-01T20:00'],
    ['2026-04-01 8:00', '2026-04-01T08:00'],
    ['in two weeks at noon', '2026-03-20T12:00'],
    ['Friday 8pm EST', '2026-03-07T02:00'],
    ['in an hour', '2026-03-06T20:00'],
    ['in half an hour', '2026-03-06T19:30'],
    ['next week Thursday 8pm', '2026-03-12T20:00'],
    ['Thursday, the week after next, 8pm', '2026-03-19T20:00'],
    ['a week from Friday 8pm', '2026-03-13T20:00'],
    ['Saturday in two weeks at 7pm', '2026-03-21T19:00'],
    ['in 3 days at 20h', '2026-03-09T20:00'],
    ['20h30 on Saturday', '2026-03-07T20:30'],
    ['1.4. 20 Uhr', '2026-04-01T20:00'],
    ['1.4.2027 20:00', '2027-04-01T20:00'],
    ['20/3 8pm', '2026-03-20T20:00'],
    ['4/4/2026 8pm', '2026-04-04T20:00'],
    ['half past seven tomorrow', '2026-03-07T19:30'],
    ['quarter to nine on Tuesday', '2026-03-10T20:45'],
    ["tomorrow at eight o'clock", '2026-03-07T20:00'],
    ['Christmas Eve 8pm', '2026-12-24T20:00'],
    ["New Year's Eve 9pm", '2026-12-31T21:00'],
    ['next leap day at noon', '2028-02-29T12:00'],
    ['the last day of April 8pm', '2026-04-30T20:00'],
    ['end of next month', '2026-04-30T20:00'],
    ['Friday the 13th 8pm', '2026-03-13T20:00'],
    ['Monday, 20 April, 8 pm', '2026-04-20T20:00'],
    ['Mon 20 Apr 20.00', '2026-04-20T20:00'],
    ['movie night Friday around 8pm please', '2026-03-06T20:00'],
  ])('%s', (words, expected) => expect(wall(words)).toBe(expected));

  test.each([
    ['금요일 저녁 8시', '2026-03-06T20:00'],
    ['금요일 저녁 6시 반', '2026-03-13T18:30'],
    ['금요일 8시', '2026-03-06T20:00'],
    ['내일 밤 9시', '2026-03-07T21:00'],
    ['내일 밤 12시', '2026-03-08T00:00'],
    ['내일 밤 1시', '2026-03-08T01:00'],
    ['내일 새벽 1시', '2026-03-07T01:00'],
    ['모레 오전 11시 10분', '2026-03-08T11:10'],
    ['모레 낮 12시', '2026-03-08T12:00'],
    ['다음 주 토요일 오후 3시', '2026-03-14T15:00'],
    ['다음주 금요일 저녁 여덟 시', '2026-03-13T20:00'],
    ['다음 달 마지막 목요일 저녁 7시', '2026-04-30T19:00'],
    ['5월 첫째 금요일 19시', '2026-05-01T19:00'],
    ['3월 20일 20:00', '2026-03-20T20:00'],
    ['2027년 3월 20일 오후 8:15', '2027-03-20T20:15'],
    ['3일 뒤 저녁 8시', '2026-03-09T20:00'],
    ['오늘 자정', '2026-03-07T00:00'],
    ['2주 뒤 토요일 8시', '2026-03-21T20:00'],
    ['3월 20일(금) 저녁 8시', '2026-03-20T20:00'],
    ['2026. 3. 20. 오후 8시', '2026-03-20T20:00'],
    ['크리스마스 이브 저녁 8시', '2026-12-24T20:00'],
  ])('%s', (words, expected) => expect(wall(words)).toBe(expected));

  test('a day without its year is the next one there is: 29 February waits for a leap year', () => {
    expect([wall('29 February 8pm'), wall('2월 29일 저녁 8시'), wall('5 March 8pm')]).toEqual([
      '2028-02-29T20:00',
      '2028-02-29T20:00',
      '2027-03-05T20:00',
    ]);
  });

  test.each([
    'banana',
    '',
    'film',
    '?',
    '2027-02-29 20:00',
    '2026-13-01 20:00',
    'Friday 25:00',
    '13 pm',
    '금요일 27시',
    'fifth Friday of next month',
    'not Friday 8pm',
    'every Friday 8pm',
    'Friday or Saturday 8pm',
    'Friday 8pm Mars time',
    '3/4 8pm',
    'Tuesday, 20 April, 8 pm',
    '이번 금요일 말고 토요일 8시',
  ])('"%s" names no time', (words) =>
    expect(read(words, 'Europe/Berlin', new Date('2026-01-06T18:00:00Z'))).toBeUndefined(),
  );

  test('a time that the clocks skip is moved on by the gap, and one that comes twice means the first', () => {
    expect(read('2026-03-29 02:30')).toEqual(new Date('2026-03-29T01:30:00Z'));
    expect(read('2026-10-25 02:30')).toEqual(new Date('2026-10-25T00:30:00Z'));
    expect(wall('2026-03-08 02:30', 'America/New_York')).toBe('2026-03-08T03:30');
    expect(wall('2026-04-05 02:15', 'Australia/Lord_Howe')).toBe('2026-04-05T02:15');
    expect(wall('2026-09-06 00:30', 'America/Santiago')).toBe('2026-09-06T01:30');
  });

  test('a zone that does not exist is an error, not another zone', () => {
    expect(() => read('Friday 8pm', 'Mars/Olympus')).toThrow(RangeError);
  });
});

test('a span counts from now', () => {
  expect(readWhen('48h', { now: NOW, zone: 'UTC' })).toEqual(new Date('2026-03-08T18:00:00Z'));
  expect([readSpan('1h 30m'), readSpan('48시간'), readSpan('2 days'), readSpan('Friday')]).toEqual([
    5_400_000,
    172_800_000,
    172_800_000,
    undefined,
  ]);
});

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Seoul',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Africa/Casablanca',
];
const EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const KO = '월화수목금토일';
const instants = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
const zones = fc.constantFrom(...ZONES);
const times = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
const two = (n: number) => String(n).padStart(2, '0');
const twelve = ({ hour, minute }: { hour: number; minute: number }) =>
  `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}${hour < 12 ? 'am' : 'pm'}`;

describe('whatever the zone and the hour', () => {
  test('a date in digits is read as the clocks of the zone show it, unless they skip it', () => {
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        const shown = wallOf(at, zone).round({ smallestUnit: 'minute', roundingMode: 'floor' });
        const found = read(shown.toString({ smallestUnit: 'minute' }).replace('T', ' '), zone);
        expect(found && wallOf(found, zone).equals(shown)).toBe(true);
        expect(found?.getTime()).toBeLessThanOrEqual(at.getTime());
      }),
      { numRuns: runs(5_000) },
    );
  });

  test('a weekday is that day within the next week, at that hour, and still to come; Korean says the same', () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: 1, max: 7 }), times, (now, zone, weekday, time) => {
        const english = read(`${EN[weekday - 1]} ${twelve(time)}`, zone, now);
        const korean = read(
          `${KO[weekday - 1]}요일 ${time.hour < 12 ? '오전' : '오후'} ${time.hour % 12 === 0 ? 12 : time.hour % 12}시 ${time.minute}분`,
          zone,
          now,
        );
        expect(korean).toEqual(english);
        expect(english).toBeDefined();
        if (!english) return;
        expect(english.getTime()).toBeGreaterThan(now.getTime());
        const today = wallOf(now, zone).toPlainDate();
        const days = [0, 1, 2, 3, 4, 5, 6, 7]
          .map((add) => today.add({ days: add }))
          .filter(({ dayOfWeek }) => dayOfWeek === weekday);
        const possible = days.map((day) => instantOf(day.toPlainDateTime(time), zone).getTime());
        expect(english.getTime()).toBe(
          possible.find((at) => at > now.getTime()) ??
            instantOf(days[0]?.add({ days: 7 }).toPlainDateTime(time) ?? wallOf(now, zone), zone).getTime(),
        );
      }),
      { numRuns: runs(5_000) },
    );
  });

  test('no text throws, and what is found can be shown', () => {
    const pieces = fc.constantFrom(
      'friday',
      '금요일',
      '8',
      '8pm',
      '시',
      '반',
      'next',
      'last',
      'month',
      '2026-02-30',
      '29 feb',
      'midnight',
      '밤',
      ':',
      '99',
      'of',
      '다음 달',
      '마지막',
      '24:00',
      '월',
      '일',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 6 }).map((all) => all.join(' ')),
        ),
        zones,
        (words, zone) => {
          const at = read(words, zone);
          expect(at === undefined || Number.isFinite(at.getTime())).toBe(true);
        },
      ),
      { numRuns: runs(10_000) },
    );
  });
});
