import { fold } from '../../lib/text.ts';
import type { Line } from './reading/line.ts';
import type { Table } from './reading/table.ts';

/** What an export says of one film, put together from all its files. Days are `YYYY-MM-DD`. */
export type Said = {
  title: string;
  year: number | null;
  wish: boolean;
  /** By which the person has seen it; `at` is the day if one was given. */
  seen: boolean;
  at?: string | undefined;
  rating?: { halfStars: number; at?: string | undefined } | undefined;
  review?: { text: string; at?: string | undefined } | undefined;
  /** The lists it is on, by their places among the export's lists. */
  lists: number[];
};

/** How a film is told from another inside one export, where names are always written alike. */
const keyOf = ({ title, year }: Line) => `${year ?? ''} ${title.toLowerCase()}`;

type Dated = { at?: string | undefined };

const later = (a: Dated | undefined, b: Dated) => (b.at ?? '') >= (a?.at ?? '');

/**
 * What an export says, film by film in the order of its files. A rating of ratings.csv is the person's present one and
 * goes before what the diary and the reviews say, of which the newest counts; so does the newest review.
 */
export function gather(tables: readonly Table[]): { films: Said[]; lists: string[] } {
  const films = new Map<string, Said>();
  const lists = tables.filter(({ kind }) => kind === 'list');
  const order = [...tables].sort((a, b) => Number(a.kind === 'ratings') - Number(b.kind === 'ratings'));
  for (const table of order) {
    for (const line of table.lines) {
      const { title, year = null } = line;
      const film = films.get(keyOf(line)) ?? { title, year, wish: false, seen: false, lists: [] };
      films.set(keyOf(line), film);
      note(film, line, table, lists.indexOf(table));
    }
  }
  return { films: [...films.values()], lists: lists.map(({ name }) => name) };
}

function note(film: Said, line: Line, { kind }: Table, list: number): void {
  const { day: at, halfStars, review } = line;
  const dated = at === undefined ? {} : { at };
  if (kind === 'list') {
    if (!film.lists.includes(list)) film.lists.push(list);
    return;
  }
  if (kind === 'watchlist') {
    film.wish = true;
    return;
  }
  film.seen = true;
  // the day it was watched is the diary's; of the others only the day when that was written is known
  if (at && (film.at === undefined || kind === 'diary' || kind === 'reviews') && later(film, dated)) film.at = at;
  if (halfStars !== undefined && (kind === 'ratings' || later(film.rating, dated)))
    film.rating = { halfStars, ...dated };
  if (review !== undefined && later(film.review, dated)) film.review = { text: review, ...dated };
}

/** A film of ours that bears a title. */
export type Known = {
  id: string;
  title: string;
  year: number | null;
  otherYears: readonly number[];
  originalTitle: string | null;
  alternativeTitles: readonly string[];
};

/** Which film of ours is meant: one for certain, one of several, or none that we know. */
export type Match<Film> = { kind: 'certain'; film: Film } | { kind: 'uncertain'; films: Film[] } | { kind: 'unknown' };

/** The form in which titles are compared here: signs, blanks and a leading article do not count. */
export function titleKey(title: string): string {
  const folded = fold(title.replace(/&/g, ' and ').replace(/['’]/g, ''));
  return folded.replace(/^(?:the|an?) (?=.)/, '').replaceAll(' ', '') || title.trim().toLowerCase();
}

const MOST_CHOICES = 24;

/**
 * Which of the films that bear its title an export means. Certain is the one of its year, or else the only one a year
 * off, since sources count the premiere or the release. Of several of that year the one that is mainly called so.
 * Without a year nothing is certain.
 */
export function match<Film extends Known>(said: Pick<Said, 'title' | 'year'>, called: readonly Film[]): Match<Film> {
  if (called.length === 0) return { kind: 'unknown' };
  const { year } = said;
  const apart = ({ year: own, otherYears }: Film) =>
    Math.min(...[...(own === null ? [] : [own]), ...otherYears].map((one) => Math.abs(one - (year ?? one))));
  const nearest = [...called].sort((a, b) => apart(a) - apart(b));
  if (year !== null) {
    const exact = called.filter((film) => apart(film) === 0);
    const mainly = exact.filter(({ title }) => titleKey(title) === titleKey(said.title));
    const beside = exact.length > 0 ? [] : called.filter((film) => apart(film) === 1);
    for (const films of [exact, mainly, beside]) {
      const [film, ...more] = films;
      if (film && more.length === 0) return { kind: 'certain', film };
    }
  }
  return { kind: 'uncertain', films: nearest.slice(0, MOST_CHOICES) };
}

/** A film found by a search that forgives much: as likely as this it is worth asking about, in the year or beside it. */
const LIKELY = 0.6;

/** Of what a search found, what is near enough to be asked about. */
export function worthAsking<Hit extends { similarity: number; year: number | null }>(
  { year }: Pick<Said, 'year'>,
  hits: readonly Hit[],
): Hit[] {
  const fits = (hit: Hit) => year === null || hit.year === null || Math.abs(hit.year - year) <= 1;
  return hits.filter((hit) => hit.similarity >= LIKELY && fits(hit)).slice(0, MOST_CHOICES);
}
