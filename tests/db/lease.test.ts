import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { takeLease } from '../../src/db/lease.ts';
import { testDatabase } from '../support/database.ts';

const { db, sql } = await testDatabase();

test('of two that want one lease, the second waits and says so, and follows when the first lets go', async () => {
  const first = await takeLease(db, 'bot');
  let waits = 0;
  const second = takeLease(db, 'bot', { onWait: () => waits++ });
  expect(await Promise.race([second.then(() => 'taken'), pause(700, 'waiting')])).toBe('waiting');
  expect(waits).toBe(1);
  await first.release();
  await (await second).release();
});

test("a holder that died is followed when its lease has run out by the database's clock", async () => {
  const dead = await takeLease(db, 'killed');
  await sql`update leases set expires_at = clock_timestamp() - interval '1 second' where name = 'killed'`;
  const next = await takeLease(db, 'killed');
  expect(await Promise.race([dead.lost.then(() => 'told'), pause(6_000, 'never told')])).toBe('told');
  await next.release();
});

test('a holder that was killed on this machine is followed at once', async () => {
  const dead = await takeLease(db, 'gone');
  const child = spawnSync(process.execPath, ['-e', 'process.stdout.write(String(process.pid))'], { encoding: 'utf8' });
  await sql`update leases set process = regexp_replace(process, '^\\d+', ${child.stdout}) where name = 'gone'`;
  const began = performance.now();
  const next = await takeLease(db, 'gone', { onWait: () => expect.unreachable() });
  expect(performance.now() - began).toBeLessThan(1_000);
  await Promise.all([next.release(), dead.release()]);
});

test('a holder on another machine is waited for, dead or not', async () => {
  const other = await takeLease(db, 'far');
  await sql`update leases set process = '4194303 elsewhere' where name = 'far'`;
  const next = takeLease(db, 'far');
  expect(await Promise.race([next.then(() => 'taken'), pause(700, 'waiting')])).toBe('waiting');
  await other.release();
  await (await next).release();
});

test('leases of different names do not meet', async () => {
  const [a, b] = await Promise.all([takeLease(db, 'a'), takeLease(db, 'b')]);
  await Promise.all([a.release(), b.release()]);
});

test('a wait can be called off', async () => {
  const first = await takeLease(db, 'busy');
  const stop = new AbortController();
  const second = takeLease(db, 'busy', { signal: stop.signal });
  stop.abort();
  await expect(second).rejects.toThrow(/aborted/);
  await first.release();
});
