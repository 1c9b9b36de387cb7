import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { logFile } from './log.ts';
import { EmbeddedError, type EmbeddedPlace, handOver } from './place.ts';

const STOP_LIMIT_MS = 10_000;

/** Starts a server on a port of 127.0.0.1; it may end at once, or be ready later. */
export function launch(place: EmbeddedPlace, port: number, durable: boolean): ChildProcess {
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
export function runningPort(place: EmbeddedPlace): number | undefined {
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

/** Ends the server, if one runs. */
export async function stop(place: EmbeddedPlace): Promise<void> {
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

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string')
    throw new EmbeddedError('No free port on 127.0.0.1 for PostgreSQL.');
  return address.port;
}
