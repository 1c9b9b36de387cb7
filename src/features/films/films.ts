import type { Db } from '../../db/db.ts';
import type { films } from '../../db/schema/index.ts';
import { UserError } from '../../errors.ts';
import { type ImportCounts, type ImportOptions, importRows } from './import/import.ts';
import { type FilmRow, foldTitle } from './import/row.ts';
import { type FileProgress, readFilmFile } from './import/tsv.ts';
import {
  type FilmCandidate,
  selectAlternativeTitles,
  selectByExternalIds,
  selectExternalIds,
  selectFilm,
  selectHidden,
  selectPeople,
  selectSynopses,
  selectTitled,
  selectTitles,
} from './queries.ts';
import type { FilmHit } from './search/hits.ts';
import type { Asking } from './search/known.ts';
import { squeeze } from './titles/said.ts';
import { tokens } from './titles/words.ts';

export { ImportError } from './bulk/turn.ts';
export { FILM_TYPES, OTHER_TYPES } from './imdb/films.ts';
export { type ImdbOptions, importImdb } from './imdb/import.ts';
export { renewForms } from './import/renew.ts';
export { FilmFileError } from './import/tsv.ts';
export { type Errand, lookUpMore, lookUpTitle } from './lookup/lookup.ts';
export { type More, moreOf } from './lookup/more.ts';
export { filmMeant, unknownFilm } from './meant.ts';
export { type FilmFacts, ownFilm } from './own.ts';
export { namesakesOf, resolveFilm } from './resolve.ts';
export { findFilms as searchFilms } from './search/search.ts';
export { filmSought } from './sought.ts';
export { allOf, standIn, stoodForBy } from './standing.ts';
export { seedStarter } from './starter/starter.ts';
export { readerFilm } from './told.ts';
export type { FileProgress, FilmCandidate, FilmHit, FilmRow, ImportCounts };

/** Somebody by the name we show, and by its other spellings. */
export type Person = { name: string; names: string[] };

/** Everything we know of a film. `synopses`: language to one sentence. */
export type FilmDetails = Omit<typeof films.$inferSelect, 'scope' | 'directors'> & {
  titles: { title: string; kind: string; language: string | null }[];
  directors: Person[];
  cast: (Person & { character: string | null })[];
  externalIds: { source: string; id: string }[];
  synopses: Readonly<Record<string, string>>;
};

/** What else films are called, by their ids; films that are called nothing else are left out. */
export async function alternativeTitles(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const rows = ids.length === 0 ? [] : await selectAlternativeTitles(db, ids);
  return new Map(rows.map(({ filmId, titles }) => [filmId, titles]));
}

/** Whether a film is for adults alone, as one of the sources says. */
export async function isAdult(db: Db, filmId: string): Promise<boolean> {
  return (await selectHidden(db, [filmId], { guildId: undefined, adult: false })).has(filmId);
}

/** Of films that were found, those that may be shown: neither what another stands for here nor, unless asked, what is for adults. */
export async function shown<Film extends { id: string }>(
  db: Db,
  found: readonly Film[],
  { guildId, adult = false }: Asking,
): Promise<Film[]> {
  const ids = found.map(({ id }) => id);
  const hidden = await selectHidden(db, ids, { guildId, adult });
  return found.filter(({ id }) => !hidden.has(id));
}

/**
 * A film by its id; none where there is no such film or another server typed it in. Where another film stands for it in
 * this server, that one.
 */
export async function loadFilm(db: Db, asked: string, guildId?: string): Promise<FilmDetails | undefined> {
  const row = await selectFilm(db, asked, guildId);
  if (!row) return undefined;
  const { scope: _, ...film } = row;
  const { id } = film;
  const [titles, people, externalIds, synopses] = await Promise.all([
    selectTitles(db, id),
    selectPeople(db, id),
    selectExternalIds(db, id, guildId),
    selectSynopses(db, id),
  ]);
  return {
    ...film,
    titles,
    directors: people.filter(({ role }) => role === 'director').map(({ name, names }) => ({ name, names })),
    cast: people
      .filter(({ role }) => role === 'cast')
      .map(({ name, names, character }) => ({ name, names, character })),
    externalIds,
    synopses: Object.fromEntries(synopses.map(({ language, synopsis }) => [language, synopsis])),
  };
}

/**
 * `loadFilm`, for an id that a button or a choice sent: what is done goes by the id of the film that comes back.
 * @throws UserError when this server has no such film, also for an id that somebody made up.
 */
export async function requireFilm(db: Db, asked: string, guildId: string): Promise<FilmDetails> {
  const film = await loadFilm(db, asked, guildId);
  if (!film) throw new UserError('film.gone');
  return film;
}

/**
 * The films that have one of these titles, spaces, punctuation and a leading article left aside: the shared ones, and
 * those of a server if one asks.
 */
export async function filmsTitled(db: Db, titles: readonly string[], guildId?: string): Promise<FilmCandidate[]> {
  const named = titles.filter((title) => foldTitle(title) !== '');
  return selectTitled(
    db,
    named.map(foldTitle),
    named.map((title) => squeeze(tokens(title))),
    guildId,
  );
}

/** The one shared film that an id of another source names, e.g. `{ source: 'imdb', id: 'tt0063032' }`. */
export async function filmWithId(
  db: Db,
  externalId: { source: string; id: string },
): Promise<FilmCandidate | undefined> {
  const [film] = await selectByExternalIds(db, [externalId]);
  return film;
}

/**
 * Brings films into the shared catalogue, all or none. The same folded title and year is the same film, and so is a
 * year off by one when no other film is nearer; importing twice changes nothing.
 */
export async function importFilms(
  db: Db,
  rows: Iterable<FilmRow> | AsyncIterable<FilmRow>,
  options: ImportOptions,
): Promise<ImportCounts> {
  return db.transaction((tx) => importRows(tx, rows, options));
}

/**
 * `importFilms` of a file of tab-separated columns, see `readFilmFile`.
 * @throws FilmFileError naming the line; nothing has changed then.
 */
export async function importFilmsFile(
  db: Db,
  path: string,
  { onProgress, ...options }: { source: string; now: Date; onProgress?: (progress: FileProgress) => void },
): Promise<ImportCounts> {
  return importFilms(db, readFilmFile(path, onProgress), options);
}
