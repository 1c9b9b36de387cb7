import { csv } from '../../../lib/csv.ts';
import { calendarFile } from '../../../lib/icalendar.ts';
import { type Locale, text } from '../../../texts/texts.ts';
import type { Club } from '../../clubs/clubs.ts';
import { tenth } from '../rules.ts';
import { dayOf } from '../years.ts';
import type { Past, Screened } from './history.ts';

const COLUMNS = [
  'recaps.csv.round',
  'recaps.csv.day',
  'recaps.csv.film',
  'recaps.csv.year',
  'recaps.csv.came',
  'recaps.csv.ratings',
  'recaps.csv.average',
  'recaps.csv.median',
  'recaps.csv.spread',
  'recaps.csv.critics',
] as const;

/**
 * A club's nights as CSV, the earliest first: numbers in stars, the critics' mean of 0-100, the day by the club's
 * calendar. What is hidden or not known is empty.
 */
export function historyCsv(locale: Locale, { zone }: Club, nights: readonly Past[]): string {
  const rows = nights
    .toReversed()
    .map(({ number, at, film, came, numbers, said, critics }) => [
      number,
      dayOf(at, zone).toString(),
      film.title,
      film.year ?? undefined,
      came?.length,
      said?.length,
      numbers && tenth(numbers.average),
      numbers?.median,
      numbers && tenth(numbers.spread),
      critics,
    ]);
  return csv([COLUMNS.map((key) => text(locale, key)), ...rows]);
}

/** A club's screenings as a calendar's file; what was called off is in it as such, so that calendars take it off. */
export function nightsCalendar(locale: Locale, club: Club, screenings: readonly Screened[], now: Date): string {
  const events = screenings.map(({ id, number, state, film, startsAt, endsAt, place, channelId }) => ({
    uid: id,
    title: `${club.name}: ${film.year ? `${film.title} (${film.year})` : film.title}`,
    startsAt,
    endsAt,
    place: place ?? undefined,
    note: text(locale, 'recaps.calendar.night', { club: club.name, number }),
    url: `https://discord.com/channels/${club.guildId}/${channelId}`,
    isCancelled: state === 'cancelled',
  }));
  return calendarFile(club.name, events, now);
}
