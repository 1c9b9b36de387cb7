import type { Config } from './config.ts';
import { type Database, openDatabase } from './db/open.ts';
import { seedStarter } from './features/films/films.ts';

/** Opens the database with all a fresh one holds: migrations applied, the starter catalogue there. */
export async function openHouse(place: Config['database'], options: { stageTime?: boolean } = {}): Promise<Database> {
  const database = await openDatabase(place, options);
  try {
    await seedStarter(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
