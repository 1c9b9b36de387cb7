import type { Config } from './config.ts';
import { type Database, openDatabase } from './db/open.ts';
import { renewForms, seedStarter } from './features/films/films.ts';

type Options = {
  stageTime?: boolean;
  /** Told how many titles are worked out again, since an older version kept them: of very many, that takes long. */
  onRenewing?: (titles: number) => void;
};

/**
 * Opens the database with all a fresh one holds: migrations applied, the starter catalogue there, what the search keeps of
 * titles as this version has it.
 */
export async function openHouse(place: Config['database'], options: Options = {}): Promise<Database> {
  const database = await openDatabase(place, options);
  try {
    await renewForms(database.db, options.onRenewing);
    await seedStarter(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
