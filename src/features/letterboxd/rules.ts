import type { Kind } from './reading/kinds.ts';
import type { Line } from './reading/line.ts';
import type { Table } from './reading/table.ts';

/** By what a day is known: a film was watched on it, said to be seen, or put on a list that may mean so. From the least. */
export const BY = ['listed', 'written', 'watched'] as const;

/** What an export says of one film, put together from all its files. Days are `YYYY-MM-DD`. */
export type Saying = {
  wish: boolean;
  seen: boolean;
  day?: { at: string; by: (typeof BY)[number] } | undefined;
  /** `present` is one of ratings.csv: what the person thinks now. */
  rating?: { halfStars: number; at?: string | undefined; present?: boolean | undefined } | undefined;
  review?: { text: string; at?: string | undefined } | undefined;
  /** The lists it is on, by their places among the export's lists. */
  lists: number[];
};
export type Said = Saying & { title: string; year: number | null };

/** What an export says in all, film by film. `unsure` are the places of the lists that may be of films seen. */
export type Gathered = { films: Said[]; lists: string[]; unsure: number[] };

/**
 * What the tables of an export say, film by film. Letterboxd's link to a film tells it from its namesakes; a line
 * without one (in a diary and a review the link is the entry's) means the film that is called so in that year, and
 * where two are, neither of them for certain: then it is by itself.
 */
export function gather(tables: readonly Table[]): Gathered {
  const films = new Map<string, Said>();
  const lists = tables.filter(({ kind }) => isList(kind));
  const links = linksOf(tables);
  for (const table of tables) {
    const list = lists.indexOf(table);
    for (const line of table.lines) {
      const called = links.get(nameOf(line));
      const [only] = called?.size === 1 ? called : [];
      const key = linkOf(line, table) ?? only ?? nameOf(line);
      const { title, year = null } = line;
      const film = films.get(key) ?? { title, year, wish: false, seen: false, lists: [] };
      films.set(key, { ...film, ...together(film, sayingOf(line, table.kind, list)) });
    }
  }
  const unsure = lists.flatMap(({ kind }, index) => (kind === 'unsure' ? [index] : []));
  return { films: [...films.values()], lists: lists.map(({ name }) => name), unsure };
}

const isList = (kind: Kind) => kind === 'list' || kind === 'unsure';

/** Inside one export names are always written alike. A link never holds a blank. */
const nameOf = ({ title, year }: Line) => `${year ?? ''} ${title.normalize('NFC').toLowerCase()}`;

const linkOf = ({ uri }: Line, { kind }: Table) => (kind === 'diary' || kind === 'reviews' ? undefined : uri);

/** The links of the films of each name. */
function linksOf(tables: readonly Table[]): Map<string, Set<string>> {
  const links = new Map<string, Set<string>>();
  for (const table of tables)
    for (const line of table.lines) {
      const link = linkOf(line, table);
      if (link !== undefined) links.set(nameOf(line), (links.get(nameOf(line)) ?? new Set()).add(link));
    }
  return links;
}

/** What one line says. */
function sayingOf({ day: at, watched, halfStars, review }: Line, kind: Kind, list: number): Saying {
  if (kind === 'watchlist') return { wish: true, seen: false, lists: [] };
  if (kind === 'list') return { wish: false, seen: false, lists: [list] };
  const isUnsure = kind === 'unsure';
  const by = isUnsure ? 'listed' : watched === undefined ? 'written' : 'watched';
  return {
    wish: false,
    seen: !isUnsure,
    lists: isUnsure ? [list] : [],
    day: at === undefined ? undefined : { at, by },
    rating: halfStars === undefined ? undefined : { halfStars, at, present: kind === 'ratings' },
    review: review === undefined ? undefined : { text: review, at },
  };
}

/**
 * What two places say of one film. A present rating goes before those of the diary, of which the newest counts; so does
 * the newest review. It was seen on the last day it was watched; where none is known, by the first day that says so.
 */
export function together(a: Saying, b: Saying): Saying {
  return {
    wish: a.wish || b.wish,
    seen: a.seen || b.seen,
    day: better(a.day, b.day, ({ at, by }) => [BY.indexOf(by), by === 'watched' ? time(at) : -time(at)]),
    rating: better(a.rating, b.rating, ({ at, present }) => [Number(present ?? false), time(at)]),
    review: better(a.review, b.review, ({ at }) => [time(at)]),
    lists: [...a.lists, ...b.lists.filter((list) => !a.lists.includes(list))],
  };
}

const time = (day: string | undefined) => (day === undefined ? Number.NEGATIVE_INFINITY : Date.parse(day));

/** Of two the one that ranks higher, compared number by number; of equals the second. */
function better<One>(a: One | undefined, b: One | undefined, rank: (one: One) => readonly number[]): One | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [first, second] = [rank(a), rank(b)];
  const differs = first.findIndex((one, index) => one !== second[index]);
  return differs >= 0 && (first[differs] ?? 0) > (second[differs] ?? 0) ? a : b;
}
