import type { Sql } from 'postgres';

const MEASURE_EVERY_MS = 10 * 60_000;

/** A clock that follows the database's, however wrong this machine's own is. */
export type DatabaseClock = { now: () => Date; stop(): void };

/** Measures the offset between the two clocks now and every ten minutes; in between, time runs by this machine's. */
export async function databaseClock(sql: Sql): Promise<DatabaseClock> {
  let offset = await measure(sql);
  const timer = setInterval(() => {
    // A database that is away keeps the last offset.
    measure(sql).then(
      (measured) => {
        offset = measured;
      },
      () => {},
    );
  }, MEASURE_EVERY_MS).unref();
  return { now: () => new Date(Date.now() + offset), stop: () => clearInterval(timer) };
}

/** The database's time, for work that ends before a clock could drift. */
export async function databaseTime(sql: Sql): Promise<Date> {
  return new Date(Date.now() + (await measure(sql)));
}

async function measure(sql: Sql): Promise<number> {
  const before = Date.now();
  const [row] = await sql<{ ms: number }[]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
  const after = Date.now();
  return row ? row.ms - (before + after) / 2 : 0;
}
