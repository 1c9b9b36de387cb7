import { MONTH, monthOf, ORDINAL, ORDINAL_KO, ordinalOf, WEEKDAY, WEEKDAY_KO, weekdayOf } from './names.ts';

type Day = Temporal.PlainDate;
type Groups = readonly (string | undefined)[];
type Phrase = { pattern: RegExp; days: (groups: Groups, today: Day) => (Day | undefined)[] };

/** The days that a text names, in the order in which they are meant: the first that is still to come. */
export type Days = { days: Day[]; rest: string };

/** Leap days are eight years apart at the most (1896 to 1904). */
const YEARS = 9;

function dayOf(year: number, month: number, day: number): Day | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** The day of a month in this year and the next ones, as far as it exists: 29 February only in leap years. */
function everyYear(today: Day, month: number, day: number): (Day | undefined)[] {
  return Array.from({ length: YEARS }, (_, add) => dayOf(today.year + add, month, day));
}

/** The nth (or with -1 the last) of a weekday in a month, or nothing where there is no fifth. */
function nthOf(year: number, month: number, weekday: number, nth: number): Day | undefined {
  const first = dayOf(year, month, 1);
  if (!first) return undefined;
  const start = nth > 0 ? first : first.add({ months: 1 }).subtract({ days: 1 });
  const offset = nth > 0 ? (weekday - start.dayOfWeek + 7) % 7 : -((start.dayOfWeek - weekday + 7) % 7);
  const found = start.add({ days: offset + (nth > 0 ? (nth - 1) * 7 : 0) });
  return found.month === month ? found : undefined;
}

function nthFrom(today: Day, months: number, ordinal: string | undefined, weekday: string | undefined) {
  const { year, month } = today.add({ months });
  return [nthOf(year, month, weekdayOf(weekday), ordinalOf(ordinal))];
}

/** Weeks begin on Monday. */
function inWeek(today: Day, weeks: number, weekday: string | undefined): Day[] {
  return [today.add({ days: weeks * 7 + weekdayOf(weekday) - today.dayOfWeek })];
}

/** A weekday alone: today if it is today, else the next one; the week after where today's hour is over. */
function coming(today: Day, weekday: string | undefined): Day[] {
  const first = today.add({ days: (weekdayOf(weekday) - today.dayOfWeek + 7) % 7 });
  return [first, first.add({ days: 7 })];
}

function named(today: Day, month: number, day: string | undefined, year: string | undefined) {
  return year ? [dayOf(Number(year), month, Number(day))] : everyYear(today, month, Number(day));
}

const WEEKS_KO: Readonly<Record<string, number>> = { 지난: -1, 이번: 0, 다음: 1, 다다음: 2 };
const DAYS_KO: Readonly<Record<string, number>> = { 어제: -1, 오늘: 0, 내일: 1, 모레: 2, 글피: 3 };
const NUMBER = String.raw`(\d{1,2})(?![:\d])(?!\s*[ap]\.?m)`;

const PHRASES: readonly Phrase[] = [
  phrase(String.raw`\b(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:t(?=\d)|(?!\d))`, ([year, month, day]) => [
    dayOf(Number(year), Number(month), Number(day)),
  ]),
  phrase(String.raw`(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일`, ([year, month, day], today) =>
    named(today, Number(month), day, year),
  ),
  phrase(String.raw`(\d{1,2})월 ?(\d{1,2})일`, ([month, day], today) => everyYear(today, Number(month), Number(day))),
  phrase(String.raw`\b(this|next) month'?s? (?:the )?${ORDINAL} ${WEEKDAY}\b`, ([which, nth, weekday], today) =>
    nthFrom(today, which === 'next' ? 1 : 0, nth, weekday),
  ),
  phrase(String.raw`\b${ORDINAL} ${WEEKDAY} (?:of|in) (?:the )?(this|next) month\b`, ([nth, weekday, which], today) =>
    nthFrom(today, which === 'next' ? 1 : 0, nth, weekday),
  ),
  phrase(
    String.raw`\b${ORDINAL} ${WEEKDAY} (?:of|in) ${MONTH}(?:,? (\d{4})\b)?`,
    ([nth, weekday, month, year], today) =>
      Array.from({ length: year ? 1 : YEARS }, (_, add) =>
        nthOf(Number(year ?? today.year) + add, monthOf(month), weekdayOf(weekday), ordinalOf(nth)),
      ),
  ),
  phrase(
    String.raw`(이번|다음|다다음) ?달(?:의)? ?${ORDINAL_KO} ?(?:주 ?)?${WEEKDAY_KO}`,
    ([which, nth, weekday], today) => nthFrom(today, WEEKS_KO[which ?? ''] ?? 0, nth, weekday),
  ),
  phrase(String.raw`(\d{1,2})월(?:의)? ?${ORDINAL_KO} ?(?:주 ?)?${WEEKDAY_KO}`, ([month, nth, weekday], today) =>
    Array.from({ length: YEARS }, (_, add) =>
      nthOf(today.year + add, Number(month), weekdayOf(weekday), ordinalOf(nth)),
    ),
  ),
  phrase(String.raw`\b${MONTH}\.? ${NUMBER}(?:st|nd|rd|th)?(?:,? (\d{4})\b)?`, ([month, day, year], today) =>
    named(today, monthOf(month), day, year),
  ),
  phrase(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}\b\.?(?:,? (\d{4})\b)?`, ([day, month, year], today) =>
    named(today, monthOf(month), day, year),
  ),
  phrase(String.raw`\b(?:the )?day after tomorrow\b`, (_, today) => [today.add({ days: 2 })]),
  phrase(String.raw`\btomorrow\b`, (_, today) => [today.add({ days: 1 })]),
  phrase(String.raw`\b(?:today|this evening)\b|\bto(?=night\b)`, (_, today) => [today]),
  phrase('(어제|오늘|내일|모레|글피)', ([word], today) => [today.add({ days: DAYS_KO[word ?? ''] ?? 0 })]),
  phrase(String.raw`(\d{1,3})일 ?(?:뒤|후)`, ([days], today) => [today.add({ days: Number(days) })]),
  phrase(`(지난|이번|다음|다다음) ?주 ?${WEEKDAY_KO}`, ([which, weekday], today) =>
    inWeek(today, WEEKS_KO[which ?? ''] ?? 0, weekday),
  ),
  phrase(`${WEEKDAY_KO}`, ([weekday], today) => coming(today, weekday)),
  phrase(String.raw`\b${WEEKDAY} (?:of )?next week\b`, ([weekday], today) => inWeek(today, 1, weekday)),
  phrase(String.raw`\bnext ${WEEKDAY}\b`, ([weekday], today) => inWeek(today, 1, weekday)),
  phrase(String.raw`\blast ${WEEKDAY}\b`, ([weekday], today) => [
    today.subtract({ days: ((today.dayOfWeek - weekdayOf(weekday) + 6) % 7) + 1 }),
  ]),
  phrase(String.raw`\byesterday\b`, (_, today) => [today.subtract({ days: 1 })]),
  phrase(String.raw`\b(?:(?:this|coming|on) )?${WEEKDAY}\b`, ([weekday], today) => coming(today, weekday)),
];

function phrase(pattern: string, days: Phrase['days']): Phrase {
  return { pattern: new RegExp(pattern, 'u'), days };
}

/** Takes the day out of a text in lower case; `days` is empty for one that does not exist. Undefined where none is named. */
export function takeDays(text: string, today: Day): Days | undefined {
  for (const { pattern, days } of PHRASES) {
    const found = pattern.exec(text);
    if (!found) continue;
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
    return { days: days(found.slice(1), today).filter((day) => day !== undefined), rest };
  }
  return undefined;
}
