import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';

/** Holds a table for itself alone, so that whoever reads or writes it waits; resolves with how to let it go. */
export async function holdTable(sql: Sql, table: string): Promise<() => Promise<void>> {
  const own = await sql.reserve();
  await own`begin`;
  await own`lock table ${own(table)} in access exclusive mode`;
  return async () => {
    await own`rollback`;
    own.release();
  };
}

/** Waits until another connection to this database waits for a lock; resolves with its process number. */
export async function someoneWaiting(sql: Sql): Promise<number> {
  for (const deadline = performance.now() + 10_000; performance.now() < deadline; await pause(20)) {
    const [row] = await sql<{ pid: number }[]>`select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (row) return row.pid;
  }
  throw new Error('nobody waits for a lock');
}
