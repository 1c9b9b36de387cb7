import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { connect } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { Copy } from '../../src/features/films/bulk/copy.ts';
import { LargeImport } from '../../src/features/films/bulk/large-import.ts';
import { catalogue } from './search-catalogue.ts';

const MADE = new Date('2026-01-01T00:00:00Z');
const FACT = 'bench_films';
const MEMORY = '2GB';

/** Loads a made-up catalogue as a large import does, unless the database has it already. */
export async function load(url: string, count: number, dataDir: string | undefined): Promise<void> {
  await migrate(url);
  const { sql, close } = connect(url, { max: 1 });
  try {
    const [fact] = await sql<{ value: string }[]>`select value from facts where name = ${FACT}`;
    // as a server of such a catalogue would have: the default of 128 MB holds a tenth of it
    await sql.unsafe(`alter system set shared_buffers = '${MEMORY}'`);
    if (fact?.value === String(count)) return;
    if (fact !== undefined)
      throw new Error(`the database holds ${fact.value} films, not ${count}: name another folder`);
    await sql.unsafe('set statement_timeout = 0');
    await loadFilms(url, sql, count, dataDir);
    await makeRival(sql);
    await sql`insert into facts (name, value) values (${FACT}, ${String(count)})`;
  } finally {
    await close();
  }
}

async function loadFilms(url: string, sql: postgres.Sql, count: number, dataDir: string | undefined): Promise<void> {
  const large = new LargeImport(url, 'bench', MADE);
  const people = new Map<string, string>();
  try {
    await large.begin(`${count} films made up`);
    for await (const row of catalogue(count, dataDir)) {
      const directors = (row.directors ?? []).map(({ name }) => ({ name, id: idOf(name, people) }));
      await large.add({ row: { ...row, directors }, told: 0 });
    }
    const copy = new Copy('people', ['id', 'name']);
    for (const [name, id] of people) copy.add([id, name]);
    await copy.send(sql);
    await large.finish(() => {});
  } finally {
    await large.close();
  }
  // a statement each: VACUUM takes no company
  for (const table of ['films', 'film_titles', 'title_words']) await sql.unsafe(`vacuum ${table}`);
}

function idOf(name: string, people: Map<string, string>): string {
  const id = people.get(name) ?? randomUUID();
  people.set(name, id);
  return id;
}

/** The same titles for plain pg_trgm: one table, one GIN index. */
async function makeRival(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(
    `create table rival_titles as select film_id, title, votes from film_titles where kind <> 'romanised'`,
  );
  await sql.unsafe(
    'create index rival_titles_index on rival_titles using gin (title gin_trgm_ops) with (fastupdate = false)',
  );
  await sql.unsafe('vacuum analyze rival_titles');
}

/** Reads the tables and indexes of both into the server's memory. */
export async function prewarm(sql: postgres.Sql): Promise<void> {
  await sql.unsafe('set statement_timeout = 0');
  await sql.unsafe('create extension if not exists pg_prewarm');
  await sql`select pg_prewarm(c.oid) from pg_class c left join pg_index i on i.indexrelid = c.oid
    where coalesce(i.indrelid, c.oid) in ('films'::regclass, 'film_titles'::regclass, 'title_words'::regclass,
      'film_people'::regclass, 'people'::regclass, 'rival_titles'::regclass)`;
}
