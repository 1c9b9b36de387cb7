import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema/index.ts';

/** A connection or an open transaction: a query never needs to know which. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;
