import { resolve } from 'node:path';
import { destroyEmbedded, destroyWithProcess, startEmbedded, temporaryDataDir } from '../db/embedded/embedded.ts';
import type { BotEnv } from './bot-process.ts';

/** The database of a rehearsal. */
export type RehearsalData = {
  /** The environment of the bot: the person's own, with this database and no other. */
  readonly env: BotEnv;
  /** Ends what is left of its server; a folder that was made for the rehearsal goes too. */
  release(wasKilled: boolean): Promise<void>;
};

/** The bot's environment with an embedded database in a folder and no other. */
function withData(env: BotEnv, folder: string): BotEnv {
  const { DATABASE_URL: _, ...rest } = env;
  return { ...rest, MARQUEE_DATA_DIR: folder };
}

/** An embedded database in a folder that stays, or, without one, in a fresh one that is thrown away. */
export function rehearsalData(env: BotEnv, cwd: string, folder: string | undefined): RehearsalData {
  if (folder === undefined) return thrownAway(env);
  const kept = resolve(cwd, folder);
  return {
    env: withData(env, kept),
    release: async (wasKilled) => {
      // A killed bot leaves its server running. To hold it once and let go ends it, unless others use it.
      if (wasKilled) await (await startEmbedded(kept)).close();
    },
  };
}

function thrownAway(env: BotEnv): RehearsalData {
  const folder = temporaryDataDir();
  destroyWithProcess(folder);
  return { env: withData(env, folder), release: () => destroyEmbedded(folder) };
}
