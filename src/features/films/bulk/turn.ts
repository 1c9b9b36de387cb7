import postgres, { type Sql } from 'postgres';
import { APPLICATION_NAME } from '../../../db/connect.ts';
import { driverError } from '../../../db/errors.ts';
import { promptSocket } from '../../../db/prompt-socket.ts';

const IMPORTER = `${APPLICATION_NAME} import`;
const MEMORY = '256MB';
const TURN = 'large_import_turn';
const NOT_AVAILABLE = '55P03';
const PATIENCE = '5s';
const PATIENCE_MS = 10_000;

/** Why an import cannot begin: a sentence for the person who asked for it. */
export class ImportError extends Error {
  override name = 'ImportError';
}

/** A connection for long statements of an import. */
export function importer(url: string): Sql {
  // the driver's types leave its option `socket` out
  const sent = { socket: promptSocket };
  return postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: IMPORTER, statement_timeout: 0, maintenance_work_mem: MEMORY },
    ...sent,
  });
}

/**
 * Makes this process the only importer of a database until it says so or ends, and ends statements that a killed one
 * left running.
 * @returns what gives the turn back.
 * @throws ImportError when another import is under way.
 */
export async function becomeImporter(url: string): Promise<() => Promise<void>> {
  const sql = importer(url);
  try {
    await sql`insert into facts (name, value) values (${TURN}, '') on conflict do nothing`;
    await sql.unsafe(`set lock_timeout = '${PATIENCE}'`);
    await sql.unsafe('begin');
    await sql`select from facts where name = ${TURN} for update`;
    await sql`select pg_terminate_backend(pid, ${PATIENCE_MS}) from pg_stat_activity
      where datname = current_database() and application_name = ${IMPORTER} and pid <> pg_backend_pid()`;
  } catch (error) {
    await sql.end({ timeout: 1 });
    if (driverError(error)?.code !== NOT_AVAILABLE) throw error;
    throw new ImportError('Another import is under way: wait until it has ended.');
  }
  return () => sql.end({ timeout: 1 });
}
