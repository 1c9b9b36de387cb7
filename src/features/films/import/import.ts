import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { facts } from '../../../db/schema/index.ts';
import type { CountedWords } from './dictionary.ts';
import { type KnownFilm, mergeRow, newFilm, refreshRow } from './film.ts';
import { type FilmRow, foldTitle } from './row.ts';
import { sameFilm } from './same.ts';
import { knownFilms, writeFilms, writeWords } from './store.ts';

/** What an import did with its rows. Several rows may be about one film: it counts once, as the most that happened. */
export type ImportCounts = { rows: number; added: number; changed: number; unchanged: number };

export type ImportOptions = {
  /** Where the rows come from; kept with films that are new. */
  source: string;
  now: Date;
  /** Called now and then with the number of rows read so far. */
  onProgress?: (rows: number) => void;
  /** A handful of films: the planner's figures are as good as before. */
  few?: boolean;
  /** Whether films that come from the source are made as it tells of them now; else what is known of them stays. */
  refresh?: boolean;
};

const ROWS_AT_ONCE = 1000;

/**
 * Brings rows into the shared catalogue inside the transaction that `db` is: when reading or writing fails, the caller
 * rolls it back. Imports of several processes go one after the other.
 */
export async function importRows(
  db: Db,
  rows: Iterable<FilmRow> | AsyncIterable<FilmRow>,
  options: ImportOptions,
): Promise<ImportCounts> {
  await takeTurn(db);
  const fates = new Map<string, 'added' | 'changed' | 'unchanged'>();
  const words: CountedWords = new Map();
  let read = 0;
  for await (const batch of batches(rows)) {
    const films = await mergeBatch(db, batch, options);
    await writeFilms(db, films, words);
    for (const film of films) note(fates, film);
    read += batch.length;
    options.onProgress?.(read);
  }
  await writeWords(db, words);
  if (words.size > 0 && !options.few) await db.execute(sql`analyze films, film_titles, title_words`);
  return { rows: read, ...tally(fates) };
}

/** Holds the lock of imports until the transaction ends. */
export async function takeTurn(db: Db): Promise<void> {
  await db
    .insert(facts)
    .values({ name: 'film_imports', value: '' })
    .onConflictDoUpdate({ target: facts.name, set: { value: '' } });
}

/** The films that the rows of a batch are about, with what the rows add to them. */
export async function mergeBatch(
  db: Db,
  batch: readonly FilmRow[],
  options: Omit<ImportOptions, 'onProgress'>,
): Promise<KnownFilm[]> {
  const films = new FilmShelf(await knownFilms(db, batch));
  return [...new Set(batch.map((row) => films.place(row, options)))];
}

/** Films by all that a row may find them by. */
class FilmShelf {
  readonly #shelves = new Map<string, KnownFilm[]>();

  constructor(films: readonly KnownFilm[]) {
    for (const film of films) this.#put(film);
  }

  place(row: FilmRow, { source, now, refresh = false }: Omit<ImportOptions, 'onProgress'>): KnownFilm {
    const near = [foldTitle(row.title), ...idKeys(Object.entries(row.ids ?? {}))].flatMap(
      (key) => this.#shelves.get(key) ?? [],
    );
    const known = sameFilm(row, [...new Set(near)], source);
    if (known) (refresh && known.columns.source === source ? refreshRow : mergeRow)(known, row);
    const film = known ?? newFilm(row, source, now);
    this.#put(film);
    return film;
  }

  #put(film: KnownFilm): void {
    for (const key of [...film.folded.keys(), ...idKeys([...film.ids])]) {
      const shelf = this.#shelves.get(key) ?? [];
      if (!shelf.includes(film)) this.#shelves.set(key, [...shelf, film]);
    }
  }
}

const idKeys = (ids: readonly [string, string][]) => ids.map(([source, id]) => `${source} ${id}`);

function note(fates: Map<string, 'added' | 'changed' | 'unchanged'>, film: KnownFilm): void {
  const fate = film.isNew ? 'added' : film.changed ? 'changed' : 'unchanged';
  const before = fates.get(film.columns.id);
  if (before === undefined || before === 'unchanged') fates.set(film.columns.id, fate);
}

function tally(fates: ReadonlyMap<string, 'added' | 'changed' | 'unchanged'>): Omit<ImportCounts, 'rows'> {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const fate of fates.values()) counts[fate]++;
  return counts;
}

async function* batches(rows: Iterable<FilmRow> | AsyncIterable<FilmRow>): AsyncGenerator<FilmRow[]> {
  let batch: FilmRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
