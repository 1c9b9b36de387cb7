import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Db } from './db.ts';

const dialect = new PgDialect();

/**
 * The rows of a query that is asked at every keystroke, prepared once by each connection. `db.execute` has its text read
 * and described anew each time, a round trip more than this takes.
 */
export async function rowsPrepared<Row>(db: Db, query: SQL): Promise<Row[]> {
  // the name only says that it is to be prepared: the driver names statements itself, by their text
  const prepared = db._.session.prepareQuery(dialect.sqlToQuery(query), undefined, 'prepared', false);
  return (await prepared.execute()) as Row[];
}
