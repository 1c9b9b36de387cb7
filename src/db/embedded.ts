import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { z } from 'zod';
import { errorCode } from '../lib/error-code.ts';
import { APPLICATION_NAME } from './connect.ts';
import { EmbeddedError, type EmbeddedPlace, embeddedPlace, handOver, makeHome } from './embedded-place.ts';

export { EmbeddedError } from './embedded-place.ts';

/** A running server, and a hold on it: it is not ended by others before `close`, and ended by the last to close. */
export type EmbeddedServer = { url: string; close(): Promise<void> };

const START_LIMIT_MS = 30_000;
const LAUNCHES = 20;
const RELAUNCH_AFTER_MS = 250;
const STOP_LIMIT_MS = 10_000;
const LEAVING = `${APPLICATION_NAME} leaving`;
const USER = 'marquee';
const SECRET_FILE = 'marquee.secret';

/**
 * Finds or starts the PostgreSQL that ships with us on a data folder. A server that outlived a killed process is
 * adopted, and so is one that another process runs. It listens on 127.0.0.1 alone, on a free port, with a random
 * password that only the server's user can read.
 * @param options.durable false: faster and unsafe, for data that is thrown away.
 * @throws EmbeddedError with a sentence for the operator.
 */
export async function startEmbedded(dataDir: string, options: { durable?: boolean } = {}): Promise<EmbeddedServer> {
  const place = embeddedPlace(dataDir);
  initialise(place);
  const password = readFileSync(join(place.cluster, SECRET_FILE), 'utf8');
  const durable = options.durable ?? true;
  let closing = false;
  const raise = (port?: number): Promise<Raised> =>
    findOrLaunch(place, password, {
      port,
      durable,
      // A server that is killed under us comes back on the same port, where the pool of connections looks for it.
      onLost: () => {
        if (!closing) raised = raise(own.port);
        raised.catch(() => {});
      },
    });
  let raised = raise();
  const own = await raised;
  return {
    url: url(password, own.port),
    close: async () => {
      closing = true;
      const last = await raised.catch(() => undefined);
      if (last) await letGo(place, url(password, own.port), last.hold);
    },
  };
}

type Raised = { port: number; hold: postgres.Sql };

async function findOrLaunch(
  place: EmbeddedPlace,
  password: string,
  wanted: { port: number | undefined; durable: boolean; onLost: () => void },
): Promise<Raised> {
  const deadline = performance.now() + START_LIMIT_MS;
  let launches = 0;
  for (let started: ChildProcess | undefined; performance.now() < deadline; await pause(25)) {
    const port = runningPort(place);
    const hold = port === undefined ? undefined : await takeHold(url(password, port), wanted.onLost);
    if (port !== undefined && hold) return { port, hold };
    if (started !== undefined && started.exitCode === null) continue;
    // One that ends at once may only have met another start, or what is left of a server that was killed.
    if (++launches > LAUNCHES) break;
    if (launches > 1) await pause(RELAUNCH_AFTER_MS);
    started = launch(place, wanted.port ?? (await freePort()), wanted.durable);
  }
  throw new EmbeddedError(`PostgreSQL does not start. The end of its log, ${logFile(place)}: ${logTail(place)}`);
}

/** A fresh folder for data that is thrown away, which the server's user can enter. */
export function temporaryDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** Ends the server on a data folder and removes all its data. */
export async function destroyEmbedded(dataDir: string): Promise<void> {
  const place = embeddedPlace(dataDir);
  await stop(place);
  for (const folder of new Set([place.home, dataDir])) rmSync(folder, { recursive: true, force: true });
}

/**
 * Has the server ended and its data removed when this process ends, however it ends: a watcher waits for our end of
 * a pipe to close. Not on Windows, where an ended process leaves its server to the next start.
 */
export function destroyWithProcess(dataDir: string): void {
  if (process.platform === 'win32') return;
  const { cluster, home } = embeddedPlace(dataDir);
  const script =
    'cat >/dev/null; pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null && sleep 0.3; rm -rf "$2" "$3"';
  const watcher = spawn('sh', ['-c', script, 'sh', cluster, home, dataDir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  if (watcher.stdin && 'unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') watcher.stdin.unref();
}

function url(password: string, port: number): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
}

/** Makes the cluster beside its place and moves it there whole: of two starts at once, one moves and one throws its own away. */
function initialise(place: EmbeddedPlace): void {
  if (hasCluster(place)) return;
  const draft = join(place.home, `postgres.${randomUUID()}`);
  const password = randomBytes(24).toString('base64url');
  const secret = `${draft}.secret`;
  try {
    makeHome(place);
    writeFileSync(secret, password, { mode: 0o600 });
    handOver(place, secret);
    mkdirSync(draft, { mode: 0o700 });
    handOver(place, draft);
    runInitdb(place, draft, secret);
    renameSync(secret, join(draft, SECRET_FILE));
    renameSync(draft, place.cluster);
  } catch (error) {
    if (!hasCluster(place))
      throw error instanceof EmbeddedError
        ? error
        : new EmbeddedError(`The data folder ${place.home} cannot be used: ${reason(error)}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(secret, { force: true });
  }
}

function hasCluster(place: EmbeddedPlace): boolean {
  try {
    readFileSync(join(place.cluster, 'PG_VERSION'));
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM'].includes(errorCode(error))) {
      throw new EmbeddedError(
        `The data folder ${place.cluster} belongs to another user: start Marquee as that user, or choose another folder with --data.`,
      );
    }
    return false;
  }
}

function runInitdb(place: EmbeddedPlace, draft: string, secret: string): void {
  const args = [
    '-D',
    draft,
    '-U',
    USER,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ];
  const result = spawnSync(join(place.binaries, 'initdb'), args, { ...place.user, cwd: '/', encoding: 'utf8' });
  if (result.status !== 0)
    throw new EmbeddedError(
      `PostgreSQL could not make its data folder in ${place.home}: ${lastLine(result.stderr) || result.error?.message}`,
    );
}

function launch(place: EmbeddedPlace, port: number, durable: boolean): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = [
    '-D',
    place.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openSync(logFile(place), 'a', 0o600);
  handOver(place, logFile(place));
  // Detached: Ctrl-C on a terminal reaches every process of its group, and the server has to outlast the bot.
  const child = spawn(join(place.binaries, 'postgres'), args, {
    ...place.user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.on('error', () => {});
  child.unref();
  closeSync(log);
  return child;
}

/** The port that PostgreSQL's own pid file names, once the server says it is ready. */
function runningPort(place: EmbeddedPlace): number | undefined {
  const lines = pidFile(place);
  return lines?.[7]?.trim() === 'ready'
    ? z.coerce.number().int().positive().optional().catch(undefined).parse(lines[3])
    : undefined;
}

function pidFile(place: EmbeddedPlace): string[] | undefined {
  try {
    return readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

/** A connection that stays open as the sign that somebody uses the server. Undefined: nobody answers, or not ours. */
async function takeHold(address: string, onLost: () => void): Promise<postgres.Sql | undefined> {
  let held = false;
  const hold = postgres(address, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 2,
    connection: { application_name: `${APPLICATION_NAME} hold` },
    onnotice: () => {},
    onclose: () => {
      if (!held) return;
      held = false;
      onLost();
    },
  });
  try {
    await hold`select 1`;
    held = true;
    return hold;
  } catch {
    await hold.end({ timeout: 0 });
    return undefined;
  }
}

/**
 * Lets go of the server and ends it if nobody else uses it. Who is leaving does not count as using it: of two that let
 * go together, each would else stay for the other.
 */
async function letGo(place: EmbeddedPlace, address: string, hold: postgres.Sql): Promise<void> {
  await hold.end({ timeout: 1 });
  const leaving = postgres(address, {
    max: 1,
    connect_timeout: 2,
    connection: { application_name: LEAVING },
    onnotice: () => {},
  });
  const others = await leaving<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where backend_type = 'client backend' and application_name <> ${LEAVING}`.catch(() => []);
  await leaving.end({ timeout: 1 });
  if (others[0]?.count === 0) await stop(place);
}

async function stop(place: EmbeddedPlace): Promise<void> {
  const pid = Number(pidFile(place)?.[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !signal(pid, 'SIGINT')) return;
  const deadline = performance.now() + STOP_LIMIT_MS;
  while (pidFile(place) && performance.now() < deadline) await pause(10);
  if (pidFile(place)) signal(pid, 'SIGQUIT');
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string')
    throw new EmbeddedError('No free port on 127.0.0.1 for PostgreSQL.');
  return address.port;
}

function logFile(place: EmbeddedPlace): string {
  return join(place.home, 'postgres.log');
}

function logTail(place: EmbeddedPlace): string {
  try {
    return lastLine(readFileSync(logFile(place), 'utf8'));
  } catch {
    return 'it wrote none.';
  }
}

function lastLine(text: string | null | undefined): string {
  return text?.trim().split('\n').at(-1) ?? '';
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
