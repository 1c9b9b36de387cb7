import { ordinalOf, weekdayOf } from './names.ts';

export type Day = Temporal.PlainDate;

/** Leap days are eight years apart at the most (1896 to 1904). */
export const YEARS = 9;

export function dayOf(year: number, month: number, day: number): Day | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** The day of a month in this year and the next ones, as far as it exists: 29 February only in leap years. */
export function everyYear(today: Day, month: number, day: number): (Day | undefined)[] {
  return Array.from({ length: YEARS }, (_, add) => dayOf(today.year + add, month, day));
}

/** The nth (or with -1 the last) of a weekday in a month, or nothing where there is no fifth. */
export function nthOf(year: number, month: number, weekday: number, nth: number): Day | undefined {
  const first = dayOf(year, month, 1);
  if (!first) return undefined;
  const start = nth > 0 ? first : first.add({ months: 1 }).subtract({ days: 1 });
  const offset = nth > 0 ? (weekday - start.dayOfWeek + 7) % 7 : -((start.dayOfWeek - weekday + 7) % 7);
  const found = start.add({ days: offset + (nth > 0 ? (nth - 1) * 7 : 0) });
  return found.month === month ? found : undefined;
}

export function nthFrom(today: Day, months: number, ordinal: string | undefined, weekday: string | undefined) {
  const { year, month } = today.add({ months });
  return [nthOf(year, month, weekdayOf(weekday), ordinalOf(ordinal))];
}

/** Weeks begin on Monday. */
export function inWeek(today: Day, weeks: number, weekday: string | undefined): Day[] {
  return [today.add({ days: weeks * 7 + weekdayOf(weekday) - today.dayOfWeek })];
}

/** A weekday alone: today if it is today, else the next one; the week after where today's hour is over. */
export function coming(today: Day, weekday: string | undefined): Day[] {
  const first = today.add({ days: (weekdayOf(weekday) - today.dayOfWeek + 7) % 7 });
  return [first, first.add({ days: 7 })];
}

export function named(today: Day, month: number, day: string | undefined, year: string | undefined) {
  return year ? [dayOf(Number(year), month, Number(day))] : everyYear(today, month, Number(day));
}

/** The last day of the month that is so many months away. */
export function lastOf(today: Day, months: number): Day {
  const { year, month } = today.add({ months });
  return Temporal.PlainDate.from({ year, month, day: 31 }, { overflow: 'constrain' });
}

/** The next days that are both such a weekday and the nth of a month: Friday the 13th. */
export function bothOf(today: Day, weekday: string | undefined, day: string | undefined): Day[] {
  const months = Array.from({ length: YEARS * 12 }, (_, add) => today.add({ months: add }));
  return months
    .map(({ year, month }) => dayOf(year, month, Number(day)))
    .filter((one) => one !== undefined)
    .filter(({ dayOfWeek }) => dayOfWeek === weekdayOf(weekday));
}

/** Of 3/4 nobody can tell which is the month; of 13/4 anybody can. */
export function ofTwo(today: Day, one: string | undefined, other: string | undefined, year: string | undefined) {
  const [first, second] = [Number(one), Number(other)];
  if (first <= 12 && second <= 12 && first !== second) return [];
  return first > 12 ? named(today, second, one, year) : named(today, first, other, year);
}
