import type { Sql } from 'postgres';

/** A film that has an id of IMDb's. `told`: what IMDb told of it, digested, when it was last imported. */
export type KnownId = { external_id: string; told: number | null };

const AT_ONCE = 5000;

/** The ids of IMDb's that the catalogue has, read in the order of the files. */
export class KnownIds {
  readonly #rows: AsyncIterator<KnownId[]>;
  #batch: KnownId[] = [];
  #at = 0;

  /** @param sql a connection that does nothing else meanwhile. @param tables where the ids are. */
  constructor(sql: Sql, tables: readonly string[]) {
    const selects = tables.map((table) => `select external_id, digest as told from ${table} where source = 'imdb'`);
    this.#rows = sql
      .unsafe<KnownId[]>(`select * from (${selects.join(' union all ')}) ids order by external_id collate "C"`)
      .cursor(AT_ONCE)
      [Symbol.asyncIterator]();
  }

  /** The film of an id. Ids must be asked for in their order. */
  async take(id: string): Promise<KnownId | undefined> {
    for (;;) {
      if (this.#at >= this.#batch.length && !(await this.#fill())) return undefined;
      const row = this.#batch[this.#at];
      if (row === undefined || row.external_id > id) return undefined;
      this.#at++;
      if (row.external_id === id) return row;
    }
  }

  /** Reads no further. */
  async close(): Promise<void> {
    await this.#rows.return?.();
  }

  async #fill(): Promise<boolean> {
    const { value, done } = await this.#rows.next();
    if (done) return false;
    [this.#batch, this.#at] = [
      value.map(({ external_id, told }) => ({ external_id, told: told === null ? null : Number(told) })),
      0,
    ];
    return true;
  }
}
