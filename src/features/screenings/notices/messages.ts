import type { APIButtonComponent } from 'discord.js';
import { button, buttonRow } from '../../../discord/parts.ts';
import type { Notice } from '../../../discord/publish.ts';
import { mention, moment } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { type Locale, say, type TextKey, text } from '../../../texts/texts.ts';
import { seenButton } from '../../marks/messages.ts';
import { duration } from '../../polls/messages.ts';
import { PINGED_AT_ONCE } from '../due.ts';
import { answerRoute, guestsRoute, nightFilm, whereLine } from '../messages.ts';
import type { ReminderKind } from '../rules.ts';
import type { Rsvp, Screening } from '../screenings.ts';

/** What the notices of a night say: plain and neutral, since a phone shows them. */
export type Night = {
  club: string;
  screening: Screening;
  film: { title: string; year: number | null };
  rsvps: readonly Rsvp[];
  /** How many were there, once a host has said so. */
  guests?: number | undefined;
};

/** People named in one announcement, so that it stays within Discord's 2,000 characters. */
const NAMED = 40;

/** The night as everybody sees it, with who comes; its buttons say whether one does. */
export function plannedNotice(locale: Locale, night: Night): Notice {
  const { club, screening, film, rsvps } = night;
  const { number, startsAt, state } = screening;
  const heading = safe`**${say(locale, 'screenings.night', { club, number })}** ${nightFilm(film)}`;
  const at = say(locale, 'screenings.at', { at: moment(startsAt, 'F'), relative: moment(startsAt, 'R') });
  const coming = rsvps.filter(({ answer }) => answer === 'in').map(({ userId }) => userId);
  const lines = [heading, at, ...whereLine(locale, screening), ...stateLines(locale, night)];
  const who = state === 'cancelled' ? [] : comingLines(locale, coming, rsvps.length - coming.length);
  return { content: join([...lines, ...who], '\n'), rows: rowsOf(locale, screening), quiet: state !== 'planned' };
}

function stateLines(locale: Locale, { screening, guests }: Night): Safe[] {
  if (screening.state === 'cancelled') return [say(locale, 'screenings.state.cancelled')];
  if (screening.state !== 'over') return [];
  const there = guests === undefined ? [] : [say(locale, 'screenings.state.guests', { count: guests })];
  return [say(locale, 'screenings.state.over'), ...there];
}

function comingLines(locale: Locale, coming: readonly string[], out: number): Safe[] {
  const names = join(coming.slice(0, NAMED).map(mention), ' ');
  const more = coming.length > NAMED ? say(locale, 'screenings.coming.more', { count: coming.length - NAMED }) : '';
  const key = coming.length === 0 ? 'screenings.coming.none' : 'screenings.coming';
  const first = say(locale, key, { count: coming.length, names: join([names, more], ' ') });
  return [first, ...(out > 0 ? [say(locale, 'screenings.not-coming', { count: out })] : [])];
}

function rowsOf(locale: Locale, screening: Screening) {
  if (screening.state === 'planned') return [buttonRow(...answerButtons(locale, screening))];
  if (screening.state === 'cancelled') return [];
  return [buttonRow(button(text(locale, 'screenings.guests'), guestsRoute.build({ screeningId: screening.id })))];
}

function answerButtons(locale: Locale, { id: screeningId }: Screening): APIButtonComponent[] {
  return [
    button(text(locale, 'screenings.in'), answerRoute.build({ screeningId, answer: 'in' }), { primary: true }),
    button(text(locale, 'screenings.out'), answerRoute.build({ screeningId, answer: 'out' })),
  ];
}

const REMINDER = {
  day: 'screenings.remind.day',
  hour: 'screenings.remind.hour',
  start: 'screenings.remind.start',
  rate: 'screenings.remind.rate',
} as const satisfies Record<ReminderKind, TextKey>;

/** A reminder: those who come are pinged, everybody else is left alone. It says how late (ms) it comes, where it does. */
export function reminderNotice(
  locale: Locale,
  night: Night,
  { kind, people, lateMs }: { kind: ReminderKind; people: readonly string[]; lateMs: number },
): Notice {
  const { club, screening, film } = night;
  const pinged = people.slice(0, PINGED_AT_ONCE);
  const { startsAt, number } = screening;
  const key = kind === 'start' && lateMs > 0 ? 'screenings.remind.began' : REMINDER[kind];
  const said = say(locale, key, {
    club,
    number,
    film: nightFilm(film),
    at: moment(startsAt, 'F'),
    relative: moment(startsAt, 'R'),
  });
  const lines = [
    said,
    ...(kind === 'rate' ? [] : whereLine(locale, screening)),
    ...lateLine(locale, lateMs),
    join(pinged.map(mention), ' '),
  ];
  const rate = [buttonRow(seenButton(locale, screening.filmId))];
  const rsvp = [buttonRow(...answerButtons(locale, screening))];
  return {
    content: join(lines, '\n'),
    rows: kind === 'rate' ? rate : screening.state === 'planned' ? rsvp : [],
    quiet: pinged.length === 0,
    pings: { users: pinged },
  };
}

/** That a night has another time; those who said that they come are told. */
export function movedNotice(locale: Locale, night: Night, people: readonly string[]): Notice {
  const { club, screening, film } = night;
  const { startsAt, number } = screening;
  const pinged = people.slice(0, PINGED_AT_ONCE);
  const parts = { club, number, film: nightFilm(film), at: moment(startsAt, 'F'), relative: moment(startsAt, 'R') };
  return {
    content: join([say(locale, 'screenings.moved', parts), join(pinged.map(mention), ' ')], '\n'),
    rows: [buttonRow(...answerButtons(locale, screening))],
    quiet: pinged.length === 0,
    pings: { users: pinged },
  };
}

/** That a night is elsewhere; those who said that they come are told. */
export function placedNotice(locale: Locale, night: Night, people: readonly string[]): Notice {
  const { club, screening, film } = night;
  const pinged = people.slice(0, PINGED_AT_ONCE);
  const said = say(locale, 'screenings.placed', { club, number: screening.number, film: nightFilm(film) });
  return {
    content: join([said, ...whereLine(locale, screening), join(pinged.map(mention), ' ')], '\n'),
    quiet: pinged.length === 0,
    pings: { users: pinged },
  };
}

export function cancelledNotice(locale: Locale, night: Night, people: readonly string[]): Notice {
  const { club, screening, film } = night;
  const pinged = people.slice(0, PINGED_AT_ONCE);
  const parts = { club, number: screening.number, film: nightFilm(film), at: moment(screening.startsAt, 'F') };
  return {
    content: join([say(locale, 'screenings.cancelled.notice', parts), join(pinged.map(mention), ' ')], '\n'),
    quiet: pinged.length === 0,
    pings: { users: pinged },
  };
}

/** A private note to a host about a night, with the way to it; late (ms) where it is. */
export function hostNote(
  locale: Locale,
  key: TextKey,
  { club, screening }: Night,
  { way, lateMs }: { way: Safe; lateMs: number },
): Notice {
  const parts = { club, number: screening.number, at: moment(screening.startsAt, 'F') };
  return { content: join([say(locale, key, parts), ...lateLine(locale, lateMs), way], '\n') };
}

function lateLine(locale: Locale, lateMs: number): Safe[] {
  return lateMs > 0 ? [say(locale, 'screenings.late', { late: duration(locale, lateMs) })] : [];
}
