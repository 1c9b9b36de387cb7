import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Db } from './db/db.ts';

/** What every handler is given. */
export type App = {
  readonly db: Db;
  readonly log: Logger;
  /** The only clock: the database's in production, the stage's in a rehearsal. */
  readonly now: () => Date;
  readonly config: Config;
};
