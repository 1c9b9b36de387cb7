import { RRuleTemporal } from 'rrule-temporal';
import { instantOf, type Wall, wallOf } from './wall.ts';
import { ORDINAL, ORDINAL_KO, ordinalOf, WEEKDAY, WEEKDAY_KO, weekdayOf } from './when/names.ts';
import { takeTime } from './when/times.ts';
import type { Clock } from './when.ts';

/**
 * Nights that come again: a rule of RFC 5545 (days and longer, without times of day), and what the clocks of the club's
 * zone show at the first of them, as ISO 8601 ("2026-03-06T20:00").
 */
export type Cadence = { rule: string; first: string };

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const EVERY: Readonly<Record<string, number>> = {
  other: 2,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
};
/** Days looked at for the nights asked for: some are over already on the day that is looked from. */
const MOST_DAYS = 5_000;
const RULE =
  /^(?:RRULE:)?(FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)=[A-Z0-9,+-]+)*)(?=\s|$)/i;

type Read = { rule: string; rest: string };

/**
 * The cadence that words name: "every second Friday 8pm", "last Thursday of every month 19:30", "격주 금요일 저녁 8시",
 * "매달 마지막 목요일 저녁 7시 반", or a rule ("FREQ=WEEKLY;BYDAY=FR 20:00"). It begins with the first such night from
 * `now` on. Undefined for what names no cadence.
 * @param dayMeans the time of day where none is named.
 */
export function readCadence(
  words: string,
  { now, zone, dayMeans }: { now: Date; zone: string; dayMeans: Clock },
): Cadence | undefined {
  const text = words.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const read = asRule(text) ?? monthly(text.toLowerCase()) ?? weekly(text.toLowerCase());
  if (!read) return undefined;
  const { time, rest } = takeTime(read.rest.toLowerCase(), false);
  if (rest !== '' || time?.days) return undefined;
  const { hour, minute } = time ?? dayMeans;
  const today = wallOf(now, zone).toPlainDate();
  const from = { rule: read.rule, first: wallText(today.toPlainDateTime({ hour, minute })) };
  const [first] = nightsOf(from, zone, { after: now, most: 1 });
  return first && { ...from, first: wallText(wallOf(first, zone)) };
}

/** The nights of a cadence after an instant, in order; each at the wall-clock time of its zone (`instantOf`). */
export function nightsOf(cadence: Cadence, zone: string, { after, most }: { after: Date; most: number }): Date[] {
  const time = Temporal.PlainDateTime.from(cadence.first).toPlainTime();
  const nights: Date[] = [];
  // The rule walks over days alone, where no clock leaps; each day gets its time of day from the zone afterwards.
  for (const day of daysOf(cadence, wallOf(after, zone).toPlainDate())) {
    const at = instantOf(day.toPlainDateTime(time), zone);
    if (at > after) nights.push(at);
    if (nights.length >= most) break;
  }
  return nights;
}

function* daysOf({ rule, first }: Cadence, from: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  const start = Temporal.PlainDateTime.from(first).toPlainDate();
  const rrule = new RRuleTemporal({ rruleString: rule, dtstart: noonOf(start), temporal: Temporal });
  const before = noonOf(Temporal.PlainDate.compare(from, start) > 0 ? from.subtract({ days: 1 }) : start);
  let at = rrule.next(before, true);
  for (let count = 0; at && count < MOST_DAYS; count++) {
    yield at.toPlainDate();
    at = rrule.next(at, false);
  }
}

function noonOf(day: Temporal.PlainDate): Temporal.ZonedDateTime {
  return day.toPlainDateTime({ hour: 12 }).toZonedDateTime('UTC');
}

function wallText(wall: Wall): string {
  return wall.toString({ smallestUnit: 'minute' });
}

function asRule(text: string): Read | undefined {
  const [whole, rule] = RULE.exec(text) ?? [];
  if (!whole || !rule) return undefined;
  try {
    const upper = rule.toUpperCase();
    const dtstart = noonOf(Temporal.PlainDate.from('2026-01-01'));
    // A rule that names no day there is (31 February) is found out by asking for its first.
    const first = new RRuleTemporal({ rruleString: upper, dtstart, strict: true, temporal: Temporal }).next(
      dtstart,
      true,
    );
    return first ? { rule: upper, rest: text.slice(whole.length) } : undefined;
  } catch {
    return undefined;
  }
}

const MONTHLY = [
  new RegExp(String.raw`\b(?:on )?(?:the )?${ORDINAL} ${WEEKDAY} (?:of|in) (?:every|each|the) month\b`, 'u'),
  new RegExp(String.raw`\b(?:every|each) month(?:'s)?(?: on)?(?: the)? ${ORDINAL} ${WEEKDAY}\b`, 'u'),
  new RegExp(String.raw`\bmonthly(?: on)?(?: the)? ${ORDINAL} ${WEEKDAY}\b`, 'u'),
  new RegExp(String.raw`\b(?:every|each) ${ORDINAL} ${WEEKDAY} (?:of|in) (?:the|every|each) month\b`, 'u'),
  new RegExp(String.raw`(?:매월|매달|매 ?달)(?:의)? ?${ORDINAL_KO} ?(?:주 ?)?${WEEKDAY_KO}`, 'u'),
].reverse();

function monthly(text: string): Read | undefined {
  for (const pattern of MONTHLY) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [whole, nth, weekday] = found;
    return { rule: `FREQ=MONTHLY;BYDAY=${ordinalOf(nth)}${dayCode(weekday)}`, rest: without(text, found.index, whole) };
  }
  return undefined;
}

const WEEKDAYS = `${WEEKDAY}s?(?:(?:,| and|,? and) ${WEEKDAY}s?)?`;
const WEEKDAYS_KO = `${WEEKDAY_KO}(?:(?:,| ?과| ?와| 및)? ?${WEEKDAY_KO})?`;
const WEEKLY: readonly { pattern: RegExp; interval: (word: string | undefined) => number }[] = [
  {
    pattern: new RegExp(String.raw`\b(?:every|each) (?:(other|second|2nd|third|3rd|fourth|4th) )?${WEEKDAYS}\b`, 'u'),
    interval: (word = '') => EVERY[word] ?? 1,
  },
  {
    pattern: new RegExp(String.raw`\bevery (\d{1,2}) weeks?(?: on)? ${WEEKDAYS}\b`, 'u'),
    interval: (word) => Number(word),
  },
  { pattern: new RegExp(String.raw`\b(weekly)(?: on)? ${WEEKDAYS}\b`, 'u'), interval: () => 1 },
  { pattern: new RegExp(String.raw`\b(fortnightly|biweekly)(?: on)? ${WEEKDAYS}\b`, 'u'), interval: () => 2 },
  { pattern: new RegExp(`(매주|격주) ?${WEEKDAYS_KO}`, 'u'), interval: (word) => (word === '격주' ? 2 : 1) },
  {
    pattern: new RegExp(String.raw`(\d{1,2}) ?주(?: ?마다|에 한 번) ?${WEEKDAYS_KO}`, 'u'),
    interval: (word) => Number(word),
  },
];

function weekly(text: string): Read | undefined {
  for (const { pattern, interval } of WEEKLY) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [whole, word, ...weekdays] = found;
    const days = weekdays.filter((day) => day !== undefined).map(dayCode);
    const weeks = interval(word);
    if (weeks < 1) return undefined;
    const rule = `FREQ=WEEKLY${weeks === 1 ? '' : `;INTERVAL=${weeks}`};BYDAY=${[...new Set(days)].join(',')}`;
    return { rule, rest: without(text, found.index, whole) };
  }
  return undefined;
}

function without(text: string, index: number, words: string): string {
  return `${text.slice(0, index)} ${text.slice(index + words.length)}`;
}

function dayCode(weekday: string | undefined): string {
  return DAYS[weekdayOf(weekday) - 1] ?? '';
}
