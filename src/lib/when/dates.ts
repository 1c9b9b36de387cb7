import {
  bothOf,
  coming,
  type Day,
  dayOf,
  everyYear,
  inWeek,
  lastOf,
  named,
  nthFrom,
  nthOf,
  ofTwo,
  YEARS,
} from './calendar.ts';
import {
  FESTIVALS,
  MONTH,
  monthOf,
  NUMBER_WORD,
  numberOf,
  ORDINAL,
  ORDINAL_KO,
  ordinalOf,
  WEEKDAY,
  WEEKDAY_KO,
  weekdayOf,
} from './names.ts';

type Groups = readonly (string | undefined)[];
type Phrase = { pattern: RegExp; days: (groups: Groups, today: Day) => (Day | undefined)[] };

/** The days that a text names, in the order in which they are meant: the first that is still to come. */
export type Days = { days: Day[]; rest: string };

const WEEKS_KO: Readonly<Record<string, number>> = { 지난: -1, 이번: 0, 다음: 1, 다다음: 2 };
const DAYS_KO: Readonly<Record<string, number>> = { 어제: -1, 오늘: 0, 내일: 1, 모레: 2, 글피: 3 };
const NUMBER = String.raw`(\d{1,2})(?![:\d]|\.\d)(?!\s*[ap]\.?m)`;

const PHRASES: readonly Phrase[] = [
  phrase(
    String.raw`\b(\d{4})(?:[-/]|\. ?)(\d{1,2})(?:[-/]|\. ?)(\d{1,2})(?:t(?=\d)|\.?(?!\d))`,
    ([year, month, day]) => [dayOf(Number(year), Number(month), Number(day))],
  ),
  phrase(String.raw`(?<![\d.])(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4})\b)?(?!\d)`, ([day, month, year], today) =>
    named(today, Number(month), day, year),
  ),
  phrase(String.raw`(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/])`, ([one, other, year], today) =>
    ofTwo(today, one, other, year),
  ),
  phrase(`(?:\\bnext )?(${Object.keys(FESTIVALS).join('|')})`, ([name], today) => {
    const [month, day] = FESTIVALS[name ?? ''] ?? [];
    return month && day ? everyYear(today, month, day) : [];
  }),
  phrase(String.raw`(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일`, ([year, month, day], today) =>
    named(today, Number(month), day, year),
  ),
  phrase(String.raw`(\d{1,2})월 ?(\d{1,2})일`, ([month, day], today) => everyYear(today, Number(month), Number(day))),
  phrase(String.raw`\b(this|next) month'?s? (?:the )?${ORDINAL} ${WEEKDAY}\b`, ([which, nth, weekday], today) =>
    nthFrom(today, ahead(which), nth, weekday),
  ),
  phrase(String.raw`\b${ORDINAL} ${WEEKDAY} (?:of|in) (?:the )?(this|next) month\b`, ([nth, weekday, which], today) =>
    nthFrom(today, ahead(which), nth, weekday),
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
  phrase(String.raw`\b(?:the )?(?:end|last day) of (?:the |(this|next) )?month\b`, ([which], today) => [
    lastOf(today, ahead(which)),
  ]),
  phrase(String.raw`\b(?:the )?(?:end|last day) of ${MONTH}\b`, ([month], today) =>
    Array.from({ length: 2 }, (_, add) => lastOf(today.with({ day: 1, month: monthOf(month) }).add({ years: add }), 0)),
  ),
  phrase(String.raw`\b${WEEKDAY},? (?:the )?(\d{1,2})(?:st|nd|rd|th)\b`, ([weekday, day], today) =>
    bothOf(today, weekday, day),
  ),
  phrase(String.raw`\b${NUMBER_WORD} weeks? (?:from|after) (?:this )?${WEEKDAY}\b`, ([weeks, weekday], today) =>
    coming(today, weekday).map((day) => day.add({ weeks: numberOf(weeks) })),
  ),
  phrase(String.raw`\b${WEEKDAY} in ${NUMBER_WORD} weeks?\b`, ([weekday, weeks], today) =>
    inWeek(today, numberOf(weeks), weekday),
  ),
  phrase(String.raw`\bin ${NUMBER_WORD} weeks?,? (?:on )?${WEEKDAY}\b`, ([weeks, weekday], today) =>
    inWeek(today, numberOf(weeks), weekday),
  ),
  phrase(String.raw`\b(?:the )?week after next,? (?:on )?${WEEKDAY}\b`, ([weekday], today) =>
    inWeek(today, 2, weekday),
  ),
  phrase(String.raw`\b${WEEKDAY},? (?:the )?week after next\b`, ([weekday], today) => inWeek(today, 2, weekday)),
  phrase(String.raw`\b(this|next) week,? (?:on )?${WEEKDAY}\b`, ([which, weekday], today) =>
    inWeek(today, ahead(which), weekday),
  ),
  phrase(String.raw`\bin ${NUMBER_WORD} (day|week)s?\b`, ([count, unit], today) => [
    today.add({ days: numberOf(count) * (unit === 'week' ? 7 : 1) }),
  ]),
  phrase(String.raw`(\d{1,2})주 ?(?:뒤|후)(?:에|의)? ?${WEEKDAY_KO}`, ([weeks, weekday], today) =>
    inWeek(today, Number(weeks), weekday),
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

/** This week or month, or the next. */
function ahead(which: string | undefined): number {
  return which === 'next' ? 1 : 0;
}

function phrase(pattern: string, days: Phrase['days']): Phrase {
  return { pattern: new RegExp(pattern, 'u'), days };
}

/** Takes the day out of a text in lower case; `days` is empty for one that does not exist. Undefined where none is named. */
export function takeDays(text: string, today: Day): Days | undefined {
  for (const { pattern, days } of PHRASES) {
    const found = pattern.exec(text);
    if (!found) continue;
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
    return besideWeekday({ days: days(found.slice(1), today).filter((day) => day !== undefined), rest }, today);
  }
  return undefined;
}

const BESIDE = new RegExp(String.raw`\b${WEEKDAY}\b,?|${WEEKDAY_KO}|\(([월화수목금토일])\)`, 'u');

/** A weekday said beside a date ("Monday, 12 January") is that of the date, or there is no such day within a year. */
function besideWeekday({ days, rest }: Days, today: Day): Days {
  const [words, english, korean, short] = BESIDE.exec(rest) ?? [];
  if (words === undefined) return { days, rest };
  const latest = today.add({ years: 1 });
  const such = days.filter((day) => day.dayOfWeek === weekdayOf(english ?? korean ?? short));
  return { days: such.filter((day) => Temporal.PlainDate.compare(day, latest) <= 0), rest: rest.replace(words, ' ') };
}
