import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { type Connection, connect } from '../../src/db/connect.ts';

export type TestDatabase = Connection & { url: string };

/**
 * A database of its own for a test file, cloned from the migrated template (empty: no starter catalogue) and dropped
 * after the file's last test. Call it at the top of the file or in `beforeAll`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const name = `marquee_test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(url, (admin) => admin`create database ${admin(name)} template ${admin(template)}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const connection = connect(address.href, { max: 5 });
  afterAll(async () => {
    await connection.close(1);
    await asAdmin(url, (admin) => admin`drop database ${admin(name)} with (force)`);
  });
  return { ...connection, url: address.href };
}

async function asAdmin(url: string, work: (admin: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
