import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Who runs a thing that only one process may run at a time, and until when that holds. */
export const leases = pgTable(
  'leases',
  {
    name: text().notNull(),
    holder: uuid().notNull(),
    /** The holder's machine and process, so that a start on the same machine need not wait for one that was killed. */
    process: text().notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ name: 'leases_pk', columns: [t.name] })],
);

/** Facts about this database itself, e.g. which starter catalogue it holds. */
export const facts = pgTable('facts', { name: text().notNull(), value: text().notNull() }, (t) => [
  primaryKey({ name: 'facts_pk', columns: [t.name] }),
]);
