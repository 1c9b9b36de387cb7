import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { destroyEmbedded, destroyWithProcess, startEmbedded, temporaryDataDir } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { copyAgain } from './import-copy.ts';
import { makeFiles } from './import-files.ts';

const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url));
const OTHERS = 3;

const HELP = `usage: npm run bench -- import [--films N] [--files FOLDER]

marquee import imdb of a made-up dataset, beside COPY of the same bytes and the same index statements; then the same
import killed in the middle and run again. --films (default 1000000) with ${OTHERS} alternative titles each; --files keeps the
dataset for the next time. MARQUEE_DATA: see CONTRIBUTING.md.
`;

type Done = {
  seconds: number;
  megabytes: number;
  phases: Record<string, number>;
  counts: Record<'rows' | 'added' | 'changed' | 'unchanged', number>;
};

export async function run(): Promise<void> {
  const options = { films: { type: 'string' }, files: { type: 'string' }, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options });
  if (values.help) return void process.stdout.write(HELP);
  const films = Number(values.films ?? 1_000_000);
  const home = temporaryDataDir();
  destroyWithProcess(home);
  const files = values.files ?? join(home, 'files');
  mkdirSync(files, { recursive: true });
  await makeFiles(files, films, OTHERS, process.env.MARQUEE_DATA);
  const server = await startEmbedded(home, { durable: false });
  try {
    await measure(server.url, files, films);
  } finally {
    await server.close();
    await destroyEmbedded(home);
  }
}

async function measure(server: string, files: string, films: number): Promise<void> {
  const out = (line: string) => process.stdout.write(`${line}\n`);
  const packed = ['title.basics', 'title.akas', 'title.ratings', 'title.crew', 'name.basics'].map(
    (name) => statSync(join(files, `${name}.tsv.gz`)).size,
  );
  out(
    `${films} films, ${OTHERS * films} alternative titles, ${mega(packed.reduce((sum, size) => sum + size, 0))} MB packed`,
  );
  const clean = await freshDatabase(server);
  const done = await finish(start(clean, files));
  out(
    `import: ${done.seconds.toFixed(1)} s (until ${JSON.stringify(done.phases)}), ${done.megabytes.toFixed(0)} MB at most, ${JSON.stringify(done.counts)}`,
  );
  const again = await finish(start(clean, files));
  out(`a second time: ${again.seconds.toFixed(1)} s, ${JSON.stringify(again.counts)}`);
  const plain = await freshDatabase(server);
  const { seconds, bytes } = await copyAgain(clean, plain);
  out(
    `COPY of the same ${mega(bytes)} MB and the same index statements: ${seconds.toFixed(1)} s; the import takes ${(done.seconds / seconds).toFixed(2)} times that`,
  );
  await drop(server, plain);
  const killed = await freshDatabase(server);
  await kill(killed, files, films / 2);
  const resumed = await finish(start(killed, files));
  out(`killed in the middle, then ${resumed.seconds.toFixed(1)} s, ${JSON.stringify(resumed.counts)}`);
  const same = (await checksum(clean)) === (await checksum(killed));
  out(same ? 'it ends with the same rows as one clean run' : 'IT ENDS WITH OTHER ROWS THAN ONE CLEAN RUN');
  if (!same) process.exitCode = 1;
}

const mega = (bytes: number) => (bytes / 1e6).toFixed(0);

function start(url: string, files: string): ChildProcess {
  return spawn(process.execPath, [CHILD, url, files], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function finish(child: ChildProcess): Promise<Done> {
  if (!child.stdout) throw new Error('a child without output');
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return JSON.parse(printed);
}

/** Starts an import and kills it when it has written so many films. */
async function kill(url: string, files: string, films: number): Promise<void> {
  const child = start(url, files);
  const sql = postgres(url, { max: 1 });
  for (;;) {
    await pause(100);
    if (child.exitCode !== null) throw new Error('it ended before it could be killed');
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from films`;
    if (row && row.count >= films) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  await sql.end();
}

async function freshDatabase(server: string): Promise<string> {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const sql = postgres(server, { max: 1 });
  await sql`create database ${sql(name)}`;
  await sql.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return url.href;
}

async function drop(server: string, url: string): Promise<void> {
  const sql = postgres(server, { max: 1 });
  await sql`drop database ${sql(new URL(url).pathname.slice(1))} with (force)`;
  await sql.end();
}

/** A number that changes with every row of the catalogue, ids left aside. */
async function checksum(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 });
  const of = (row: string) => sql.unsafe(`sum(hashtextextended(${row}::text, 0)::numeric)`);
  const [sums] = await sql<{ sums: string }[]>`
    with named as (select e.external_id as told, e.digest, f.* from films f join film_external_ids e on e.film_id = f.id)
    select concat_ws(' ',
      (select ${of('(n.told, digest, title, original_title, year, runtime_minutes, genres, directors, votes)')} from named n),
      (select ${of('(n.told, t.title, t.folded, t.kind, t.votes, t.years, tokens, squeezed, words)')} from named n join film_titles t on t.film_id = n.id),
      (select ${of('(n.told, role, position, p.name)')} from named n join film_people c on c.film_id = n.id join people p on p.id = c.person_id),
      (select ${of('(word, uses, far, deletions)')} from title_words),
      (select count(*) from films), (select count(*) from film_titles)) as sums`;
  await sql.end();
  return sums?.sums ?? '';
}
