import type { Sql } from 'postgres';
import { connect } from '../../../db/connect.ts';
import { type Finishing, LargeImport } from '../bulk/large-import.ts';
import { next } from '../bulk/next.ts';
import { becomeImporter, importer } from '../bulk/turn.ts';
import type { ImportCounts } from '../import/import.ts';
import { Changes } from './changes.ts';
import { type Checked, checkFiles, type Progress, tablesIn } from './check.ts';
import { type ImdbFilm, imdbFilms, type Tables, type Wanted } from './films.ts';
import { KnownIds } from './known.ts';
import { writePeople } from './people.ts';

export type ImdbOptions = {
  wanted: Wanted;
  now: Date;
  /** From so many new films on they are loaded beside the live tables; fewer are added to them. */
  largeFrom?: number;
  onCheck?: Progress;
  onLoad?: (done: { films: number; of: number }) => void;
  onFinish?: Finishing;
};

const LARGE_FROM = 20_000;
const LARGE_SHARE = 0.25;
const FILMS_BETWEEN_REPORTS = 1000;
const IDS = 'film_external_ids';

/**
 * Brings IMDb's films into the shared catalogue: those it lacks, and what is told otherwise of those it has. Films that
 * are no longer there stay. All files are read to their end before anything is written; when the process is killed
 * after that, the next import goes on where this one was.
 * @param url of the database. @param folder with the five files.
 * @throws FilmFileError when a file cannot be read; then nothing was changed.
 */
export async function importImdb(url: string, folder: string, options: ImdbOptions): Promise<ImportCounts> {
  const checked = await checkFiles(folder, options.wanted, options.onCheck ?? (() => {}));
  const giveBack = await becomeImporter(url);
  const large = new LargeImport(url, 'imdb', options.now);
  try {
    const begun = await large.begun();
    // what was begun with other files is brought to its end before these are looked at
    if (begun !== undefined && begun !== checked.fingerprint) await large.finish(() => {});
    return await load(url, folder, checked, large, options);
  } finally {
    await large.close();
    await giveBack();
  }
}

async function load(url: string, folder: string, checked: Checked, large: LargeImport, options: ImdbOptions) {
  const [reader, peopleReader, peopleWriter] = [importer(url), importer(url), importer(url)];
  const { db, sql, close } = connect(url, { max: 1 });
  try {
    const goesOn = (await large.begun()) !== undefined;
    const isLarge = goesOn || (await bringsMany(sql, checked.films, options));
    const before = goesOn ? await countBroughtBefore(sql) : 0;
    if (isLarge) await large.begin(checked.fingerprint);
    const people = writePeople(peopleWriter, peopleReader, checked.names);
    // whoever waits for it meets its error
    people.catch(() => {});
    const changes = await Changes.open(db, sql, { now: options.now, people });
    const known = new KnownIds(reader, isLarge ? [IDS, next(IDS)] : [IDS]);
    const places = { known, changes, large: isLarge ? large : undefined };
    const counts = await placeAll(tablesIn(folder), checked, places, options).finally(() => known.close());
    await people;
    if (isLarge) await large.finish(options.onFinish ?? (() => {}));
    return { ...counts, added: counts.added + before, unchanged: counts.unchanged - before };
  } finally {
    await Promise.all([close(), ...[reader, peopleReader, peopleWriter].map((sql) => sql.end({ timeout: 5 }))]);
  }
}

/** Whether so many films are new that loading all of them beside the live tables is quicker. */
async function bringsMany(sql: Sql, films: number, { largeFrom = LARGE_FROM }: ImdbOptions): Promise<boolean> {
  const known = await countIds(sql);
  return films - known >= Math.max(largeFrom, known * LARGE_SHARE);
}

type Places = { known: KnownIds; changes: Changes; large: LargeImport | undefined };

async function placeAll(
  tables: Tables,
  { films, names }: Checked,
  places: Places,
  { wanted, onLoad = () => {} }: ImdbOptions,
): Promise<ImportCounts> {
  const counts = { rows: 0, added: 0, unchanged: 0 };
  try {
    await Promise.all(Object.values(tables).map((table) => table.open()));
    for await (const film of imdbFilms(tables, wanted, names)) {
      const fate = await place(film, places);
      if (fate) counts[fate]++;
      if (++counts.rows % FILMS_BETWEEN_REPORTS === 0) onLoad({ films: counts.rows, of: films });
    }
    await places.changes.end();
    onLoad({ films: counts.rows, of: films });
  } finally {
    for (const table of Object.values(tables)) table.close();
  }
  const { added, changed, unchanged } = places.changes.counts;
  return { rows: counts.rows, added: counts.added + added, changed, unchanged: counts.unchanged + unchanged };
}

/** Passes a film on to where it belongs. @returns what became of it, where that is known already. */
async function place(film: ImdbFilm, { known, changes, large }: Places): Promise<'added' | 'unchanged' | undefined> {
  const stored = await known.take(film.id);
  if (stored?.told === film.told) return 'unchanged';
  if (stored || !large || changes.mayKnow(film.row)) {
    await changes.add(film);
    return undefined;
  }
  await large.add(film);
  return 'added';
}

/** How many films the import that is gone on with has brought: they are no less new for that it was ended. */
async function countBroughtBefore(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from ${sql(next(IDS))} n where n.source = 'imdb' and not exists
      (select from film_external_ids e where e.source = 'imdb' and e.external_id = n.external_id)`;
  return row?.count ?? 0;
}

async function countIds(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from film_external_ids where source = 'imdb'`;
  return row?.count ?? 0;
}
