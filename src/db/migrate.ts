import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { driverError } from './errors.ts';
import { endingWithConnection } from './transactions.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const ATTEMPTS = 5;

/**
 * Brings the database up to this version. Safe when several processes start together: drizzle's migrator takes no
 * lock, so a connection beside it holds one on a small table of ours until the migrator is done.
 */
export async function migrate(url: string): Promise<void> {
  const sql = endingWithConnection(postgres(url, { max: 2, onnotice: () => {}, connect_timeout: 5 }));
  try {
    await createLockTable(sql);
    await oneAtATime(sql, () => applyMigrations(drizzle(sql), { migrationsFolder: MIGRATIONS }));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Does what only one process may do at a time while the database is brought up to date, on other connections of the pool. */
export async function oneAtATime(sql: postgres.Sql, work: () => Promise<void>): Promise<void> {
  await sql.begin(async (holder) => {
    await holder`lock table migration_lock in access exclusive mode`;
    await work();
  });
}

// "if not exists" still races: the loser of two simultaneous creations gets one of these codes.
const LOST_THE_RACE = new Set(['23505', '42P07', '42710']);

async function createLockTable(sql: postgres.Sql, attempt = 1): Promise<void> {
  try {
    await sql`create table if not exists migration_lock (only_one boolean constraint migration_lock_pk primary key)`;
  } catch (error) {
    if (attempt >= ATTEMPTS || !LOST_THE_RACE.has(driverError(error)?.code ?? '')) throw error;
    await createLockTable(sql, attempt + 1);
  }
}
