import { afterAll } from 'vitest';
import { openJobs } from '../../src/jobs/jobs.ts';
import type { Desk } from '../../src/jobs/names.ts';
import { createLog } from '../../src/log.ts';
import type { TestDatabase } from './database.ts';

/** What actions are given, on a real queue that nobody works off. Time goes as the machine's does. */
export async function testDesk(database: TestDatabase): Promise<Desk> {
  const log = createLog('warn', []);
  const jobs = await openJobs({ db: database.db, sql: database.sql, log });
  afterAll(() => jobs.close());
  return { db: database.db, now: () => new Date(), enqueue: jobs.enqueue };
}
