import { expect, test } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { testDatabase } from '../support/database.ts';

const database = await testDatabase();

test('three processes that start together on an empty database all find it migrated', async () => {
  await database.sql`drop schema public cascade`;
  await database.sql`drop schema drizzle cascade`;
  await database.sql`create schema public`;
  await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
  const [row] = await database.sql<
    { applied: number }[]
  >`select count(*)::int as applied from drizzle.__drizzle_migrations`;
  const [again] = await database.sql<
    { distinct: number }[]
  >`select count(distinct hash)::int as distinct from drizzle.__drizzle_migrations`;
  expect(row?.applied).toBeGreaterThan(0);
  expect(row?.applied).toBe(again?.distinct);
});

test('every constraint of our own tables has a name we gave it', async () => {
  const rows = await database.sql<{ name: string; columns: string }[]>`
    select conname as name, conrelid::regclass::text as columns from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n'`;
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter(({ name }) => !/_(pk|fk|key|check)$/.test(name))).toEqual([]);
});

test('every table of a server starts its primary key with the server', async () => {
  const rows = await database.sql<{ table: string; first: string }[]>`
    select c.relname as table, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) as first
    from pg_index i join pg_class c on c.oid = i.indrelid
    where i.indisprimary and c.relnamespace = 'public'::regnamespace
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'guild_id')`;
  expect(rows.map(({ table }) => table)).toContain('seen_marks');
  expect(rows.filter(({ first }) => first !== 'guild_id')).toEqual([]);
});
