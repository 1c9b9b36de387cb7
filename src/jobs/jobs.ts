import { type SQL, sql } from 'drizzle-orm';
import { type ConstructorOptions, fromDrizzle, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { Db } from '../db/db.ts';
import { connectionIsLost } from '../db/errors.ts';
import { oneAtATime } from '../db/migrate.ts';
import type { Enqueue, Work } from './names.ts';
import { runner } from './runner.ts';
import { StageClock } from './stage-clock.ts';

const QUEUE = 'due';
const SCHEMA = 'pgboss';

/** So long (s) after it fell due a deadline is kept that nobody was there to handle: the queue throws older ones away. */
const LONGEST_DOWNTIME = 10 * 366 * 86_400;

/** A deadline is not given up: a job that fails is tried for about a week, with ever longer pauses up to ten minutes. */
const PATIENCE = {
  retryLimit: 1_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: 120,
  retentionSeconds: LONGEST_DOWNTIME,
};

export type Jobs = {
  readonly enqueue: Enqueue;
  /** Begins to do what falls due; what a process that was killed had begun is done again. */
  start(work: Work): Promise<void>;
  /** Looks for due work now, not at the next second. */
  wake(): void;
  /** Resolves once nothing is under way and nothing is due. */
  idle(): Promise<void>;
  /** When the next job that is not due yet falls due. */
  nextDue(): Promise<Date | undefined>;
  /** Tells the time, in a rehearsal. */
  setTime(now: Date): Promise<void>;
  /** Takes nothing new and waits for what is under way. */
  close(): Promise<void>;
};

/**
 * Opens the queue of jobs on the database itself.
 * @param stageTime the stage's time in a rehearsal, where the queue lives by it.
 */
export async function openJobs(options: { db: Db; sql: Sql; log: Logger; stageTime?: Date }): Promise<Jobs> {
  const { db, log } = options;
  const clock = options.stageTime ? new StageClock(options.stageTime) : undefined;
  const boss = new PgBoss({
    db: through(options.sql),
    schema: SCHEMA,
    schedule: false,
    ...(clock ? { clock } : {}),
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the queue of jobs cannot be reached'));
  // the queue brings its own tables up to date with no lock: processes that start together would fall over each other
  await oneAtATime(options.sql, async () => {
    await boss.start();
    await boss.createQueue(QUEUE, PATIENCE);
  });
  const due = runner({
    fetch: async (most) => inOrder(await boss.fetch<Data>(QUEUE, { batchSize: most, includeMetadata: true })),
    complete: async (id) => void (await boss.complete(QUEUE, id)),
    fail: async (id, why) => void (await boss.fail(QUEUE, id, { why })),
    log,
  });
  let sent = 0;
  const enqueue: Enqueue = async (tx, name, payload, at) => {
    const data: Data = { name, payload, order: ++sent };
    await boss.send(QUEUE, data, { db: within(tx), ...(at ? { startAfter: at } : {}) });
    due.expect();
  };
  return {
    enqueue,
    start: async (work) => {
      await takeOver(boss, db);
      due.start(work);
    },
    wake: due.wake,
    idle: due.idle,
    nextDue: () => nextDue(db),
    setTime: async (now) => clock?.setTime(now),
    close: async () => {
      await due.close();
      await boss.stop({ graceful: false, close: true });
    },
  };
}

/** `order` tells apart what one transaction put into the queue, which has one time for all of it. */
type Data = { name: unknown; payload: unknown; order?: number };

/** Due jobs, those that fell due first first: the statement that takes them gives them in no order. */
function inOrder<Job extends { data: Data; startAfter: Date; createdOn: Date }>(jobs: readonly Job[]): Job[] {
  // the pool gives times as PostgreSQL writes them, whatever the type says
  const key = ({ data, startAfter, createdOn }: Job) => [
    Number(new Date(startAfter)),
    Number(new Date(createdOn)),
    data.order ?? 0,
  ];
  const keys = new Map(jobs.map((job) => [job, key(job)]));
  return jobs.toSorted((a, b) => {
    const [one = [], other = []] = [keys.get(a), keys.get(b)];
    return one.map((value, index) => value - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}

/** The queue's statements go through our own pool. In a rehearsal its every session has been told to live by the stage's time. */
function through(client: Sql): NonNullable<ConstructorOptions['db']> {
  return {
    executeSql: async (text, values) => {
      const rows = BEGINS.test(text) ? await several(client, text) : await client.unsafe(text, values?.map(written));
      return { rows: [...rows] };
    },
    setSessionStatements: async () => {},
  };
}

/** The pool writes times and JSON of nobody: its values have to be text already. */
function written(value: unknown) {
  const isJson = typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return (value instanceof Date ? value.toISOString() : isJson ? JSON.stringify(value) : value) as never;
}

const BEGINS = /^\s*begin\b/i;

/**
 * Statements that open a transaction of their own, which the pool lets nobody do on a connection it shares. A
 * connection that was lost has nothing to roll back, and the pool has taken it back already.
 */
async function several(client: Sql, text: string): Promise<Iterable<unknown>> {
  const own = await client.reserve();
  let isLost = false;
  try {
    return await own.unsafe(text);
  } catch (error) {
    isLost = connectionIsLost(error);
    if (!isLost) await own.unsafe('rollback').catch(() => {});
    throw error;
  } finally {
    if (!isLost) own.release();
  }
}

/** The driver gives its rows as they come; what the queue asks for is a list of them. */
function within(tx: Db) {
  const execute = async (query: SQL) => [...((await tx.execute(query)) as Iterable<Record<string, unknown>>)];
  return fromDrizzle({ execute: (query) => execute(query as SQL) }, sql);
}

/** Jobs of a process that was killed are begun again at once, without waiting until they expire. */
async function takeOver(boss: PgBoss, db: Db): Promise<void> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from ${sql.raw(SCHEMA)}.job where name = ${QUEUE} and state = 'active'`,
  );
  const ids = [...(rows as Iterable<{ id: string }>)].map(({ id }) => id);
  if (ids.length === 0) return;
  await boss.cancel(QUEUE, ids);
  await boss.resume(QUEUE, ids);
}

async function nextDue(db: Db): Promise<Date | undefined> {
  const rows = await db.execute<{ ms: number | null }>(
    sql`select (extract(epoch from min(start_after)) * 1000)::float8 as ms from ${sql.raw(SCHEMA)}.job
      where name = ${QUEUE} and state in ('created', 'retry') and start_after > ${sql.raw(SCHEMA)}.job_now()`,
  );
  const [row] = [...(rows as Iterable<{ ms: number | null }>)];
  return row?.ms ? new Date(Math.ceil(row.ms)) : undefined;
}
