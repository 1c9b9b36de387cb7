import { ConfigError, loadConfig } from './config.ts';
import { EmbeddedError } from './db/embedded.ts';
import { databaseIsAway, driverError } from './db/errors.ts';
import { createLog, secretsOf } from './log.ts';

const WRONG_CONFIGURATION = 2;

/** Without a token the bot plays on the stage; with one it goes to Discord. Resolves with the exit code. */
async function main(): Promise<number> {
  const config = loadConfig(process.env);
  if (config.token === undefined) {
    const { demonstrate } = await import('./rehearsal/demonstration.ts');
    return demonstrate(config);
  }
  const { runBot } = await import('./bot.ts');
  const databaseUrl = config.database.kind === 'server' ? config.database.url : undefined;
  const log = createLog(config.logLevel, [config.token, ...secretsOf(databaseUrl)]);
  process.on('uncaughtException', (error) => {
    if (isKnownDriverFault(error)) return log.warn({ err: error }, 'a database connection closed under a transaction');
    log.fatal({ err: error }, 'an error that nobody handles');
    process.exit(1);
  });
  return runBot({ ...config, token: config.token }, log);
}

/**
 * postgres.js 3.4.9 throws from a timer when a connection closes inside `begin` and is used again (its issues #1154
 * and #1208). The transaction itself is already rejected; letting the rest of the process die would lose more.
 */
function isKnownDriverFault(error: Error): boolean {
  return error instanceof TypeError && /nextWrite|postgres\/(src|cjs\/src)\/connection\.js/.test(error.stack ?? '');
}

function sentenceFor(error: unknown): { words: string; code: number } | undefined {
  if (error instanceof ConfigError) return { words: error.message, code: WRONG_CONFIGURATION };
  if (error instanceof EmbeddedError) return { words: error.message, code: 1 };
  if (databaseIsAway(error)) {
    const code = driverError(error)?.code;
    return {
      words: `The database cannot be reached (${code}): check that PostgreSQL runs and that DATABASE_URL names it, or leave DATABASE_URL out to use the one that ships with Marquee.`,
      code: 1,
    };
  }
  return undefined;
}

try {
  process.exit(await main());
} catch (error) {
  const known = sentenceFor(error);
  if (!known) throw error;
  process.stderr.write(`${known.words}\n`);
  process.exit(known.code);
}
