import type { Db } from './db.ts';

/** A call of a function in the database that returns rows. Its arguments are values for the driver. */
export type Call = { name: `search_${string}`; args: readonly unknown[] };

/**
 * The rows of some functions, those of the first first, in one statement that each connection prepares once. For what
 * is asked at every keystroke: a statement that drizzle builds costs about as much as its answer, and one that is not
 * prepared a round trip more.
 */
export async function rowsPrepared<Row>(db: Db, calls: readonly Call[]): Promise<Row[]> {
  const params = calls.flatMap(({ args }) => args);
  let at = 0;
  const selects = calls.map(({ name, args }) => `select * from ${name}(${args.map(() => `$${++at}`).join(', ')})`);
  // the name only says that it is to be prepared: the driver names statements itself, by their text
  const prepared = db._.session.prepareQuery(
    { sql: selects.join(' union all '), params },
    undefined,
    'prepared',
    false,
  );
  return (await prepared.execute()) as Row[];
}
