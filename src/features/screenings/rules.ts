import type { REMINDERS } from '../../db/schema/screenings.ts';
import { instantOf, wallOf } from '../../lib/wall.ts';
import type { Clock } from '../../lib/when.ts';

export type ReminderKind = (typeof REMINDERS)[number];
/** The reminders that lead up to a night, in their order. */
export const LEAD_UP = ['day', 'hour', 'start'] as const satisfies readonly ReminderKind[];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long before the start (ms) a reminder is due. */
const BEFORE = { day: 24 * HOUR, hour: HOUR, start: 0 } as const;

/** How long (minutes) a night takes whose film does not say how long it is. */
const UNKNOWN_LENGTH = 180;
/** From this length on (minutes) a film is remarked upon before its night is planned. */
export const VERY_LONG = 6 * 60;
/** The time of a night that is named by its day alone, where the club has no cadence. */
export const EVENING: Clock = { hour: 20, minute: 0 };
/** The hour at which those who were there are asked to rate, and how long (ms) after the end at the soonest. */
const MORNING: Clock = { hour: 10, minute: 0 };
const REST = 4 * HOUR;
/** How far ahead (ms) a night may be: two years. */
export const FARTHEST = 731 * 24 * HOUR;
/** A job may come a little before the database's clock has reached its second (ms). */
export const EARLY = 2_000;
/** What comes later than this (ms) says how late it is. */
const LATE_FROM = 60_000;

/** The longest place in words, Discord's limit for the location of an event. */
export const PLACE_LIMIT = 100;
/** Dates that one question can hold. */
export const DATES = { least: 2, most: 10 } as const;

/** When a night ends: with its film, or after three hours where nobody knows how long that is. */
export function endOf(startsAt: Date, runtimeMinutes: number | null): Date {
  return new Date(startsAt.getTime() + (runtimeMinutes ?? UNKNOWN_LENGTH) * MINUTE);
}

type Times = { startsAt: Date; endsAt: Date };

/** When a reminder is due; "rate it" at ten in the morning after, by the clocks of the club's zone. */
export function dueOf(kind: ReminderKind, { startsAt, endsAt }: Times, zone: string): Date {
  return kind === 'rate' ? morningAfter(endsAt, zone) : new Date(startsAt.getTime() - BEFORE[kind]);
}

function morningAfter(endsAt: Date, zone: string): Date {
  const rested = new Date(endsAt.getTime() + REST);
  const today = wallOf(rested, zone).toPlainDate();
  const [here, next] = [today, today.add({ days: 1 })].map((day) => instantOf(day.toPlainDateTime(MORNING), zone));
  return here && here >= rested ? here : (next ?? rested);
}

/** The reminders up to a night that are due, in their order: the last of them speaks for all. */
export function dueUpTo(now: Date, times: Times, zone: string): (typeof LEAD_UP)[number][] {
  return LEAD_UP.filter((kind) => dueOf(kind, times, zone).getTime() - now.getTime() <= EARLY);
}

/** How late (ms) something due at a time is; 0 within a minute of it. */
export function lateness(due: Date, now: Date): number {
  const late = now.getTime() - due.getTime();
  return late >= LATE_FROM ? late : 0;
}

/** How late (ms) the end of a night was noticed; 0 within a minute of it. */
export function endedLate({ endsAt, closedAt }: { endsAt: Date; closedAt: Date | null }): number {
  return closedAt ? lateness(endsAt, closedAt) : 0;
}

/** The dates in a text that names one or several, separated by semicolons. */
export function splitDates(words: string): string[] {
  return words
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
