import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type postgres from 'postgres';
import { connect } from '../../src/db/connect.ts';
import {
  destroyEmbedded,
  destroyWithProcess,
  startEmbedded,
  temporaryDataDir,
} from '../../src/db/embedded/embedded.ts';
import type { Measured, Task } from './search-child.ts';
import { load, prewarm } from './search-database.ts';
import { type Asked, type FilmTitle, type Kind, queries } from './search-queries.ts';
import { quantile } from './statistics.ts';

const CHILD = fileURLToPath(new URL('./search-child.ts', import.meta.url));
const KINDS: readonly Kind[] = ['typo', 'prefix', 'cjk'];
const WARM_UP = 200;
/** The others take longer: of each kind they are asked so many. */
const FEWER = { warmUp: 10, pg_trgm: 200, untold: 60, minisearch: 60 };
/** Thresholds of `%` that are tried, from the most forgiving on: the higher, the faster and the less is found. */
const THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7];
const TRIED_QUERIES = 100;

const HELP = `usage: npm run bench -- search [--films N] [--queries N] [--keep FOLDER]

Our search beside plain pg_trgm on the same PostgreSQL and beside MiniSearch in process, each in a process of its own,
one query after the other, warm. pg_trgm is asked twice: with a statement for each kind of query, and with one that, as
ours, is not told which kind it is. --films (default 1200000) how many films are made up, --queries (400) how many of each
kind are asked, --keep FOLDER keeps the loaded database for the next time. MARQUEE_DATA: see CONTRIBUTING.md.
`;

/** Builds a catalogue of made-up films, see `catalogue`, and measures three searches on it. */
export async function run(): Promise<void> {
  const options = {
    films: { type: 'string' },
    queries: { type: 'string' },
    keep: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options });
  if (values.help) return void process.stdout.write(HELP);
  const folder = values.keep ?? temporaryDataDir();
  if (values.keep) mkdirSync(folder, { recursive: true, mode: 0o711 });
  else destroyWithProcess(folder);
  try {
    const films = Number(values.films ?? 1_200_000);
    await withServer(folder, (url) => load(url, films, process.env.MARQUEE_DATA));
    await withServer(folder, (url) => measure(url, Number(values.queries ?? 400)));
  } finally {
    if (!values.keep) await destroyEmbedded(folder);
  }
}

/** A server while it is needed; what `load` set takes effect at the next. */
async function withServer(folder: string, use: (url: string) => Promise<void>): Promise<void> {
  const server = await startEmbedded(folder, { durable: false });
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

async function measure(url: string, count: number): Promise<void> {
  const { sql, close } = connect(url, { max: 1 });
  const out = (line: string) => process.stdout.write(`${line}\n`);
  await prewarm(sql);
  // ids differ from build to build, titles and with them the queries do not
  const titles = await sql<
    FilmTitle[]
  >`select film_id as film, title from rival_titles order by title collate "C", votes`;
  const drawn = KINDS.map((kind) => queries(kind, titles, count + WARM_UP));
  const warmUp = (most: number) => drawn.flatMap((all) => all.slice(0, most));
  const asked = drawn.flatMap((all) => all.slice(WARM_UP));
  const fewer = (most: number) => drawn.flatMap((all) => all.slice(WARM_UP, WARM_UP + most));
  const ask: Ask = (engine, some, threshold = 0.3) =>
    inChild({
      engine,
      url,
      threshold,
      warmUp: warmUp(engine === 'ours' ? WARM_UP : FEWER.warmUp),
      queries: some.map(bare),
    });
  out(await catalogueLine(sql, titles.length));
  out(await sizesLine(sql));
  const ours = await ask('ours', asked);
  show(out, 'ours', asked, ours);
  const threshold = await equalRecall(asked, ours, ask);
  const others = fewer(FEWER.pg_trgm);
  const rival = await ask('pg_trgm', others, threshold);
  show(out, `pg_trgm, threshold ${threshold}`, others, rival);
  const some = fewer(FEWER.untold);
  const untold = await ask('pg_trgm untold', some, threshold);
  show(out, 'pg_trgm, one statement for every kind', some, untold);
  const few = fewer(FEWER.minisearch);
  show(out, 'MiniSearch', few, await ask('minisearch', few));
  const median = (asked: readonly Asked[], { ms }: Measured) => [
    quantile(ms, 0.5),
    ...KINDS.map((kind) => quantile(of(kind, asked, ms), 0.5)),
  ];
  const own = median(asked, ours);
  out(ratioLine('pg_trgm, told the kind', median(others, rival), own));
  out(ratioLine('pg_trgm, one statement', median(some, untold), own));
  await close();
}

/** How many times our median others take: of all queries together, as many of each kind, and of each kind. */
function ratioLine(name: string, medians: readonly number[], ours: readonly number[]): string {
  const times = medians.map((ms, i) => (ms / (ours[i] ?? Number.NaN)).toFixed(1));
  const kinds = KINDS.map((kind, i) => `${kind} ${times[i + 1]}`);
  return `${name}: ${times[0]} times our median over all kinds; ${kinds.join(', ')}`;
}

const bare = ({ kind, text }: Asked) => ({ kind, text });

type Ask = (engine: Task['engine'], some: readonly Asked[], threshold?: number) => Promise<Measured>;

/** The fastest threshold at which pg_trgm finds as many misspelt titles as we do; or, if none does, as many as it ever does. */
async function equalRecall(asked: readonly Asked[], ours: Measured, ask: Ask): Promise<number> {
  const some = asked.filter(({ kind }) => kind === 'typo').slice(0, TRIED_QUERIES);
  let wanted = recall(some, of('typo', asked, ours.found));
  let chosen = THRESHOLDS[0] ?? 0.3;
  for (const threshold of THRESHOLDS) {
    const found = recall(some, (await ask('pg_trgm', some, threshold)).found);
    if (threshold === THRESHOLDS[0]) wanted = Math.min(wanted, found);
    if (found < wanted) break;
    chosen = threshold;
  }
  return chosen;
}

/** Runs one engine in a process of its own. */
async function inChild(task: Task): Promise<Measured> {
  const folder = temporaryDataDir();
  const file = join(folder, 'task.json');
  writeFileSync(file, JSON.stringify(task));
  const args = ['--expose-gc', '--max-old-space-size=8000', CHILD, file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 30 });
  rmSync(folder, { recursive: true });
  return JSON.parse(stdout);
}

/** What belongs to the queries of a kind, in their order. */
function of<T>(kind: Kind, asked: readonly Asked[], values: readonly T[]): T[] {
  return values.filter((_, i) => asked[i]?.kind === kind);
}

/** The mean share of the answers there can be among the first ten that are there. */
function recall(asked: readonly Asked[], found: readonly string[][][]): number {
  const shares = asked.map(({ answers, most }, i) => {
    const right = (found[i] ?? []).filter((titles) => titles.some(answers)).length;
    return most === 0 ? 1 : Math.min(1, right / most);
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function show(out: (line: string) => void, name: string, asked: readonly Asked[], measured: Measured): void {
  const { heap, rss, buildMs } = measured;
  out(machineLine());
  out(
    `${name}: ${heap.toFixed(0)} MB of heap for its index, ${rss.toFixed(0)} MB the process, ready in ${(buildMs / 1000).toFixed(1)} s`,
  );
  for (const kind of KINDS) {
    const some = asked.filter((one) => one.kind === kind);
    const ms = of(kind, asked, measured.ms);
    const times = [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${quantile(ms, share).toFixed(1)}`).join('  ');
    const found = recall(some, of(kind, asked, measured.found)).toFixed(3);
    out(`  ${kind.padEnd(7)} ${times} ms   recall at 10 ${found}   (${some.length} queries)`);
  }
}

/** How busy the machine is: of times measured while others worked on it, only the ratios count. */
function machineLine(): string {
  return `machine: ${cpus().length} cores, load average ${loadavg()[0]?.toFixed(1)} over the last minute`;
}

async function catalogueLine(sql: postgres.Sql, titles: number): Promise<string> {
  const [row] = await sql<{ version: string; memory: string; films: string; words: string; trigrams: string }[]>`
    select current_setting('server_version') as version, current_setting('shared_buffers') as memory,
      (select count(*) from films) as films,
      (select count(*) from title_words) as words,
      (select count(distinct trigram) from (select unnest(show_trgm(title)) as trigram from rival_titles) t) as trigrams`;
  return `PostgreSQL ${row?.version} with shared_buffers of ${row?.memory}: ${row?.films} films, ${titles} titles, ${row?.words} words, ${row?.trigrams} trigrams`;
}

async function sizesLine(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ titles: string; words: string; rival: string }[]>`
    select pg_indexes_size('film_titles') >> 20 as titles,
      (pg_total_relation_size('title_words') >> 20) as words, pg_indexes_size('rival_titles') >> 20 as rival`;
  return `indexes: ours ${row?.titles} MB of titles and ${row?.words} MB the dictionary; pg_trgm ${row?.rival} MB`;
}
