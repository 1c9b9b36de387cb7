import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { listed, type Shelf } from './shelves.ts';

/** Rows as the database writes them as JSON. */
export type Json = Record<string, unknown>;
export type Between = { guildId: string; from: string; to: string };
/** What a shelf held of both films before: all of the one, and of the other what was in the way of it. */
export type Held = { shelf: string; from: Json[]; to: Json[] };

const rowsOf = ({ name }: Shelf, rows: readonly Json[]): SQL =>
  sql`json_populate_recordset(null::${sql.identifier(name)}, ${JSON.stringify(rows)}::text::json)`;

const same = ({ keys }: Shelf, a: string, b: string): SQL =>
  sql.join(
    keys.map((key) => sql`${sql.identifier(a)}.${sql.identifier(key)} = ${sql.identifier(b)}.${sql.identifier(key)}`),
    sql` and `,
  );

const ownColumns = ({ columns, keys }: Shelf) =>
  columns.filter((column) => !['guild_id', 'film_id', ...keys].includes(column));

/** What both films have on a shelf that is in each other's way, and all of the first. */
export async function held(tx: Db, shelf: Shelf, { guildId, from, to }: Between): Promise<Held> {
  const table = sql.identifier(shelf.name);
  const rows = (await tx.execute(sql`
    select to_json(t) as row, t.film_id = ${from} as first from ${table} t where t.guild_id = ${guildId}
      and (t.film_id = ${from} or (t.film_id = ${to} and exists (select from ${table} o
        where o.guild_id = t.guild_id and o.film_id = ${from} and ${same(shelf, 'o', 't')})))
  `)) as unknown as { row: Json; first: boolean }[];
  const of = (first: boolean) => [...rows].filter((one) => one.first === first).map(({ row }) => row);
  return { shelf: shelf.name, from: of(true), to: of(false) };
}

/** Puts onto the second film what the first has; of two the one stays that the shelf says. */
export async function copyOver(tx: Db, shelf: Shelf, { guildId, from, to }: Between): Promise<void> {
  const table = sql.identifier(shelf.name);
  const stamp = sql.identifier(shelf.stamp);
  const values = shelf.columns.map((column) => (column === 'film_id' ? sql`${to}::uuid` : sql.identifier(column)));
  await tx.execute(sql`
    insert into ${table} as t (${listed(shelf.columns)})
    select ${sql.join(values, sql`, `)} from ${table} where guild_id = ${guildId} and film_id = ${from}
    on conflict (${listed(['guild_id', 'film_id', ...shelf.keys])}) do update
    set ${sql.join(
      ownColumns(shelf).map((column) => sql`${sql.identifier(column)} = excluded.${sql.identifier(column)}`),
      sql`, `,
    )}
    where ${shelf.stays === 'later' ? sql`excluded.${stamp} > t.${stamp}` : sql`excluded.${stamp} < t.${stamp}`}`);
}

/** Takes off the first film what a shelf has of it, but for what something still rests on. */
export async function clearOf(tx: Db, shelf: Shelf, { guildId, from }: Between): Promise<void> {
  await tx.execute(sql`
    delete from ${sql.identifier(shelf.name)} t where t.guild_id = ${guildId} and t.film_id = ${from} and ${free(shelf)}`);
}

function free({ under }: Shelf): SQL {
  const bare = under.map(
    (name) => sql`not exists (select from ${sql.identifier(name)} u
      where u.guild_id = t.guild_id and u.film_id = t.film_id and u.user_id = t.user_id)`,
  );
  return sql.join([sql`true`, ...bare], sql` and `);
}

/**
 * Makes the second film's shelf what it was, where it still is as the move left it: what gave way is there again, and
 * what came from the first film goes.
 */
export async function takeOff(tx: Db, shelf: Shelf, { to }: Between, before: Omit<Held, 'shelf'>): Promise<void> {
  const came = before.from.map((row) => ({ ...row, film_id: to }));
  const table = sql.identifier(shelf.name);
  const values = ownColumns(shelf).map((column) => sql`${sql.identifier(column)} = b.${sql.identifier(column)}`);
  await tx.execute(sql`
    update ${table} t set ${sql.join(values, sql`, `)}
    from ${rowsOf(shelf, came)} came, ${rowsOf(shelf, before.to)} b where t = came and ${same(shelf, 'b', 't')}`);
  await tx.execute(sql`
    delete from ${table} t using ${rowsOf(shelf, came)} came where t = came and ${free(shelf)}
      and not exists (select from ${rowsOf(shelf, before.to)} b where ${same(shelf, 'b', 't')})`);
}

/** Puts rows back. What has been said in their place since stays. */
export async function putBack(tx: Db, shelf: Shelf, rows: readonly Json[]): Promise<void> {
  await tx.execute(sql`
    insert into ${sql.identifier(shelf.name)} select * from ${rowsOf(shelf, rows)} on conflict do nothing`);
}
