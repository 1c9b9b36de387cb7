import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type Jobs, openJobs } from '../../src/jobs/jobs.ts';
import type { Work } from '../../src/jobs/names.ts';
import { newId } from '../../src/lib/ids.ts';
import { createLog } from '../../src/log.ts';
import { testDatabase } from '../support/database.ts';

const { db, sql } = await testDatabase();
const open: Jobs[] = [];
const queue = async () => {
  const jobs = await openJobs({ db, sql, log: createLog('silent', []) });
  open.push(jobs);
  return jobs;
};
afterEach(async () => {
  for (const jobs of open.splice(0)) await jobs.close();
  await sql`delete from pgboss.job where name = 'due'`;
});

const [ONE, TWO] = ['1', '2'];
const job = (guildId: string) => ({ guildId, postId: newId() });
/** Does nothing but note, by its post, what was done. */
const noting =
  (done: string[], wait: (postId: string) => Promise<unknown> = async () => {}): Work =>
  async (_, payload) => {
    const id = 'postId' in payload ? payload.postId : '';
    await wait(id);
    done.push(id);
  };

test('a job of a transaction that is rolled back never fires, one that is committed fires once', async () => {
  const jobs = await queue();
  const [kept, done] = [job(ONE), [] as string[]];
  await jobs.start(noting(done));
  const rolledBack = db.transaction(async (tx) => {
    await jobs.enqueue(tx, 'posts/send', job(ONE));
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  await db.transaction((tx) => jobs.enqueue(tx, 'posts/send', kept));
  await jobs.idle();
  await pause(1_200);
  await jobs.idle();
  expect(done).toEqual([kept.postId]);
});

test('a job is not done before its transaction is committed, nor before it falls due', async () => {
  const jobs = await queue();
  const done: string[] = [];
  await jobs.start(noting(done));
  await db.transaction(async (tx) => {
    await jobs.enqueue(tx, 'posts/send', job(ONE));
    await jobs.idle();
    expect(done).toEqual([]);
  });
  const later = new Date((await databaseNow()) + 3_600_000);
  await db.transaction((tx) => jobs.enqueue(tx, 'posts/send', job(ONE), later));
  await jobs.idle();
  expect(done).toHaveLength(1);
  expect(Math.abs(((await jobs.nextDue())?.getTime() ?? 0) - later.getTime())).toBeLessThan(2);
});

test('a job outlives years in which nobody is there to do it', async () => {
  const jobs = await queue();
  await db.transaction((tx) => jobs.enqueue(tx, 'posts/send', job(ONE), new Date('2027-01-01T00:00:00Z')));
  const [row] = await sql<{ years: number }[]>`select extract(year from keep_until)::int - 2027 as years
    from pgboss.job where name = 'due'`;
  expect(row?.years).toBeGreaterThanOrEqual(9);
});

test('what a killed process had begun is done by the next one that starts', async () => {
  const [first, begun] = [await queue(), job(ONE)];
  await db.transaction((tx) => first.enqueue(tx, 'posts/send', begun));
  // as a process leaves it that was killed after it had taken the job
  await sql`update pgboss.job set state = 'active', started_on = now() where name = 'due'`;
  const [second, done] = [await queue(), [] as string[]];
  await second.start(noting(done));
  await second.idle();
  expect(done).toEqual([begun.postId]);
});

test('jobs of one server are done one after another in their order, those of another beside them', async () => {
  const jobs = await queue();
  const here = Array.from({ length: 8 }, () => job(ONE));
  const there = job(TWO);
  const done: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // one transaction has one time for all that it puts into the queue
  await db.transaction(async (tx) => {
    for (const one of [...here, there]) await jobs.enqueue(tx, 'posts/send', one);
  });
  await jobs.start(noting(done, async (id) => (id === here[0]?.postId ? held : undefined)));
  try {
    await expect.poll(() => done).toEqual([there.postId]);
  } finally {
    release();
  }
  await jobs.idle();
  expect(done).toEqual([there.postId, ...here.map(({ postId }) => postId)]);
});

test('one that fails is tried again, and holds up nothing behind it', async () => {
  const jobs = await queue();
  const [bad, good] = [job(ONE), job(ONE)];
  const done: string[] = [];
  let fails = true;
  for (const one of [bad, good]) await db.transaction((tx) => jobs.enqueue(tx, 'posts/send', one));
  await jobs.start(
    noting(done, async (id) => {
      if (id === bad.postId && fails) throw new Error('not now');
    }),
  );
  await jobs.idle();
  expect(done).toEqual([good.postId]);
  fails = false;
  await expect.poll(() => done, { timeout: 20_000 }).toEqual([good.postId, bad.postId]);
});

test('one that nobody knows any more is put aside', async () => {
  const jobs = await queue();
  const done: string[] = [];
  await db.transaction((tx) => jobs.enqueue(tx, 'posts/send', job(ONE)));
  await sql`update pgboss.job set data = jsonb_set(data, '{name}', '"posts/unknown"') where name = 'due'`;
  await jobs.start(noting(done));
  await jobs.idle();
  expect(done).toEqual([]);
  expect(await sql`select state from pgboss.job where name = 'due'`).toMatchObject([{ state: 'completed' }]);
});

async function databaseNow(): Promise<number> {
  const [row] = await sql<{ ms: number }[]>`select (extract(epoch from now()) * 1000)::float8 as ms`;
  return row?.ms ?? 0;
}
