import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { cuttable } from '../support/cuttable.ts';
import { testDatabase } from '../support/database.ts';

const database = await testDatabase();

/** How a connection is lost: our way to it, with a word or without one, or on the server's side. */
const LOSSES = ['closed', 'reset', 'ended by the server'] as const;

/** What the work does at that moment. */
const WORKS = ['waits for a statement', 'waits for something else', 'asks for several things', 'goes on afterwards'];

test.each(LOSSES.flatMap((loss) => WORKS.map((work) => [loss, work] as const)))(
  'a connection %s while a transaction %s: it is rejected at once, and its place answers the next questions rightly',
  async (loss, work) => {
    const way = await cuttable(database.url);
    const { sql, close } = connect(way.url, { max: 1 });
    const lose = async (pid: number) => {
      if (loss === 'closed') way.cut();
      else if (loss === 'reset') way.reset();
      else await database.sql`select pg_terminate_backend(${pid})`;
    };
    let wentOn: string | undefined;
    const held = sql.begin(async (tx) => {
      const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() pid`;
      setTimeout(() => lose(own?.pid ?? 0), 50);
      if (work === 'waits for a statement') await tx`select pg_sleep(20)`;
      else if (work === 'asks for several things') await Promise.all([tx`select pg_sleep(20)`, tx`select 1`]);
      else await pause(400);
      if (work !== 'goes on afterwards') return;
      wentOn = await tx`select 1`.then(
        () => 'answered',
        () => 'refused',
      );
    });
    const began = performance.now();
    await expect(held).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(5_000);
    // the driver repeats to the next question what the server said at the end of the connection before
    if (loss === 'ended by the server') await sql`select 0`.catch((error) => expect(error.code).toBe('57P01'));
    for (const number of [1, 2, 3]) expect([...(await sql`select ${number}::int number`)]).toEqual([{ number }]);
    await pause(500);
    expect(wentOn).not.toBe('answered');
    for (const number of [4, 5]) expect([...(await sql`select ${number}::int number`)]).toEqual([{ number }]);
    await close(1);
  },
);

test('a transaction that is refused is rolled back, and one that succeeds gives what it gives', async () => {
  const { sql, close } = connect(database.url, { max: 1 });
  await sql`create table kept (n int)`;
  const refused = sql.begin(async (tx) => {
    await tx`insert into kept values (1)`;
    throw new RangeError('no');
  });
  await expect(refused).rejects.toThrow(RangeError);
  expect(
    await sql.begin('isolation level serializable', async (tx) => (await tx`insert into kept values (2)`).count),
  ).toBe(1);
  expect([...(await sql`select n from kept`)]).toEqual([{ n: 2 }]);
  await close(1);
});
