import { randomUUIDv7 } from 'node:crypto';
import { expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { databaseIsAway, driverError, violates } from '../../src/db/errors.ts';
import { films } from '../../src/db/schema/index.ts';
import { testDatabase } from '../support/database.ts';

const { db, sql, url } = await testDatabase();

/** An error with a code, wrapped as drizzle wraps the driver's. */
function wrapped(code: string): Error {
  return new Error('Failed query', { cause: Object.assign(new Error('the driver'), { code }) });
}

const reasonOf = (work: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(work).then(
    () => expect.unreachable('it was expected to fail'),
    (reason: unknown) => reason,
  );

test.each([
  '08000',
  '08003',
  '08006',
  '53000',
  '53100',
  '53200',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
])('%s: the database is away', (code) => {
  expect(databaseIsAway(wrapped(code))).toBe(true);
  expect(databaseIsAway(wrapped(code).cause)).toBe(true);
});

test.each(['22P02', '23505', '23503', '40001', '42P01', '42601', '57014', '28P01', '3D000', 'ENOENT', 'X0853'])(
  '%s: somebody made a mistake, and the database is there',
  (code) => {
    expect(databaseIsAway(wrapped(code))).toBe(false);
  },
);

test('what is no error of the driver says nothing of the database', () => {
  for (const error of [
    new Error('08006'),
    new TypeError('ECONNREFUSED'),
    undefined,
    null,
    'ECONNREFUSED',
    { code: '08006' },
  ])
    expect(databaseIsAway(error)).toBe(false);
});

test('a server that is not there, and one that ends our connection, are away', async () => {
  const nowhere = connect('postgres://me@127.0.0.1:9/none');
  expect(databaseIsAway(await reasonOf(nowhere.db.execute('select 1')))).toBe(true);
  await nowhere.close(0);
  const ended = connect(url, { max: 1 });
  const reason = await reasonOf(ended.db.execute('select pg_terminate_backend(pg_backend_pid())'));
  expect(databaseIsAway(reason)).toBe(true);
  expect(driverError(reason)?.code).toMatch(/^57P01$|^CONNECTION_CLOSED$/);
  await ended.close(0);
});

test("a text that is no number is the statement's mistake", async () => {
  const reason = await reasonOf(db.execute(`select 'x'::int`));
  expect(driverError(reason)?.code).toBe('22P02');
  expect(databaseIsAway(reason)).toBe(false);
});

test('a broken constraint is known by its name, through drizzle and without it, and no other name fits', async () => {
  const id = randomUUIDv7();
  const row = { id, title: 'A film', source: 'test', fetchedAt: new Date('2026-01-09T18:00:00Z') };
  await db.insert(films).values(row);
  const twice = await reasonOf(db.insert(films).values(row));
  expect(violates(twice, 'films_pk')).toBe(true);
  expect(violates(twice, 'films_year_check')).toBe(false);
  expect(databaseIsAway(twice)).toBe(false);
  const early = await reasonOf(sql`update films set year = 1500 where id = ${id}`);
  expect(violates(early, 'films_year_check')).toBe(true);
  expect(violates(early, 'films_pk')).toBe(false);
  for (const other of [new Error('films_pk'), wrapped('23505'), undefined])
    expect(violates(other, 'films_pk')).toBe(false);
});
