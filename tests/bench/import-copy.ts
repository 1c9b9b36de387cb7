import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { temporaryDataDir } from '../../src/db/embedded/embedded.ts';

const TABLES = ['films', 'people', 'film_titles', 'film_people', 'film_external_ids', 'title_words'];
const MEMORY = '256MB';

/**
 * Writes what one database holds into another that is migrated and empty: COPY of the same bytes through postgres.js, no
 * index in place, then the statements that build the indexes and keys, one after the other.
 */
export async function copyAgain(from: string, to: string): Promise<{ seconds: number; bytes: number }> {
  const folder = temporaryDataDir();
  for (const table of TABLES) await save(from, table, join(folder, table));
  const sql = postgres(to, {
    max: 1,
    onnotice: () => {},
    connection: { statement_timeout: 0, maintenance_work_mem: MEMORY },
  });
  const statements = await withoutIndexes(sql);
  const begun = performance.now();
  for (const table of TABLES) {
    await pipeline(createReadStream(join(folder, table)), await sql.unsafe(`copy ${table} from stdin`).writable());
  }
  for (const statement of statements) await sql.unsafe(statement);
  await sql.unsafe(`analyze ${TABLES.join(', ')}`);
  const seconds = (performance.now() - begun) / 1000;
  await sql.end();
  const bytes = TABLES.reduce((sum, table) => sum + statSync(join(folder, table)).size, 0);
  rmSync(folder, { recursive: true });
  return { seconds, bytes };
}

/** Writes a table into a file. A connection for each: the driver's stays paused after a COPY that was read slowly. */
async function save(from: string, table: string, path: string): Promise<void> {
  const sql = postgres(from, { max: 1, onnotice: () => {} });
  await pipeline(await sql.unsafe(`copy ${table} to stdout`).readable(), createWriteStream(path));
  await sql.end({ timeout: 0 });
}

/** Takes all indexes and keys off the tables. @returns the statements that bring them back. */
async function withoutIndexes(sql: postgres.Sql): Promise<string[]> {
  const keys = await sql<{ off: string; back: string; type: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back, contype as type
    from pg_constraint
    where contype in ('p', 'u', 'f') and (conrelid::regclass::text in ${sql(TABLES)} or confrelid::regclass::text in ${sql(TABLES)})
    order by array_position('{p,u,f}'::text[], contype::text)`;
  const indexes = await sql<{ off: string; back: string }[]>`
    select format('drop index %I', indexname) as off, indexdef as back from pg_indexes i
    where tablename in ${sql(TABLES)} and not exists (select from pg_constraint where conname = indexname)`;
  for (const { off } of [...indexes, ...keys.toReversed()]) await sql.unsafe(off);
  const back = (types: string) => keys.filter(({ type }) => types.includes(type)).map((key) => key.back);
  return [...back('pu'), ...indexes.map((index) => index.back), ...back('f')];
}
