import type { Sql } from 'postgres';
import { driverError } from '../../../db/errors.ts';
import type { NewFilm } from './batch.ts';
import { catchUp, dropOrphans } from './catch-up.ts';
import { writeDictionary } from './dictionary.ts';
import { abandon, bringOver, next, openNext, shape, TABLES } from './next.ts';
import { indexStatements, keyStatements, takePlaces } from './places.ts';
import { Sender } from './sender.ts';
import { importer } from './turn.ts';

/** A name among the facts: a large import was begun, of what, and whether all of it has been read. */
const FACT = 'large_import';
/** `shape`: of the tables when it began. */
type State = { of: string; stage: 'loading' | 'finishing'; shape: string };

const DICTIONARY = 'title_words';
const FOREIGN_KEY = '23503';
const DEADLOCK = '40P01';
const TRIES = 5;

/** How far the last part is: which statement of how many. */
export type Finishing = (step: { at: number; of: number }) => void;

/**
 * An import of very many new films. They go by COPY into tables beside the live ones, a batch at a time, so that one
 * that was killed is gone on with; in the end these get their indexes and take the places of the live ones. Whoever
 * makes one has taken the turn.
 */
export class LargeImport {
  readonly #sql: Sql;
  /** For what is done at the same time. */
  readonly #second: Sql;
  readonly #reader: Sql;
  readonly #sender: Sender;

  /** @param source of the films. */
  constructor(url: string, source: string, now: Date) {
    [this.#sql, this.#second, this.#reader] = [importer(url), importer(url), importer(url)];
    this.#sender = new Sender(this.#sql, source, now);
  }

  /** Of what a large import was begun and not finished. */
  async begun(): Promise<string | undefined> {
    const state = await this.#state();
    if (state === undefined || state.shape === (await shape(this.#sql))) return state?.of;
    await this.#sql.begin(async (tx) => {
      await abandon(tx);
      await tx`delete from facts where name = ${FACT}`;
    });
    return undefined;
  }

  /** Begins an import of films that `of` names, or goes on with it. */
  async begin(of: string): Promise<void> {
    if (await this.begun()) return;
    await this.#sql.begin(async (tx) => {
      await openNext(tx);
      const state: State = { of, stage: 'loading', shape: await shape(tx) };
      await tx`insert into facts (name, value) values (${FACT}, ${JSON.stringify(state)})`;
    });
  }

  /** Adds a new film. Resolves when there is room for another. */
  add(film: NewFilm): Promise<void> {
    return this.#sender.add(film);
  }

  /** Writes what is under way. */
  flush(): Promise<void> {
    return this.#sender.flush();
  }

  /** Writes what is under way, builds the indexes, and puts the tables in their places. */
  async finish(onStep: Finishing): Promise<void> {
    await this.flush();
    await this.#bringOver();
    await this.#index(onStep);
    await this.#sql.unsafe(`analyze films, people, ${TABLES.map(next).join(', ')}`);
    await this.#takePlaces();
  }

  /** Ends the connections; what is under way is left to the next import. */
  async close(): Promise<void> {
    await this.#sender.close();
    await Promise.all([this.#sql, this.#second, this.#reader].map((sql) => sql.end({ timeout: 5 })));
  }

  async #state(): Promise<State | undefined> {
    const [fact] = await this.#sql<{ value: string }[]>`select value from facts where name = ${FACT}`;
    return fact ? JSON.parse(fact.value) : undefined;
  }

  async #bringOver(): Promise<void> {
    const state = await this.#state();
    if (state?.stage !== 'loading') return;
    await this.#sql.begin(async (tx) => {
      await bringOver(tx);
      await tx`update facts set value = ${JSON.stringify({ ...state, stage: 'finishing' })} where name = ${FACT}`;
    });
  }

  /** Two at a time: the dictionary is made while the first indexes are built. */
  async #index(onStep: Finishing): Promise<void> {
    const filled = TABLES.filter((table) => table !== DICTIONARY);
    const [statements, keys] = [await indexStatements(this.#sql, filled), await keyStatements(this.#sql, filled)];
    let [at, of] = [0, statements.length + keys.length + 1];
    const step = () => onStep({ at: ++at, of });
    const build = async (sql: Sql) => {
      for (let statement = statements.shift(); statement; statement = statements.shift()) {
        await sql.unsafe(statement);
        step();
      }
    };
    const makeDictionary = async () => {
      await writeDictionary(this.#second, this.#reader);
      const more = await indexStatements(this.#second, [DICTIONARY]);
      of += more.length;
      statements.unshift(...more);
      step();
      await build(this.#second);
    };
    await Promise.all([build(this.#sql), makeDictionary()]);
    for (const key of keys) {
      await this.#addKey(key);
      step();
    }
  }

  async #addKey(statement: string): Promise<void> {
    try {
      await this.#sql.unsafe(statement);
    } catch (error) {
      if (driverError(error)?.code !== FOREIGN_KEY) throw error;
      await dropOrphans(this.#sql);
      await this.#sql.unsafe(statement);
    }
  }

  async #takePlaces(attempt = 1): Promise<void> {
    try {
      await this.#sql.begin(async (tx) => {
        await tx.unsafe(`lock table ${TABLES.join(', ')} in share row exclusive mode`);
        await catchUp(tx);
        await takePlaces(tx);
        await tx`delete from facts where name = ${FACT}`;
      });
    } catch (error) {
      // a reader that went on to write waited for us as we for it
      if (driverError(error)?.code !== DEADLOCK || attempt === TRIES) throw error;
      await this.#takePlaces(attempt + 1);
    }
  }
}
