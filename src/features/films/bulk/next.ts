import type { Sql, TransactionSql } from 'postgres';

/** A connection or an open transaction of the driver. */
export type Queries = Sql | TransactionSql;

/** The tables that a large import fills beside the live ones, so that no search meets a table without its indexes. */
const FILLED = ['film_titles', 'film_people', 'film_external_ids'] as const;
/** The dictionary is made anew in the end. */
const TABLES = [...FILLED, 'title_words'] as const;

/** Words of the titles on their way, counted a batch of films at a time. */
export const COUNTED = 'title_words_counted';

export const next = (table: string) => `${table}_next`;

/** Makes the tables of a large import, without indexes. */
export async function openNext(sql: Queries): Promise<void> {
  for (const table of FILLED) {
    await sql.unsafe(`create table ${next(table)} (like ${table} including defaults including constraints)`);
  }
  await sql.unsafe(`create table ${COUNTED} (word text not null, uses integer not null, far boolean not null)`);
}

/** Brings what the live tables hold into the next ones; `again`: only what came since, and what changed since. */
export async function bringOver(sql: Queries, again: boolean): Promise<void> {
  for (const table of FILLED) {
    await sql.unsafe(`insert into ${next(table)} select * from ${table}${again ? ' on conflict do nothing' : ''}`);
  }
  if (!again) return;
  await sql.unsafe(`update ${next('film_titles')} n set votes = t.votes, years = t.years, kind = t.kind from film_titles t
    where t.film_id = n.film_id and t.folded = n.folded
      and (t.votes, t.years, t.kind) is distinct from (n.votes, n.years, n.kind)`);
}

type Index = { name: string; statement: string; constraint: string | null };

/** The indexes of a live table, as statements for the next one. */
async function indexesOf(sql: Queries, table: string): Promise<Index[]> {
  const rows = await sql<{ name: string; def: string; constraint: string | null }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as def,
      case k.contype when 'p' then 'primary key' when 'u' then 'unique' end as constraint
    from pg_index i join pg_class c on c.oid = i.indexrelid
      left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u')
    where i.indrelid = ${table}::regclass order by c.relname`;
  return rows.map(({ name, def, constraint }) => ({
    name,
    constraint,
    statement: def.replace(
      / INDEX \w+ ON (\w+\.)?\w+ /,
      (_, schema = '') => ` INDEX ${next(name)} ON ${schema}${next(table)} `,
    ),
  }));
}

/** Statements that build the indexes that the next tables lack yet. */
export async function indexStatements(sql: Queries): Promise<string[]> {
  const statements: string[] = [];
  for (const table of TABLES) {
    for (const { name, statement } of await indexesOf(sql, table)) {
      const [built] = await sql<{ oid: unknown }[]>`select to_regclass(${next(name)}) as oid`;
      if (!built?.oid) statements.push(statement);
    }
  }
  return statements;
}

/** Statements that give the next tables the foreign keys that they lack yet. */
export async function keyStatements(sql: Queries): Promise<string[]> {
  const statements: string[] = [];
  for (const table of TABLES) {
    const keys = await sql<{ statement: string }[]>`
      select format('alter table %I add constraint %I %s', ${next(table)}::text, conname, pg_get_constraintdef(oid)) as statement
      from pg_constraint k where conrelid = ${table}::regclass and contype = 'f' and not exists (
        select from pg_constraint o where o.conrelid = ${next(table)}::regclass and o.conname = k.conname)
      order by conname`;
    statements.push(...keys.map(({ statement }) => statement));
  }
  return statements;
}

/** Puts the next tables in the places of the live ones, inside a transaction. */
export async function takePlaces(sql: TransactionSql): Promise<void> {
  for (const table of TABLES) {
    const indexes = await indexesOf(sql, table);
    for (const { name, constraint } of indexes) {
      if (!constraint) continue;
      await sql.unsafe(
        `alter table ${next(table)} add constraint ${next(name)} ${constraint} using index ${next(name)}`,
      );
    }
    await sql.unsafe(`drop table ${table}`);
    await sql.unsafe(`alter table ${next(table)} rename to ${table}`);
    for (const { name } of indexes) await sql.unsafe(`alter index ${next(name)} rename to ${name}`);
  }
  await sql.unsafe(`drop table ${COUNTED}`);
}
