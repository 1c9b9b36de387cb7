import { ComponentType } from 'discord.js';
import type { Message } from '../../../discord/message.ts';
import { button, buttonRow, display } from '../../../discord/parts.ts';
import { route } from '../../../discord/routes.ts';
import { join, type Safe, safe } from '../../../lib/safe.ts';
import { label } from '../../../lib/text.ts';
import type { Season as Picture } from '../../../pictures/specs.ts';
import { type Locale, say, type TextKey, text } from '../../../texts/texts.ts';
import { filmName } from '../../films/messages.ts';
import type { Night } from '../nights.ts';
import { FEWEST_RATED, type Group, type Place, tenth } from '../rules.ts';
import { FEWEST_SHARED } from '../taste.ts';
import { meanWords, peopleWords, tenthWords } from '../words.ts';
import { filmPages, filmPageWords } from './picture.ts';
import { neighboursOf, type Season, type Sum } from './season.ts';

export const seasonRoute = route('recaps/season/:clubId/:year/:page');
export const tasteRoute = route('recaps/taste/:clubId/:year');

const ACCENT = 0xe0a030;
const SHOWN = { title: 60, people: 5, pairs: 5, streaks: 5, groups: 10 };

type Page = { lines: Safe[]; films?: ReturnType<typeof filmPages>[number] };

/** How many pages a season has: the overview, the films, tastes and streaks, genres and decades. */
export function seasonPagesOf(season: Season): number {
  return season.nights.length === 0 ? 1 : filmPages('en', season).length + 3;
}

/** The picture of a page (from 0), where it has one. */
export function seasonPicture(locale: Locale, season: Season, page: number): Picture | undefined {
  return filmPages(locale, season)[page - 1]?.picture;
}

/** A page (from 0) of a club's year. */
export function seasonMessage(locale: Locale, season: Season, page: number, picture?: Buffer): Message {
  const { club, year } = season;
  const { lines, films } = pageOf(locale, season, page);
  const name = `season-${year}-${page}.png`;
  const shown = picture && films ? { picture, description: filmPageWords(locale, films) } : undefined;
  const gallery = shown && {
    type: ComponentType.MediaGallery as const,
    items: [{ media: { url: `attachment://${name}` }, description: shown.description }],
  };
  const contents = [
    display(safe`## ${say(locale, 'recaps.season.heading', { club: club.name, year: String(year) })}`),
    ...(gallery ? [gallery] : []),
    display(join(lines, '\n')),
    ...turner(locale, season, page),
  ];
  return {
    components: [{ type: ComponentType.Container, accent_color: ACCENT, components: contents }],
    // no file at all would leave the last page's picture where it is
    files: shown ? [{ name, data: shown.picture, description: shown.description }] : [],
  };
}

function pageOf(locale: Locale, season: Season, page: number): Page {
  if (season.nights.length === 0) return { lines: [say(locale, 'recaps.season.nothing', { club: season.club.name })] };
  const films = filmPages(locale, season);
  const onPage = films[page - 1];
  if (onPage) return { lines: filmLines(locale, onPage), films: onPage };
  if (page === films.length + 1) return { lines: [...tasteLines(locale, season), ...streakLines(locale, season)] };
  if (page === films.length + 2) return { lines: groupLines(locale, season) };
  return { lines: overview(locale, season) };
}

/** A season at one glance. */
function overview(locale: Locale, season: Season): Safe[] {
  const { nights, hidden } = season;
  return [
    say(locale, 'recaps.season.films-seen', { films: nights.length, hours: Math.round(season.minutes / 60) }),
    ...sumLines(locale, season),
    ...(hidden > 0 ? [safe`-# ${say(locale, 'recaps.season.hidden', { count: hidden })}`] : []),
  ];
}

/** What several nights say together, as a season and as all that a club has seen. */
export function sumLines(locale: Locale, sum: Sum): Safe[] {
  const { best, divisive, extremes, beside, ratings, raters } = sum;
  return [
    say(locale, 'recaps.season.ratings', { ratings, raters }),
    ...(best?.numbers
      ? [say(locale, 'recaps.season.best', { film: nameOf(best), average: meanWords(locale, best.numbers.average) })]
      : []),
    ...(divisive?.numbers
      ? [
          say(locale, 'recaps.season.divisive', {
            film: nameOf(divisive),
            spread: tenthWords(divisive.numbers.spread),
          }),
        ]
      : []),
    ...(extremes ? [placeLine(locale, 'recaps.season.fans', extremes.fans)] : []),
    ...(extremes ? [placeLine(locale, 'recaps.season.hardest', extremes.critics)] : []),
    ...(beside ? [besideLine(locale, beside)] : []),
    ...(extremes ? [safe`-# ${say(locale, 'recaps.season.fewest', { count: FEWEST_RATED })}`] : []),
  ];
}

function placeLine(
  locale: Locale,
  key: 'recaps.season.fans' | 'recaps.season.hardest',
  { userIds, value }: Place,
): Safe {
  const people = peopleWords(locale, userIds, SHOWN.people);
  return say(locale, key, { count: userIds.length, people, average: meanWords(locale, value) });
}

function besideLine(locale: Locale, { films, club, critics }: NonNullable<Sum['beside']>): Safe {
  const by = tenth(tenth(club) - tenth(critics));
  return say(locale, 'recaps.season.critics', {
    films,
    club: tenthWords(club),
    critics: tenthWords(critics),
    by: tenthWords(Math.abs(by)),
    side: by > 0 ? 'above' : by < 0 ? 'below' : 'level',
  });
}

function filmLines(locale: Locale, { nights }: ReturnType<typeof filmPages>[number]): Safe[] {
  return nights.map((night) => {
    const { numbers } = night;
    const rated = numbers
      ? say(locale, 'recaps.season.rated', { average: tenthWords(numbers.average), count: numbers.rated })
      : say(locale, night.said ? 'recaps.season.unrated' : 'recaps.season.blind');
    return safe`${nameOf(night)} · ${rated}`;
  });
}

function tasteLines(locale: Locale, { pairs }: Season): Safe[] {
  const shared = { shared: FEWEST_SHARED };
  if (pairs.length === 0) return [say(locale, 'recaps.taste.nobody', shared)];
  const line = ({ userIds, shared: films, distance }: (typeof pairs)[number]) =>
    say(locale, 'recaps.taste.pair', {
      people: peopleWords(locale, userIds, 2),
      distance: hundredth(distance),
      films,
    });
  const last = pairs.length > SHOWN.pairs ? pairs.at(-1) : undefined;
  return [
    safe`**${say(locale, 'recaps.taste')}**`,
    ...pairs.slice(0, SHOWN.pairs).map(line),
    ...(last ? [safe`${say(locale, 'recaps.taste.farthest')} ${line(last)}`] : []),
    safe`-# ${say(locale, 'recaps.taste.how', shared)}`,
  ];
}

function hundredth(stars: number): string {
  return (Math.round(stars * 100) / 100).toFixed(2);
}

/** The longest streaks. */
export function streakLines(locale: Locale, { streaks }: Pick<Sum, 'streaks'>): Safe[] {
  const rows = streaks.filter(({ longest }) => longest > 1).slice(0, SHOWN.streaks);
  if (rows.length === 0) return [];
  return [
    safe`**${say(locale, 'recaps.streaks')}**`,
    ...rows.map(({ userId, longest, current }) =>
      say(locale, 'recaps.streak', {
        person: peopleWords(locale, [userId], 1),
        nights: longest,
        going: current === longest ? 'yes' : 'no',
      }),
    ),
  ];
}

function groupLines(locale: Locale, { groups }: Season): Safe[] {
  const { genres, decades, withoutGenre, withoutYear } = groups;
  return [
    safe`**${say(locale, 'recaps.genres')}**`,
    ...genres.slice(0, SHOWN.groups).map((one) => groupLine(locale, genreName(locale, one.name), one)),
    ...(withoutGenre > 0 ? [say(locale, 'recaps.genres.unknown', { count: withoutGenre })] : []),
    safe`**${say(locale, 'recaps.decades')}**`,
    ...decades.slice(0, SHOWN.groups).map((one) => groupLine(locale, decadeName(locale, one.name), one)),
    ...(withoutYear > 0 ? [say(locale, 'recaps.decades.unknown', { count: withoutYear })] : []),
  ];
}

/** The genre and the decade with the most films. */
export function topGroups(locale: Locale, { groups }: Pick<Sum, 'groups'>): Safe[] {
  const [genre, decade] = [groups.genres[0], groups.decades[0]];
  return [
    ...(genre ? [groupLine(locale, genreName(locale, genre.name), genre)] : []),
    ...(decade ? [groupLine(locale, decadeName(locale, decade.name), decade)] : []),
  ];
}

function genreName(locale: Locale, name: string): string {
  return text(locale, `genre.${name}` as TextKey);
}

function decadeName(locale: Locale, name: number): string {
  return text(locale, 'recaps.decade', { decade: String(name) });
}

function groupLine(locale: Locale, name: string, { films, average }: Group<string | number>): Safe {
  const counted = { name, films };
  return average === undefined
    ? say(locale, 'recaps.group.unrated', counted)
    : say(locale, 'recaps.group', { ...counted, average: tenthWords(average) });
}

function nameOf({ film }: Night): Safe {
  return filmName({ ...film, title: label(film.title, SHOWN.title) });
}

function turner(locale: Locale, season: Season, page: number) {
  const [pages, ids] = [seasonPagesOf(season), { clubId: season.club.id, year: String(season.year) }];
  if (pages === 1) return [];
  const to = (words: string, target: number) =>
    button(words, seasonRoute.build({ ...ids, page: String(target) }), { disabled: target < 0 || target >= pages });
  const where = button(text(locale, 'reviews.page', { page: page + 1, pages }), 'recaps/here', { disabled: true });
  const like = button(text(locale, 'recaps.taste.button'), tasteRoute.build(ids));
  return [
    buttonRow(
      to(text(locale, 'reviews.previous'), page - 1),
      where,
      to(text(locale, 'reviews.next'), page + 1),
      ...(season.pairs.length > 0 ? [like] : []),
    ),
  ];
}

/** Who rates most like a member, for them alone. */
export function tasteMessage(locale: Locale, season: Season, userId: string): Message {
  const near = neighboursOf(season, userId).slice(0, SHOWN.pairs);
  const shared = { shared: FEWEST_SHARED };
  const lines = near.map(({ userId: other, shared: films, distance }) =>
    say(locale, 'recaps.taste.pair', { people: peopleWords(locale, [other], 1), distance: hundredth(distance), films }),
  );
  const said = near.length > 0 ? lines : [say(locale, 'recaps.taste.alone', shared)];
  const heading = say(locale, 'recaps.taste.yours', { club: season.club.name, year: String(season.year) });
  return {
    components: [
      display(join([safe`**${heading}**`, ...said, safe`-# ${say(locale, 'recaps.taste.how', shared)}`], '\n')),
    ],
  };
}
