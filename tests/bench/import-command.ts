import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOOK_EVERY_MS = 50;

/** What an import did: its last line, how long it took and the most memory it had resident (NaN where nobody tells). */
export type Done = { said: string; seconds: number; megabytes: number };

/** Runs `marquee import imdb` as package.json has it. */
export async function runImport(url: string, files: string): Promise<Done> {
  const begun = performance.now();
  const child = start(url, files);
  if (!child.stdout) throw new Error('a child without output');
  const [said, [code], megabytes] = await Promise.all([text(child.stdout), once(child, 'exit'), watch(child)]);
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return { said: said.trim(), seconds: (performance.now() - begun) / 1000, megabytes };
}

/** Starts an import and kills it when it has written so many films. */
export async function killImport(url: string, files: string, films: number): Promise<void> {
  const child = start(url, files);
  const sql = postgres(url, { max: 1 });
  for (;;) {
    await pause(LOOK_EVERY_MS);
    if (child.exitCode !== null) throw new Error('it ended before it could be killed');
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from films`;
    if (row && row.count >= films) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  await sql.end();
}

function start(url: string, files: string): ChildProcess {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', `file://${ROOT}`), 'utf8'));
  const [, ...command] = String(scripts.marquee).split(' ');
  return spawn(process.execPath, [...command, 'import', 'imdb', files], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The most memory that a process has resident in its life, in megabytes of 2^20, as Linux counts it. */
async function watch(child: ChildProcess): Promise<number> {
  let most = Number.NaN;
  while (child.exitCode === null && child.signalCode === null) {
    most = peakOf(child.pid) ?? most;
    await pause(LOOK_EVERY_MS);
  }
  return most;
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
