import type { Sql, TransactionSql } from 'postgres';
import { FORMS } from '../titles/forms.ts';

/** A connection or an open transaction of the driver. */
export type Queries = Sql | TransactionSql;

/** The tables that a large import fills beside the live ones, and by which columns their rows are told apart. */
export const FILLED = {
  film_titles: ['film_id', 'folded'],
  film_people: ['film_id', 'role', 'position'],
  film_external_ids: ['source', 'external_id'],
} as const;
const NAMES = Object.keys(FILLED);
/** The dictionary is made anew in the end. */
export const TABLES = [...NAMES, 'title_words'];

/** Words of the titles on their way, counted a batch of films at a time. */
export const COUNTED = 'title_words_counted';

export const next = (table: string) => `${table}_next`;

/** Makes the tables of a large import, without indexes. */
export async function openNext(sql: Queries): Promise<void> {
  for (const table of NAMES) {
    await sql.unsafe(`create table ${next(table)} (like ${table} including defaults including constraints)`);
  }
  await sql.unsafe(`create table ${COUNTED} (word text not null, uses integer not null, far boolean not null)`);
}

/** Brings what the live tables hold into the next ones. */
export async function bringOver(sql: Queries): Promise<void> {
  for (const table of NAMES) await sql.unsafe(`insert into ${next(table)} select * from ${table}`);
}

/** Takes back a large import that cannot be gone on with: its tables, and its films, which nobody can have found. */
export async function abandon(sql: Queries): Promise<void> {
  await sql.unsafe(`drop table if exists ${[...TABLES.map(next), COUNTED].join(', ')}`);
  await sql`delete from films f where source = 'imdb' and not exists (select from film_titles t where t.film_id = f.id)`;
}

/** The columns of the live tables and what is kept of a title, as text that changes when a newer version of ours changes them. */
export async function shape(sql: Queries): Promise<string> {
  const [row] = await sql<{ shape: string }[]>`
    select md5(string_agg(concat_ws(' ', attrelid::regclass, attname, atttypid::regtype), ',' order by attrelid, attnum)) as shape
    from pg_attribute where attrelid = any(${TABLES}::regclass[]) and attnum > 0 and not attisdropped`;
  return `${row?.shape ?? ''} ${FORMS}`;
}
