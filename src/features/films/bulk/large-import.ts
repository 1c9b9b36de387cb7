import postgres, { type Sql } from 'postgres';
import { APPLICATION_NAME } from '../../../db/connect.ts';
import type { KnownFilm } from '../import/film.ts';
import { Batch } from './batch.ts';
import { writeDictionary } from './dictionary.ts';
import { bringOver, indexStatements, keyStatements, openNext, takePlaces } from './next.ts';

/** A name among the facts: a large import was begun, of what, and whether all of it has been read. */
const FACT = 'large_import';
type State = { of: string; stage: 'loading' | 'finishing' };

/** Films that are written at once. */
const BATCH = 4000;
/** How many indexes are built at a time. */
const BUILDERS = 2;
const MEMORY = '256MB';

/** How far the last part is: which statement of how many. */
export type Finishing = (step: { at: number; of: number }) => void;

/**
 * An import of very many new films. They go by COPY into tables beside the live ones, a batch at a time, so that one
 * that was killed is gone on with; in the end these get their indexes and take the places of the live ones.
 */
export class LargeImport {
  readonly #workers: readonly Sql[];
  #batch = new Batch();
  #sent: Promise<void> = Promise.resolve();

  constructor(url: string) {
    this.#workers = Array.from({ length: BUILDERS }, () =>
      postgres(url, {
        max: 1,
        onnotice: () => {},
        connection: { application_name: APPLICATION_NAME, statement_timeout: 0, maintenance_work_mem: MEMORY },
      }),
    );
  }

  get #sql(): Sql {
    const [first] = this.#workers;
    if (!first) throw new Error('a large import without a connection');
    return first;
  }

  /** Of what a large import was begun and not finished. */
  async begun(): Promise<string | undefined> {
    return (await this.#state())?.of;
  }

  /** Begins an import of films that `of` names, or goes on with it. */
  async begin(of: string): Promise<void> {
    if (await this.#state()) return;
    await this.#sql.begin(async (tx) => {
      await openNext(tx);
      await tx`insert into facts (name, value) values (${FACT}, ${JSON.stringify({ of, stage: 'loading' })})`;
    });
  }

  /** Adds a new film. Resolves when there is room for another. */
  async add(film: KnownFilm, told: number): Promise<void> {
    this.#batch.add(film, told);
    if (this.#batch.size < BATCH) return;
    const full = this.#batch;
    this.#batch = new Batch();
    await this.#sent;
    this.#sent = full.send(this.#sql);
    // whoever waits for it meets its error
    this.#sent.catch(() => {});
  }

  /** Writes what is under way. */
  async flush(): Promise<void> {
    await this.#sent;
    const last = this.#batch;
    this.#batch = new Batch();
    if (last.size > 0) await last.send(this.#sql);
  }

  /** Writes what is under way, builds the indexes, and puts the tables in their places. */
  async finish(onStep: Finishing): Promise<void> {
    await this.flush();
    await this.#bringOver();
    await writeDictionary(this.#sql, this.#workers[1] ?? this.#sql);
    const [indexes, keys] = [await indexStatements(this.#sql), await keyStatements(this.#sql)];
    let at = 0;
    const of = indexes.length + keys.length;
    const run = async (sql: Sql, statement: string) => {
      await sql.unsafe(statement);
      onStep({ at: ++at, of });
    };
    await Promise.all(
      this.#workers.map(async (sql) => {
        for (let statement = indexes.shift(); statement; statement = indexes.shift()) await run(sql, statement);
      }),
    );
    for (const key of keys) await run(this.#sql, key);
    await this.#takePlaces();
  }

  /** Ends the connections; what is under way is left to the next import. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((sql) => sql.end({ timeout: 5 })));
  }

  async #state(): Promise<State | undefined> {
    const [fact] = await this.#sql<{ value: string }[]>`select value from facts where name = ${FACT}`;
    return fact ? JSON.parse(fact.value) : undefined;
  }

  async #bringOver(): Promise<void> {
    const state = await this.#state();
    if (state?.stage !== 'loading') return;
    await this.#sql.begin(async (tx) => {
      await bringOver(tx, false);
      await tx`update facts set value = ${JSON.stringify({ ...state, stage: 'finishing' })} where name = ${FACT}`;
    });
  }

  async #takePlaces(): Promise<void> {
    await this.#sql.begin(async (tx) => {
      await tx.unsafe(
        'lock table film_titles, film_people, film_external_ids, title_words in share row exclusive mode',
      );
      await bringOver(tx, true);
      await takePlaces(tx);
      await tx`delete from facts where name = ${FACT}`;
    });
    await this.#sql.unsafe('analyze films, people, film_titles, film_people, film_external_ids, title_words');
  }
}
