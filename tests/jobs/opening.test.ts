import { expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { openJobs } from '../../src/jobs/jobs.ts';
import { createLog } from '../../src/log.ts';
import { testDatabase } from '../support/database.ts';

const { url, sql } = await testDatabase();
const log = createLog('silent', []);

test('processes that start together open the queue of a fresh database one after the other, in whichever time they live', async () => {
  for (const stageTime of [undefined, new Date('2026-01-09T18:00:00Z')])
    for (let round = 0; round < 4; round++) {
      await sql`drop schema if exists pgboss cascade`;
      const pools = Array.from({ length: 3 }, () => connect(url, { max: 3, stageTime: stageTime !== undefined }));
      const opened = await Promise.allSettled(
        pools.map((pool) => openJobs({ ...pool, log, ...(stageTime ? { stageTime } : {}) })),
      );
      for (const one of opened) if (one.status === 'fulfilled') await one.value.close();
      for (const pool of pools) await pool.close(1);
      expect(opened.filter(({ status }) => status === 'rejected')).toEqual([]);
    }
});
