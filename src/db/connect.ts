import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import type { Db } from './db.ts';
import * as schema from './schema/index.ts';
import { endingWithConnection } from './transactions.ts';

export type Connection = {
  db: Db;
  /** The driver underneath, for COPY and LISTEN. */
  sql: Sql;
  /** Ends every connection; queries under way get `graceSeconds` to finish. */
  close(graceSeconds?: number): Promise<void>;
};

/** How long (s) at most between attempts to reach a database that is away: people wait for it in front of a screen. */
const RECONNECT_WITHIN = 1;

export const APPLICATION_NAME = 'marquee';

export type ConnectOptions = {
  max?: number;
  /** In a rehearsal the queue of jobs lives by the stage's time, in every session. */
  stageTime?: boolean;
};

/** Opens a pool on a PostgreSQL 15 or newer. Nothing is sent before the first query. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const pool = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 5,
    backoff: (failures: number) => Math.min(RECONNECT_WITHIN, 2 ** failures / 100),
    connection: {
      application_name: APPLICATION_NAME,
      statement_timeout: 60_000,
      ...(options.stageTime ? { 'pgboss.test_clock': 'on' } : {}),
    },
    onnotice: () => {},
  });
  const sql = endingWithConnection(pool);
  return {
    db: drizzle(sql, { schema }),
    sql,
    close: (graceSeconds = 5) => sql.end({ timeout: graceSeconds }),
  };
}
