import { setTimeout as pause } from 'node:timers/promises';
import type { DatabasePlace } from '../config.ts';
import { type Connection, type ConnectOptions, connect } from './connect.ts';
import { startEmbedded } from './embedded/embedded.ts';
import { databaseIsAway } from './errors.ts';
import { migrate } from './migrate.ts';

/** An open database, brought up to this version. `close` also ends the embedded server when nobody else uses it. */
export type Database = Connection & { url: string };

const ATTEMPTS = 5;

/**
 * Opens the database at its place. Another process may be ending the embedded server at this very moment,
 * so that a connection that breaks while opening is tried again.
 * @throws EmbeddedError, or the driver's error when the server cannot be reached.
 */
export async function openDatabase(place: DatabasePlace, options: ConnectOptions = {}): Promise<Database> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openOnce(place, options);
    } catch (error) {
      if (place.kind === 'server' || attempt >= ATTEMPTS || !databaseIsAway(error)) throw error;
      await pause(200 * attempt);
    }
  }
}

async function openOnce(place: DatabasePlace, options: ConnectOptions): Promise<Database> {
  const server =
    place.kind === 'embedded' ? await startEmbedded(place.dataDir) : { url: place.url, close: async () => {} };
  try {
    await migrate(server.url);
  } catch (error) {
    await server.close();
    throw error;
  }
  const connection = connect(server.url, options);
  return {
    ...connection,
    url: server.url,
    close: async (graceSeconds) => {
      await connection.close(graceSeconds);
      await server.close();
    },
  };
}
