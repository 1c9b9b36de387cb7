import { randomUUID } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import {
  destroyEmbedded,
  destroyWithProcess,
  startEmbedded,
  temporaryDataDir,
} from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Done, killImport, runImport } from './import-command.ts';
import { copyAgain } from './import-copy.ts';
import { makeFiles, NAMES } from './import-files.ts';

const OTHERS = 3;

const HELP = `usage: npm run bench -- import [--films N] [--files FOLDER] [--part copy|kill]

"marquee import imdb" of a made-up dataset, beside COPY of the same bytes and the same index statements (copy); then the
same import killed in the middle and run again (kill). --films (default 1000000) with ${OTHERS} alternative titles each;
--files keeps the dataset for the next time; --part measures one of the two. MARQUEE_DATA: see CONTRIBUTING.md.

The same bytes are what the import leaves in its six tables, as COPY gives them out: the yardstick has nothing to read,
to unpack, to tell apart or to work out. It fills empty tables without indexes over one connection of postgres.js, then
makes every index and key of the migrations, one statement after the other, with as much memory for each, and ANALYZE.
`;

const out = (line: string) => process.stdout.write(`${line}\n`);

export async function run(): Promise<void> {
  const options = {
    films: { type: 'string' },
    files: { type: 'string' },
    part: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options });
  if (values.help) return void process.stdout.write(HELP);
  const films = Number(values.films ?? 1_000_000);
  const home = temporaryDataDir();
  destroyWithProcess(home);
  const files = values.files ?? join(home, 'files');
  mkdirSync(files, { recursive: true });
  await makeFiles(files, films, OTHERS, process.env.MARQUEE_DATA);
  const packed = NAMES.reduce((sum, name) => sum + statSync(join(files, `${name}.tsv.gz`)).size, 0);
  out(`${films} films, ${OTHERS * films} alternative titles, ${mega(packed)} MB packed`);
  const server = await startEmbedded(home, { durable: false });
  try {
    const clean = await freshDatabase(server.url);
    const done = await runImport(clean, files);
    out(`import: ${inWords(done)}`);
    if (values.part !== 'kill') await besideCopy(server.url, clean, files, done);
    if (values.part !== 'copy') await killedInTheMiddle(server.url, clean, files, films);
  } finally {
    await server.close();
    await destroyEmbedded(home);
  }
}

const mega = (bytes: number) => (bytes / 1e6).toFixed(0);

const inWords = ({ said, seconds, megabytes }: Done) =>
  `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MiB resident at most: ${said}`;

async function besideCopy(server: string, clean: string, files: string, done: Done): Promise<void> {
  const plain = await freshDatabase(server);
  const { seconds, bytes } = await copyAgain(clean, plain);
  await drop(server, plain);
  const times = done.seconds / seconds;
  out(`COPY of the same ${mega(bytes)} MB and the same index statements: ${seconds.toFixed(1)} s`);
  out(`the import takes ${times.toFixed(2)} times that (bound: 1.5)`);
  out(`a second time: ${inWords(await runImport(clean, files))}`);
  if (times > 1.5 || done.megabytes > 300) process.exitCode = 1;
}

async function killedInTheMiddle(server: string, clean: string, files: string, films: number): Promise<void> {
  const killed = await freshDatabase(server);
  await killImport(killed, files, films / 2);
  out(`killed in the middle, then ${inWords(await runImport(killed, files))}`);
  const same = (await checksum(clean)) === (await checksum(killed));
  out(same ? 'it ends with the same rows as one clean run' : 'IT ENDS WITH OTHER ROWS THAN ONE CLEAN RUN');
  if (!same) process.exitCode = 1;
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
