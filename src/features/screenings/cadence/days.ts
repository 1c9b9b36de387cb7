import { wallOf } from '../../../lib/wall.ts';
import { readWhen } from '../../../lib/when.ts';
import { splitDates } from '../rules.ts';

type Asked = { now: Date; zone: string; next: Date | undefined };

/** The longest time off that can be named at once, in days. */
const LONGEST = 366;
const NEXT = /^(?:next|the next one|다음|다음번)$/iu;
const RANGE = /\s+(?:to|until|till)\s+|\s*(?:\.\.|–|—|~|부터)\s*|\s+-\s+/u;

/**
 * The days (ISO 8601) that words name: "next" for the next night, a day, a range of days ("2026-12-20 to 2027-01-04",
 * "12월 20일 ~ 1월 4일"), and several of these with semicolons between them. Undefined when anything is not understood.
 */
export function readSkips(words: string, asked: Asked): string[] | undefined {
  const parts = splitDates(words).map((part) => readPart(part, asked));
  if (parts.length === 0 || parts.some((days) => days === undefined)) return undefined;
  return parts.flatMap((days) => days ?? []);
}

function readPart(words: string, { now, zone, next }: Asked): string[] | undefined {
  if (NEXT.test(words)) return next && [wallOf(next, zone).toPlainDate().toString()];
  const [from = '', to, ...more] = words.replace(/까지$/u, '').split(RANGE);
  if (more.length > 0) return undefined;
  const first = readDay(from, now, zone);
  const last = first && (to === undefined ? first : readDay(to, dayBefore(first, zone), zone));
  return first && last && daysFrom(first, last);
}

function readDay(words: string, now: Date, zone: string): Temporal.PlainDate | undefined {
  const at = readWhen(words, { now, zone });
  return at && wallOf(at, zone).toPlainDate();
}

/** The second day of a range is meant from the first one on: "20 December to 4 January". */
function dayBefore(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds);
}

function daysFrom(first: Temporal.PlainDate, last: Temporal.PlainDate): string[] | undefined {
  const { days } = first.until(last, { largestUnit: 'days' });
  if (days < 0 || days > LONGEST) return undefined;
  return Array.from({ length: days + 1 }, (_, add) => first.add({ days: add }).toString());
}
