import { clean } from './text.ts';

/** An event of a calendar. */
export type CalendarEvent = {
  /** The same in every file, so that a calendar knows the event again. */
  uid: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  place?: string | undefined;
  note?: string | undefined;
  url?: string | undefined;
  isCancelled?: boolean;
};

const OCTETS = 75;

/**
 * A calendar as a file (RFC 5545): times in UTC, texts escaped (section 3.3.11), lines folded at 75 octets without
 * parting a character (3.1).
 * @param stamp when the file is made.
 */
export function calendarFile(name: string, events: readonly CalendarEvent[], stamp: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Marquee//Nights of a film club//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(
  { uid, title, startsAt, endsAt, place, note, url, isCancelled }: CalendarEvent,
  stamp: Date,
): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(note ? [`DESCRIPTION:${escaped(note)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    'END:VEVENT',
  ];
}

function utc(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function escaped(text: string): string {
  return clean(text)
    .trim()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '\\n');
}

function folded(line: string): string {
  let [written, octets] = ['', 0];
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > OCTETS) [written, octets] = [`${written}\r\n `, 1];
    written += character;
    octets += length;
  }
  return written;
}
