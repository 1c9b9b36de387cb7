import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, lt, sql } from 'drizzle-orm';
import { errorCode } from '../lib/error-code.ts';
import type { Db } from './db.ts';
import { leases } from './schema/index.ts';

/** How long a lease outlives its holder's last word, and how often the holder speaks. */
const LASTS_SECONDS = 12;
const RENEW_EVERY_MS = 4_000;

export type Lease = {
  /** Resolves when somebody else has the lease: then this process must stop at once. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
};

/**
 * Waits until this process is the only one of its name: of two processes with one bot token, both would answer every
 * click. The database's clock decides; a holder that was killed is followed at once on the same machine, else within 12
 * seconds.
 * @param onWait called once when another process holds the lease.
 */
export async function takeLease(
  db: Db,
  name: string,
  options: { onWait?: () => void; signal?: AbortSignal } = {},
): Promise<Lease> {
  const holder = randomUUID();
  for (let waited = false; !(await claim(db, name, holder)); waited = true) {
    if (await endIfDead(db, name)) continue;
    if (!waited) options.onWait?.();
    await pause(500, undefined, { signal: options.signal });
  }
  const stop = new AbortController();
  return {
    lost: keep(db, name, holder, stop.signal),
    release: async () => {
      stop.abort();
      await db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, holder)));
    },
  };
}

async function claim(db: Db, name: string, holder: string): Promise<boolean> {
  const expiresAt = sql<Date>`clock_timestamp() + make_interval(secs => ${LASTS_SECONDS})`;
  const rows = await db
    .insert(leases)
    .values({ name, holder, expiresAt, process: thisProcess() })
    .onConflictDoUpdate({
      target: leases.name,
      set: { holder, expiresAt, process: thisProcess() },
      setWhere: sql`${eq(leases.holder, holder)} or ${lt(leases.expiresAt, sql`clock_timestamp()`)}`,
    })
    .returning({ name: leases.name });
  return rows.length > 0;
}

/** Ends the lease of a process that was killed on this machine. Elsewhere nobody can tell, and the lease has to run out. */
async function endIfDead(db: Db, name: string): Promise<boolean> {
  const [held] = await db.select().from(leases).where(eq(leases.name, name));
  const [pid, ...machine] = held?.process.split(' ') ?? [];
  if (!held || machine.join(' ') !== thisMachine() || isAlive(Number(pid))) return false;
  await db.delete(leases).where(and(eq(leases.name, name), eq(leases.holder, held.holder)));
  return true;
}

function thisProcess(): string {
  return `${process.pid} ${thisMachine()}`;
}

/** Tells machines apart, and on Linux also containers that share a name but not their process numbers. */
function thisMachine(): string {
  try {
    return `${hostname()} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Renews until somebody else has it. A database that is away is waited for: nobody can take the lease meanwhile. */
async function keep(db: Db, name: string, holder: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const over = await pause(RENEW_EVERY_MS, false, { signal, ref: false }).catch(() => true);
    if (over) return new Promise(() => {});
    const held = await claim(db, name, holder).catch(() => true);
    if (!held) return;
  }
}
