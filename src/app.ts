import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Db } from './db/db.ts';
import type { Discord } from './discord/publish.ts';
import type { Enqueue } from './jobs/names.ts';
import type { Sources } from './net/sources/sources.ts';
import type { Pictures } from './pictures/pictures.ts';

/** What every handler is given. */
export type App = {
  readonly db: Db;
  readonly log: Logger;
  /** The only clock: the database's in production, the stage's in a rehearsal. */
  readonly now: () => Date;
  /** Puts a job into the queue, in the transaction that causes it. */
  readonly enqueue: Enqueue;
  /** How the bot acts at Discord by itself. */
  readonly discord: Discord;
  /** Draws, in a worker of its own. */
  readonly pictures: Pictures;
  /** Who is asked for films that the catalogue does not have. */
  readonly sources: Sources;
  readonly config: Config;
};
