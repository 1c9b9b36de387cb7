import { randomUUIDv7 } from 'node:crypto';
import { SHARED } from '../../../db/schema/index.ts';
import { titleForms } from '../titles/forms.ts';
import { romanisations } from '../titles/romanise.ts';
import { type FilmRow, foldTitle, type Person } from './row.ts';

/** A row of the table `films`, its columns by their names in the database. */
export type FilmColumns = {
  id: string;
  scope: string;
  title: string;
  original_title: string | null;
  original_language: string | null;
  year: number | null;
  other_years: number[];
  runtime_minutes: number | null;
  countries: string[];
  genres: string[];
  age_rating: string | null;
  content_notes: string[];
  directors: string[];
  poster_url: string | null;
  votes: number | null;
  source: string;
  fetched_at: string;
};

/** A row of the table `film_titles`. */
export type TitleColumns = {
  film_id: string;
  scope: string;
  title: string;
  folded: string;
  kind: 'title' | 'original' | 'alternative' | 'romanised';
  language: string | null;
  tokens: string;
  squeezed: string;
  words: string[];
};

/** A title on its way into the catalogue, with those of its words that are several written together. */
export type AddedTitle = { columns: TitleColumns; together: string[] };

/** A film of the catalogue while rows are merged into it. `titles` and the sets below hold what it has already. */
export type KnownFilm = {
  columns: FilmColumns;
  /** Its folded titles and what each is. */
  folded: Map<string, TitleColumns['kind']>;
  ids: Map<string, string>;
  roles: Set<'director' | 'cast'>;
  languages: Set<string>;
  /** What the rows add, not written yet. */
  added: {
    titles: AddedTitle[];
    ids: [source: string, id: string][];
    people: ['director' | 'cast', readonly Person[]][];
    synopses: [language: string, synopsis: string][];
  };
  isNew: boolean;
  changed: boolean;
  /** Whether its main title is another now. */
  isRenamed: boolean;
  /** Roles of which those credited before are no longer. */
  replaced: Set<'director' | 'cast'>;
};

const nothing = () => ({ titles: [], ids: [], people: [], synopses: [] });

/** A film of the catalogue with nothing added yet. */
export function knownFilm(stored: Pick<KnownFilm, 'columns' | 'folded' | 'ids' | 'roles' | 'languages'>): KnownFilm {
  return { ...stored, added: nothing(), isNew: false, changed: false, isRenamed: false, replaced: new Set() };
}

/** A film that the catalogue does not have yet, as its first row tells of it; `scope`: everybody's, or one server's. */
export function newFilm(row: FilmRow, source: string, now: Date, scope: string = SHARED): KnownFilm {
  const columns: FilmColumns = {
    id: randomUUIDv7(),
    scope,
    title: row.title,
    original_title: null,
    original_language: null,
    year: row.year ?? null,
    other_years: [],
    runtime_minutes: null,
    countries: [],
    genres: [],
    age_rating: null,
    content_notes: [],
    directors: [],
    poster_url: null,
    votes: null,
    source,
    fetched_at: now.toISOString(),
  };
  const film = knownFilm({ columns, folded: new Map(), ids: new Map(), roles: new Set(), languages: new Set() });
  film.isNew = true;
  mergeRow(film, row);
  return film;
}

/** Adds to a film what a row knows more. What the film knows already stays; votes only grow. */
export function mergeRow(film: KnownFilm, row: FilmRow): void {
  const { columns } = film;
  addTitle(film, row.title, columns.title === row.title ? 'title' : 'alternative');
  if (row.originalTitle) addTitle(film, row.originalTitle, 'original', row.originalLanguage);
  for (const { title, language } of row.titles ?? []) addTitle(film, title, 'alternative', language);
  // after the titles that a source gives: what is spelt the same is theirs
  for (const {
    columns: { title },
  } of [...film.added.titles]) {
    for (const latin of romanisations(title)) addTitle(film, latin, 'romanised');
  }
  addYear(film, row.year);
  fill(film, 'original_title', row.originalTitle);
  fill(film, 'original_language', row.originalLanguage);
  fill(film, 'runtime_minutes', row.runtime);
  fill(film, 'age_rating', row.ageRating);
  if (row.votes !== undefined && row.votes > (columns.votes ?? -1)) set(film, 'votes', row.votes);
  for (const name of ['countries', 'genres'] as const) {
    if (columns[name].length === 0 && row[name]?.length) set(film, name, [...row[name]]);
  }
  if (columns.content_notes.length === 0 && row.contentNotes?.length) set(film, 'content_notes', [...row.contentNotes]);
  addPeople(film, 'director', row.directors);
  addPeople(film, 'cast', row.cast);
  for (const [source, id] of Object.entries(row.ids ?? {})) addTo(film.ids, film.added.ids, source, id, film);
  for (const [language, synopsis] of Object.entries(row.synopsis ?? {})) {
    if (film.languages.has(language)) continue;
    film.languages.add(language);
    film.added.synopses.push([language, synopsis]);
    film.changed = true;
  }
}

/** Makes a film as its own source tells of it now. Titles that the source no longer gives stay. */
export function refreshRow(film: KnownFilm, row: FilmRow): void {
  const { columns } = film;
  film.isRenamed = columns.title !== row.title;
  const year = row.year ?? columns.year;
  const facts: Partial<FilmColumns> = {
    title: row.title,
    original_title: row.originalTitle ?? null,
    year,
    other_years: columns.other_years.filter((other) => other !== year),
    runtime_minutes: row.runtime ?? columns.runtime_minutes,
    genres: row.genres?.length ? [...row.genres] : columns.genres,
    votes: row.votes ?? columns.votes,
  };
  if (JSON.stringify({ ...columns, ...facts }) !== JSON.stringify(columns)) film.changed = true;
  Object.assign(columns, facts);
  const directors = row.directors?.map(({ name }) => name) ?? [];
  if (directors.length > 0 && directors.join('\n') !== columns.directors.join('\n')) {
    if (film.roles.delete('director')) film.replaced.add('director');
  }
  mergeRow(film, row);
}

function set<Name extends keyof FilmColumns>(film: KnownFilm, name: Name, value: FilmColumns[Name]): void {
  film.columns[name] = value;
  film.changed = true;
}

function fill<Name extends keyof FilmColumns>(film: KnownFilm, name: Name, value?: FilmColumns[Name]): void {
  if (film.columns[name] === null && value !== undefined) set(film, name, value);
}

function addYear(film: KnownFilm, year: number | undefined): void {
  const { columns } = film;
  if (year === undefined || year === columns.year || columns.other_years.includes(year)) return;
  if (columns.year === null) set(film, 'year', year);
  else set(film, 'other_years', [...columns.other_years, year].sort());
}

function addPeople(film: KnownFilm, role: 'director' | 'cast', people: readonly Person[] = []): void {
  if (people.length === 0 || film.roles.has(role)) return;
  film.roles.add(role);
  if (role === 'director') film.columns.directors = people.map(({ name }) => name);
  film.added.people.push([role, people]);
  film.changed = true;
}

function addTo(has: Map<string, string>, added: [string, string][], key: string, value: string, film: KnownFilm): void {
  if (has.has(key)) return;
  has.set(key, value);
  added.push([key, value]);
  film.changed = true;
}

function addTitle(film: KnownFilm, title: string, kind: TitleColumns['kind'], language?: string): void {
  const folded = foldTitle(title);
  if (folded === '' || film.folded.has(folded)) return;
  film.folded.set(folded, kind);
  const { tokens, squeezed, words, together } = titleForms(title);
  const columns: TitleColumns = {
    film_id: film.columns.id,
    scope: film.columns.scope,
    title,
    folded,
    kind,
    language: language ?? null,
    tokens: tokens.join(' '),
    squeezed,
    words,
  };
  film.added.titles.push({ columns, together });
  film.changed = true;
}
