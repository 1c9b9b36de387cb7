import { sql as statement } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { Db } from '../../../db/db.ts';
import { SHARED } from '../../../db/schema/index.ts';
import type { CountedWords } from '../import/dictionary.ts';
import { mergeBatch, takeTurn } from '../import/import.ts';
import { type FilmRow, foldTitle } from '../import/row.ts';
import { writeFilms, writeWords } from '../import/store.ts';
import type { ImdbFilm } from './films.ts';

const AT_ONCE = 1000;
/** Of more titles of other sources, each film of IMDb's is looked up. */
const MOST_TITLES = 300_000;

/** `people`: resolves when all whom the films name are in the catalogue. */
type Circumstances = { now: Date; people: Promise<void> };

/** Films that are written to the live tables: those that changed, and those that the catalogue may have already. */
export class Changes {
  readonly #db: Db;
  readonly #now: Date;
  readonly #people: Promise<void>;
  /** Folded titles of films that have no id of IMDb's; undefined: too many to keep. */
  readonly #titles: ReadonlySet<string> | undefined;
  readonly counts = { added: 0, changed: 0, unchanged: 0 };
  #films: ImdbFilm[] = [];

  private constructor(db: Db, { now, people }: Circumstances, titles: ReadonlySet<string> | undefined) {
    [this.#db, this.#now, this.#people] = [db, now, people];
    this.#titles = titles;
  }

  static async open(db: Db, sql: Sql, circumstances: Circumstances): Promise<Changes> {
    const rows = await sql<{ folded: string }[]>`
      select distinct t.folded from film_titles t where t.scope = ${SHARED} and t.kind <> 'romanised' and not exists (
        select from film_external_ids e where e.film_id = t.film_id and e.source = 'imdb') limit ${MOST_TITLES}`;
    const titles = rows.length < MOST_TITLES ? new Set(rows.map(({ folded }) => folded)) : undefined;
    return new Changes(db, circumstances, titles);
  }

  /** Whether the catalogue may have a film under its title, without IMDb's id. */
  mayKnow(row: FilmRow): boolean {
    return this.#titles === undefined || this.#titles.has(foldTitle(row.title));
  }

  async add(film: ImdbFilm): Promise<void> {
    this.#films.push(film);
    if (this.#films.length >= AT_ONCE) await this.#write();
  }

  async end(): Promise<void> {
    if (this.#films.length > 0) await this.#write();
  }

  async #write(): Promise<void> {
    const films = this.#films;
    this.#films = [];
    await this.#people;
    await this.#db.transaction(async (tx) => {
      await takeTurn(tx);
      const words: CountedWords = new Map();
      const rows = films.map(({ row }) => row);
      const merged = await mergeBatch(tx, rows, { source: 'imdb', now: this.#now, refresh: true });
      await writeFilms(tx, merged, words);
      await writeWords(tx, words);
      await writeDigests(tx, films);
      for (const { isNew, changed } of merged) this.counts[isNew ? 'added' : changed ? 'changed' : 'unchanged']++;
    });
  }
}

async function writeDigests(db: Db, films: readonly ImdbFilm[]): Promise<void> {
  const told = films.map(({ id, told }) => ({ source: 'imdb', external_id: id, digest: told }));
  await db.execute(statement`
    update film_external_ids e set digest = n.digest
    from json_populate_recordset(null::film_external_ids, ${JSON.stringify(told)}::text::json) n
    where e.source = n.source and e.external_id = n.external_id`);
}
