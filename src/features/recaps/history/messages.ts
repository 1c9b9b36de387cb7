import { ComponentType } from 'discord.js';
import type { Message } from '../../../discord/message.ts';
import { button, buttonRow, display } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { moment } from '../../../lib/moment.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import type { Club } from '../../clubs/clubs.ts';
import { filmName } from '../../films/messages.ts';
import { seasonRoute, streakLines, sumLines, topGroups } from '../season/messages.ts';
import { tenthWords } from '../words.ts';
import { yearOf } from '../years.ts';
import type { Past, Stats } from './history.ts';

export const historyRoute = route('recaps/history/:clubId/:page');
export const csvRoute = route('recaps/csv/:clubId');
export const calendarRoute = route('recaps/calendar/:clubId');

/** Nights on a page: with titles of this length, escaped, they stay within Discord's 4,000 characters. */
const PAGE_SIZE = 10;
const TITLE_LIMIT = 80;

type History = { club: Club; nights: readonly Past[] };

/** A page (from 0) of what a club has watched, the latest first, for one person. */
export function historyMessage(locale: Locale, { club, nights }: History, page = 0): Message {
  const pages = Math.max(1, Math.ceil(nights.length / PAGE_SIZE));
  const at = Math.min(page, pages - 1);
  const shown = nights.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE);
  const heading = say(locale, 'recaps.history', { club: club.name, count: nights.length });
  const to = (words: string, target: number) =>
    button(words, historyRoute.build({ clubId: club.id, page: String(target) }), {
      disabled: target < 0 || target >= pages,
    });
  const turn = [
    to(text(locale, 'reviews.previous'), at - 1),
    button(text(locale, 'reviews.page', { page: at + 1, pages }), 'recaps/here', { disabled: true }),
    to(text(locale, 'reviews.next'), at + 1),
  ];
  const ids = { clubId: club.id };
  return {
    components: [
      display(join([safe`## ${heading}`, ...shown.map((night) => pastLine(locale, night))], '\n')),
      buttonRow(
        ...(pages > 1 ? turn : []),
        button(text(locale, 'recaps.history.csv'), csvRoute.build(ids)),
        button(text(locale, 'recaps.history.calendar'), calendarRoute.build(ids)),
      ),
    ],
  };
}

function pastLine(locale: Locale, { number, at, film, came, numbers, said }: Past): Safe {
  const rated = numbers
    ? say(locale, 'recaps.season.rated', { average: tenthWords(numbers.average), count: numbers.rated })
    : say(locale, said ? 'recaps.season.unrated' : 'recaps.season.blind');
  const parts = [
    // as a list of numbers Discord would count on from the first
    safe`#${number} ${filmName({ ...film, title: label(film.title, TITLE_LIMIT) })}`,
    moment(at, 'D'),
    rated,
    ...(came ? [say(locale, 'recaps.history.came', { count: came.length })] : []),
  ];
  return join(parts, ' · ');
}

/** What all of a club's nights say together, for one person. */
export function statsMessage(locale: Locale, stats: Stats, now: Date): Message {
  const { club, nights, members, hidden } = stats;
  const heading = safe`## ${say(locale, 'recaps.stats', { club: club.name })}`;
  const [first] = nights;
  if (!first) return { components: [display(join([heading, say(locale, 'recaps.stats.nothing', { members })], '\n'))] };
  const parts = { films: nights.length, hours: Math.round(stats.minutes / 60) };
  const lines = [
    heading,
    say(locale, 'recaps.season.films-seen', parts),
    say(locale, 'recaps.stats.since', { members, since: moment(first.at, 'D') }),
    ...sumLines(locale, stats),
    ...topGroups(locale, stats),
    ...streakLines(locale, stats),
    ...(hidden > 0 ? [safe`-# ${say(locale, 'recaps.season.hidden', { count: hidden })}`] : []),
  ];
  const year = String(yearOf(now, club.zone));
  const season = button(text(locale, 'recaps.season.button'), seasonRoute.build({ clubId: club.id, year, page: '0' }));
  return { components: [display(join(lines, '\n')), buttonRow(season)] };
}

/** A file for one person, with a word about it. */
export function fileMessage(locale: Locale, kind: 'csv' | 'calendar', club: Club, content: string): Message {
  const name = kind === 'csv' ? 'history.csv' : 'nights.ics';
  const said = say(locale, kind === 'csv' ? 'recaps.history.csv.done' : 'recaps.history.calendar.done', {
    club: club.name,
  });
  return {
    components: [display(said), { type: ComponentType.File, file: { url: `attachment://${name}` } }],
    files: [{ name, data: Buffer.from(content, 'utf8') }],
  };
}
