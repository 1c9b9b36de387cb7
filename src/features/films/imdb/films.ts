import { clean } from '../../../lib/text.ts';
import { type FilmRow, LONGEST_TITLE, type Person } from '../import/row.ts';
import { GENRES } from '../kinds.ts';
import { digest } from './digest.ts';
import type { Names } from './names.ts';
import type { Table } from './table.ts';

/** What IMDb calls a film. */
export const FILM_TYPES: ReadonlySet<string> = new Set(['movie', 'tvMovie']);
/** What else can be asked for. */
export const OTHER_TYPES = ['short', 'video', 'tvShort', 'tvSpecial', 'tvMiniSeries', 'tvSeries'] as const;

/** Which titles are wanted. Adult titles are left out unless asked for. */
export type Wanted = { types: ReadonlySet<string>; adult: boolean };

/** A film as the files tell of it. `told`: a digest of all that was read. */
export type ImdbFilm = { id: string; row: FilmRow; told: number };

/** The tables that are read side by side. */
export type Tables = { basics: Table; akas: Table; ratings: Table; crew: Table };

const isGenre: ReadonlySet<string> = new Set(GENRES);
const genreOf = (name: string) => name.toLowerCase().replace('sci-fi', 'science_fiction');

/**
 * The films of the tables, in their order.
 * @param names of the directors.
 */
export async function* imdbFilms(
  { basics, akas, ratings, crew }: Tables,
  wanted: Wanted,
  names: Names,
): AsyncGenerator<ImdbFilm> {
  for (; basics.key !== undefined; await basics.step()) {
    const id = basics.key;
    const fields = basics.fields();
    const film = isWanted(fields, wanted) ? filmOf(fields) : undefined;
    if (!film) continue;
    const [votes] = await ratings.take(id);
    const [made] = await crew.take(id);
    const others = (await akas.take(id)).flatMap(([, title, language]) => titleOf(title, language));
    const row: FilmRow = {
      ...film,
      titles: others,
      // nobody's votes are none: IMDb lists what has five
      votes: number(votes?.[1]) ?? 0,
      directors: directorIds(made?.[1]).flatMap((number) => personOf(number, names)),
      ids: { imdb: id },
    };
    yield { id, row, told: digest(row) };
  }
}

/** Whether a line of title.basics is about a title that is wanted. */
export function isWanted([, type = '', title, , adult]: ReturnType<Table['fields']>, wanted: Wanted): boolean {
  return wanted.types.has(type) && title !== undefined && (adult !== '1' || wanted.adult);
}

/** The numbers of the directors' ids of a line of title.crew. */
export function directorIds(list: string | undefined): number[] {
  return (list ?? '').split(',').flatMap((id) => (/^nm\d{1,9}$/.test(id) ? [Number(id.slice(2))] : []));
}

function filmOf([, , title, original, , year, runtime, genres]: ReturnType<Table['fields']>): FilmRow | undefined {
  const [main] = titleOf(title, undefined);
  const [other] = titleOf(original, undefined);
  if (!main) return undefined;
  return {
    title: main.title,
    originalTitle: other && other.title !== main.title ? other.title : undefined,
    year: number(year, 1870, 2100),
    runtime: number(runtime, 1, 32_000),
    genres: (genres ?? '')
      .split(',')
      .map(genreOf)
      .filter((genre) => isGenre.has(genre)),
  };
}

function titleOf(title: string | undefined, language: string | undefined): { title: string; language?: string }[] {
  const line = clean(title ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '' || line.length > LONGEST_TITLE) return [];
  return [language === undefined ? { title: line } : { title: line, language }];
}

function personOf(number: number, names: Names): Person[] {
  const name = names.get(number);
  return name === undefined ? [] : [{ id: personId(number), name }];
}

/** Our id of the person with a number at IMDb: "imdb" in ASCII and the number, in the form of a UUID of version 8. */
export function personId(number: number): string {
  return `696d6462-0000-8000-8000-${number.toString(16).padStart(12, '0')}`;
}

function number(text: string | undefined, least = 0, most = 2 ** 31 - 1): number | undefined {
  const value = text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value >= least && value <= most ? value : undefined;
}
