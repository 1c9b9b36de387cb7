import type { TransactionSql } from 'postgres';
import { COUNTED, next, type Queries, TABLES } from './next.ts';

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

/** Statements that build the indexes that the next ones of these tables lack yet, those that take long first. */
export async function indexStatements(sql: Queries, tables: readonly string[]): Promise<string[]> {
  const statements: string[] = [];
  for (const table of tables) {
    for (const { name, statement } of await indexesOf(sql, table)) {
      const [built] = await sql<{ oid: unknown }[]>`select to_regclass(${next(name)}) as oid`;
      if (!built?.oid) statements.push(statement);
    }
  }
  const isLong = (statement: string) => / USING gin /.test(statement) && !/ WHERE /.test(statement);
  return [...statements.filter(isLong), ...statements.filter((statement) => !isLong(statement))];
}

/**
 * Statements that give the next ones of these tables the foreign keys that they lack yet. Rows are looked at in a
 * statement of its own, which lets others write to the films meanwhile.
 */
export async function keyStatements(sql: Queries, tables: readonly string[]): Promise<string[]> {
  const statements: string[] = [];
  for (const table of tables) {
    const keys = await sql<{ add: string; look: string; there: boolean | null }[]>`
      select format('alter table %I add constraint %I %s not valid', ${next(table)}::text, k.conname, pg_get_constraintdef(k.oid)) as add,
        format('alter table %I validate constraint %I', ${next(table)}::text, k.conname) as look, o.convalidated as there
      from pg_constraint k left join pg_constraint o on o.conrelid = ${next(table)}::regclass and o.conname = k.conname
      where k.conrelid = ${table}::regclass and k.contype = 'f' order by k.conname`;
    for (const { add, look, there } of keys) {
      if (there === null) statements.push(add);
      if (there !== true) statements.push(look);
    }
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
