import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CalendarEvent, calendarFile } from '../../src/lib/icalendar.ts';
import { clean } from '../../src/lib/text.ts';
import { hostileText } from '../support/hostile.ts';
import { runs } from '../support/runs.ts';

const STAMP = new Date('2026-01-09T18:00:00.123Z');
const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: '0199a0c8-0000-7000-8000-000000000000',
  title: 'Friday Club: Burning (2018)',
  startsAt: new Date('2026-03-29T01:30:00Z'),
  endsAt: new Date('2026-03-29T03:58:00Z'),
  ...more,
});

/** What a reader of RFC 5545 makes of a file: unfolded content lines as name and value. */
function read(file: string): [string, string][] {
  return file
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);
}

const plain = (value: string) => value.replace(/\\([\\;,nN])/g, (_, one: string) => (/n/i.test(one) ? '\n' : one));

test('an event is in UTC, with an id that stays and the state it has', () => {
  expect(read(calendarFile('Friday Club', [event({ place: 'The sofa, left', isCancelled: true })], STAMP))).toEqual([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', '-//Marquee//Nights of a film club//EN'],
    ['CALSCALE', 'GREGORIAN'],
    ['METHOD', 'PUBLISH'],
    ['NAME', 'Friday Club'],
    ['X-WR-CALNAME', 'Friday Club'],
    ['BEGIN', 'VEVENT'],
    ['UID', '0199a0c8-0000-7000-8000-000000000000'],
    ['DTSTAMP', '20260109T180000Z'],
    ['DTSTART', '20260329T013000Z'],
    ['DTEND', '20260329T035800Z'],
    ['SUMMARY', 'Friday Club: Burning (2018)'],
    ['STATUS', 'CANCELLED'],
    ['LOCATION', 'The sofa\\, left'],
    ['END', 'VEVENT'],
    ['END', 'VCALENDAR'],
  ]);
});

test('whatever people type, lines are at most 75 octets of whole characters, and a reader gets the text back', () => {
  const typed = fc.oneof(
    hostileText,
    fc.string({ unit: 'grapheme' }),
    fc.constant('몽'.repeat(60)),
    fc.constant('a;b,c\\n\nEND:VEVENT'),
  );
  fc.assert(
    fc.property(typed, typed, (title, place) => {
      const file = calendarFile(title, [event({ title, place })], STAMP);
      expect(file.endsWith('\r\n')).toBe(true);
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u2028\u2029]/);
      for (const line of file.split('\r\n')) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line.isWellFormed()).toBe(true);
      }
      const lines = read(file);
      expect(lines.filter(([name]) => name === 'END')).toHaveLength(2);
      const summary = lines.find(([name]) => name === 'SUMMARY')?.[1] ?? '';
      expect(plain(summary)).toBe(
        clean(title)
          .trim()
          .replace(/[\u2028\u2029]/g, '\n'),
      );
    }),
    { numRuns: runs(5_000) },
  );
});
