import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { addressOf, initialise } from './cluster.ts';
import { letGo, takeHold } from './hold.ts';
import { logFile, logTail } from './log.ts';
import { EmbeddedError, type EmbeddedPlace, embeddedPlace } from './place.ts';
import { freePort, launch, runningPort, stop } from './server.ts';

export { EmbeddedError } from './place.ts';

/** A running server, and a hold on it: it is not ended by others before `close`, and ended by the last to close. */
export type EmbeddedServer = { url: string; close(): Promise<void> };

const START_LIMIT_MS = 30_000;
const LAUNCHES = 20;
const RELAUNCH_AFTER_MS = 250;

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
  const durable = options.durable ?? true;
  let closing = false;
  const raise = (port?: number): Promise<Raised> =>
    findOrLaunch(place, {
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
  const url = addressOf(place, own.port);
  return {
    url,
    close: async () => {
      closing = true;
      const last = await raised.catch(() => undefined);
      if (last && (await letGo(url, last.hold))) await stop(place);
    },
  };
}

type Raised = { port: number; hold: Sql };

async function findOrLaunch(
  place: EmbeddedPlace,
  wanted: { port: number | undefined; durable: boolean; onLost: () => void },
): Promise<Raised> {
  const deadline = performance.now() + START_LIMIT_MS;
  let launches = 0;
  for (let started: ChildProcess | undefined; performance.now() < deadline; await pause(25)) {
    const port = runningPort(place);
    const hold = port === undefined ? undefined : await takeHold(addressOf(place, port), wanted.onLost);
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
