import { isolate, truncate } from '../../../lib/text.ts';
import { seasonPages } from '../../../pictures/pages.ts';
import type { Season as Picture, SeasonRow } from '../../../pictures/specs.ts';
import { type Locale, text } from '../../../texts/texts.ts';
import { filmLabel } from '../../films/messages.ts';
import type { Night } from '../nights.ts';
import { dayWords, tenthWords } from '../words.ts';
import type { Season } from './season.ts';

const TITLE_LIMIT = 80;
const ALT = { title: 44, limit: 1_024 };
const NO_RATINGS = Array.from({ length: 10 }, () => 0);
/** In the place of an average that nobody knows, or may know. */
const NONE = '–';

type Year = Pick<Season, 'club' | 'year' | 'nights' | 'best' | 'raters'>;

/** A year's films on pages that a phone shows well, each with its picture and the nights on it; none without nights. */
export function filmPages(locale: Locale, year: Year): { picture: Picture; nights: Night[] }[] {
  if (year.nights.length === 0) return [];
  const pages = seasonPages({
    kind: 'season',
    title: text(locale, 'recaps.season.films', { year: String(year.year) }),
    subtitle: text(locale, 'recaps.season.of', {
      club: isolate(year.club.name),
      nights: year.nights.length,
      raters: year.raters,
    }),
    rows: year.nights.map((night) => rowOf(locale, year, night)),
  });
  let first = 0;
  return pages.map((picture) => {
    const page = { picture, nights: year.nights.slice(first, first + picture.rows.length) };
    first += picture.rows.length;
    return page;
  });
}

function rowOf(locale: Locale, { club, best }: Year, { film, at, numbers, said, roundId }: Night): SeasonRow {
  const rated = text(locale, said ? 'recaps.rated' : 'recaps.season.blind', { count: said?.length ?? 0 });
  return {
    title: filmLabel(film, TITLE_LIMIT),
    note: `${dayWords(locale, at, club.zone)} · ${rated}`,
    average: numbers ? tenthWords(numbers.average) : NONE,
    counts: numbers?.counts ?? NO_RATINGS,
    best: roundId === best?.roundId,
  };
}

/** A page of films in words, for who hears the picture. */
export function filmPageWords(
  locale: Locale,
  { picture, nights }: { picture: Picture; nights: readonly Night[] },
): string {
  const films = nights.map(({ film, numbers }) => {
    const title = filmLabel(film, ALT.title);
    if (!numbers) return `${title} ${NONE}`;
    return text(locale, 'recaps.season.alt', { title, average: tenthWords(numbers.average), count: numbers.rated });
  });
  return truncate(`${picture.title}. ${picture.subtitle}. ${films.join('; ')}.`, ALT.limit);
}
