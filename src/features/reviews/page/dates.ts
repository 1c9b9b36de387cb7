import * as chrono from 'chrono-node';

const MONTH = String.raw`\p{L}{3,10}\.?`;
/** How a day is written, in figures or with a month's name, as a pattern without flags; for use with `iu`. */
export const DATE = String.raw`(?:\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}|${MONTH}\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}(?:st|nd|rd|th|\.|er)?\s(?:de\s)?${MONTH}(?:\sde)?,?\s\d{4}|\d{4}년\s?\d{1,2}월\s?\d{1,2}일)`;

const WORDED = [chrono.en, chrono.de, chrono.fr, chrono.es, chrono.pt, chrono.it, chrono.nl];

/**
 * A date as `YYYY-MM-DD`, the day as it is written and in no time zone's eyes. Undefined when day, month or year is
 * missing or none such exists. Figures like 03/04/2023 that two countries read differently are no date.
 */
export function readDate(written: string): string | undefined {
  const text = written.trim();
  const iso = /^(\d{4})[-./년]\s?(\d{1,2})[-./월]\s?(\d{1,2})/.exec(text);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})/.exec(text);
  if (german) {
    const [first, second, year] = [Number(german[1]), Number(german[2]), Number(german[3])];
    return second > 12 ? dayOf(year, first, second) : dayOf(year, second, first);
  }
  const figures = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})/.exec(text);
  if (figures) return unambiguous(Number(figures[1]), Number(figures[2]), Number(figures[3]));
  return worded(text);
}

function unambiguous(first: number, second: number, year: number): string | undefined {
  if (first > 12) return dayOf(year, second, first);
  return second > 12 || first === second ? dayOf(year, first, second) : undefined;
}

function worded(text: string): string | undefined {
  if (!/\d{4}/.test(text) || !/\p{L}{3}/u.test(text)) return undefined;
  for (const language of WORDED) {
    const start = language.strict.parse(text)[0]?.start;
    if (start?.isCertain('year') && start.isCertain('month') && start.isCertain('day')) {
      return dayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
    }
  }
  return undefined;
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 ? date.toISOString().slice(0, 10) : undefined;
}
