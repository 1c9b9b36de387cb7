import type { Sql } from 'postgres';
import type { NewFilm } from './batch.ts';
import { type Parcel, sendParcel } from './copy.ts';
import { Makers } from './makers.ts';

/** Films that are written at once. */
const BATCH = 500;
/** Batches that are worked out and not written yet. */
const WAITING = 8;

/** Works out new films and writes them, a batch at a time and in their order. */
export class Sender {
  readonly #sql: Sql;
  readonly #makers: Makers;
  #films: NewFilm[] = [];
  #sending: Promise<void>[] = [];

  constructor(sql: Sql, source: string, now: Date) {
    [this.#sql, this.#makers] = [sql, new Makers(source, now)];
  }

  /** Adds a new film. Resolves when there is room for another. */
  async add(film: NewFilm): Promise<void> {
    this.#films.push(film);
    if (this.#films.length >= BATCH) await this.#send();
  }

  /** Writes what is under way. */
  async flush(): Promise<void> {
    await this.#send();
    await Promise.all(this.#sending);
  }

  async close(): Promise<void> {
    await this.#makers.close();
  }

  async #send(): Promise<void> {
    const films = this.#films;
    this.#films = [];
    if (films.length === 0) return;
    while (this.#sending.length > WAITING) await this.#sending.shift();
    const sent = this.#write(this.#makers.make(films), this.#sending.at(-1));
    // whoever waits for it meets its error
    sent.catch(() => {});
    this.#sending.push(sent);
  }

  /** One batch after the other, each in a transaction: all of it arrives, or nothing. */
  async #write(made: Promise<readonly Parcel[]>, before: Promise<void> | undefined): Promise<void> {
    const [parcels] = await Promise.all([made, before]);
    await this.#sql.begin(async (tx) => {
      for (const parcel of parcels) await sendParcel(tx, parcel);
    });
  }
}
