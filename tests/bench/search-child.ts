import { readFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import type postgres from 'postgres';
import { connect } from '../../src/db/connect.ts';
import { searchFilms } from '../../src/features/films/films.ts';
import type { Kind } from './search-queries.ts';

/** What a process that measures one engine is told: a file of this, as JSON, is its only argument. */
export type Task = {
  engine: 'ours' | 'pg_trgm' | 'pg_trgm untold' | 'minisearch';
  url: string;
  /** Of `%`, for typos. */
  threshold: number;
  warmUp: { kind: Kind; text: string }[];
  queries: { kind: Kind; text: string }[];
};

/** What it answers: for each query its time and, of the first ten, all titles of each; megabytes it takes. */
export type Measured = { ms: number[]; found: string[][][]; heap: number; rss: number; buildMs: number };

type Engine = {
  search(query: Task['queries'][number]): Promise<readonly unknown[]>;
  /** All titles of each of the found. */
  titles(found: readonly unknown[]): Promise<string[][]>;
};

const FIRST = 10;
const CHOICES = 25;

const [, , path = ''] = process.argv;
const task: Task = JSON.parse(readFileSync(path, 'utf8'));
const { db, sql, close } = connect(task.url, task.engine === 'ours' ? {} : { max: 1 });
const ENGINES: Readonly<Record<Task['engine'], () => Promise<Engine>>> = {
  ours,
  pg_trgm: rival,
  'pg_trgm untold': rivalUntold,
  minisearch: inProcess,
};

const like = (text: string) => text.replace(/[%_\\]/g, '\\$&');
const setThreshold = () => sql`select set_config('pg_trgm.similarity_threshold', ${String(task.threshold)}, false)`;
const titlesAlone: Engine['titles'] = async (hits) => (hits as { title: string }[]).map(({ title }) => [title]);

const before = memory();
const begun = performance.now();
const engine = await ENGINES[task.engine]();
const buildMs = performance.now() - begun;
const after = memory();
for (const query of task.warmUp) await engine.search(query);
const ms: number[] = [];
const found: string[][][] = [];
for (const query of task.queries) {
  const asked = performance.now();
  const hits = await engine.search(query);
  ms.push(performance.now() - asked);
  found.push(await engine.titles(hits.slice(0, FIRST)));
}
const measured: Measured = { ms, found, heap: after.heap - before.heap, rss: memory().rss, buildMs };
process.stdout.write(JSON.stringify(measured));
await close();

/** What the autocomplete calls. */
async function ours(): Promise<Engine> {
  return {
    search: ({ text }) => searchFilms(db, { text, limit: CHOICES }),
    titles: (hits) => titlesOf(sql, hits as { id: string }[]),
  };
}

/** Plain pg_trgm: likeness for a typo, a pattern for a beginning and for what is held. */
async function rival(): Promise<Engine> {
  await setThreshold();
  const byVotes = (pattern: string) =>
    sql`select title from rival_titles where title ilike ${pattern} order by votes desc nulls last limit ${CHOICES}`;
  const ways: Readonly<Record<Kind, (text: string) => PromiseLike<readonly unknown[]>>> = {
    typo: (text) =>
      sql`select title from rival_titles where title % ${text} order by similarity(title, ${text}) desc limit ${CHOICES}`,
    prefix: (text) => byVotes(`${like(text)}%`),
    cjk: (text) => byVotes(`%${like(text)}%`),
  };
  return { search: async ({ kind, text }) => ways[kind](text), titles: titlesAlone };
}

/** The same where nobody says which kind of query it is: what begins so, then what is like it or holds it. */
async function rivalUntold(): Promise<Engine> {
  await setThreshold();
  return {
    search: async ({ text }) => {
      const [begun, held] = [`${like(text)}%`, `%${like(text)}%`];
      return sql`select title from rival_titles where title % ${text} or title ilike ${held}
        order by title ilike ${begun} desc, similarity(title, ${text}) desc, votes desc nulls last limit ${CHOICES}`;
    },
    titles: titlesAlone,
  };
}

async function inProcess(): Promise<Engine> {
  const index: MiniSearch<{ id: number; title: string }> = new MiniSearch({
    fields: ['title'],
    storeFields: ['title'],
  });
  let id = 0;
  // it takes as long as the index takes to be made
  await sql`set statement_timeout = 0`;
  for await (const rows of sql<{ title: string }[]>`select title from rival_titles`.cursor(10_000)) {
    index.addAll(rows.map(({ title }) => ({ id: id++, title })));
  }
  const options = { prefix: true, fuzzy: 0.2, combineWith: 'AND' } as const;
  return {
    search: async ({ text }) => index.search(text, options).slice(0, CHOICES),
    titles: titlesAlone,
  };
}

async function titlesOf(sql: postgres.Sql, hits: readonly { id: string }[]): Promise<string[][]> {
  if (hits.length === 0) return [];
  const rows = await sql<{ id: string; titles: string[] }[]>`
    select film_id as id, array_agg(title) as titles from film_titles where film_id in ${sql(hits.map(({ id }) => id))} group by 1`;
  const titles = new Map(rows.map((row) => [row.id, row.titles]));
  return hits.map(({ id }) => titles.get(id) ?? []);
}

function memory(): { heap: number; rss: number } {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / 2 ** 20, rss: rss / 2 ** 20 };
}
