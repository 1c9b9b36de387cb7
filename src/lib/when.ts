import * as chrono from 'chrono-node';
import { instantOf, type Wall, wallOf } from './wall.ts';
import { takeDays } from './when/dates.ts';
import { type Time, takeTime } from './when/times.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const SPAN =
  /^(?:in\s+)?((?:\d+(?:\.\d+)?\s*(?:m|min|minutes?|h|hours?|d|days?|w|weeks?|분|시간|일|주)\s*)+)(?:\s*(?:뒤|후))?$/iu;
const PART = /(\d+(?:\.\d+)?)\s*(\p{L}+)/gu;
const KOREAN: Readonly<Record<string, string>> = { 분: 'm', 시간: 'h', 일: 'd', 주: 'w' };
const ISO = /\d{4}[-./]\d{1,2}[-./]\d{1,2}/;
const DAYPART = /\b(?:tonight|night|evening)\b|저녁|밤/u;

/** Milliseconds of a span such as `48h`, `2 days`, `1h 30m` or `48시간`; undefined for anything else. */
export function readSpan(words: string): number | undefined {
  const [, parts] = SPAN.exec(words.trim()) ?? [];
  if (!parts) return undefined;
  return [...parts.matchAll(PART)].reduce((sum, [, count = '', unit = '']) => {
    return sum + Number(count) * (UNITS[KOREAN[unit] ?? unit[0]?.toLowerCase() ?? ''] ?? 0);
  }, 0);
}

/** A time of day, for words that name a day alone. */
export type Clock = { hour: number; minute: number };

type Asked = {
  now: Date;
  /** The IANA zone whose clocks the words mean. @throws RangeError when there is none of that name. */
  zone: string;
  /** What a day without a time means; its end unless given. */
  dayMeans?: Clock;
};

/**
 * The instant that words in English or Korean name: a span from now ("48h"), or a day and a time of day in a zone
 * ("Friday 8pm", "금요일 저녁 8시", "next month's last Thursday", "2026-02-01 20:00"). The rules:
 * - a time that the clocks skip is moved on by the gap, one that comes twice means the first (`instantOf`);
 * - a weekday is the next one; said on its own day it is today while the time is still to come, else a week later;
 *   "next Friday" is that of the week after this one, and weeks begin on Monday;
 * - a day without its year is the next one there is: 29 February waits for a leap year;
 * - a time alone is today's while it is still to come, else tomorrow's;
 * - a weekday beside a date has to be that date's; of 3/4 nobody can tell which is the month, so it is none; 3.4. is a day
 *   and a month;
 * - an hour without am or pm is the one after noon (`takeTime`), midnight the end of the day.
 * Undefined when no time is named, one that does not exist, or words beside it that nobody understands ("not Friday").
 */
export function readWhen(words: string, { now, zone, dayMeans = { hour: 23, minute: 59 } }: Asked): Date | undefined {
  const span = readSpan(words);
  if (span !== undefined) return atLast(now.getTime() + span);
  const text = words.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const wall = wallOf(now, zone);
  const named = takeDays(text, wall.toPlainDate());
  const { time, rest } = takeTime(named?.rest ?? text, ISO.test(text));
  if (rest !== '' || (!named && !time && !DAYPART.test(text))) return fromChrono(text, wall, zone, dayMeans);
  const today = wall.toPlainDate();
  const days = named?.days ?? [today, today.add({ days: 1 })];
  const instants = days.map((day) => instantAt(day, time ?? { ...dayMeans, days: 0 }, zone));
  return instants.find((at) => at > now) ?? instants[0];
}

function instantAt(day: Temporal.PlainDate, { hour, minute, days }: Time, zone: string): Date {
  return instantOf(day.add({ days }).toPlainDateTime({ hour, minute }), zone);
}

function atLast(ms: number): Date | undefined {
  return Number.isFinite(new Date(ms).getTime()) ? new Date(ms) : undefined;
}

/** Whatever else English has for times ("in two weeks at noon"), by the parser's rules. */
function fromChrono(text: string, wall: Wall, zone: string, dayMeans: Clock): Date | undefined {
  // The parser gets a clock that shows the zone's wall time, so that its "Friday" is the club's.
  const reference = { instant: new Date(`${wall.toString({ smallestUnit: 'second' })}Z`), timezone: 0 };
  const [found] = chrono.parse(text, reference, { forwardDate: true });
  if (!found) return undefined;
  // What was not understood might have changed the meaning.
  const beside = takeTime(text.replace(found.text, ' '), false);
  if (beside.time || /[\p{L}\p{N}]/u.test(beside.rest)) return undefined;
  const at = found.start;
  // What is counted from now carries the zone of the clock it was given, which is none that anybody named.
  if (at.isCertain('timezoneOffset') && !at.tags().has('result/relativeDateAndTime')) return at.date();
  const { hour, minute } = at.isCertain('hour')
    ? { hour: at.get('hour') ?? 0, minute: at.get('minute') ?? 0 }
    : dayMeans;
  const fields = { year: at.get('year') ?? 0, month: at.get('month') ?? 0, day: at.get('day') ?? 0, hour, minute };
  return instantOf(Temporal.PlainDateTime.from(fields), zone);
}
