import { ConfigError, loadConfig } from './config.ts';
import { databaseSentence } from './db/sentences.ts';
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
  const { tmdb, omdb } = config.lookups;
  const log = createLog(config.logLevel, [config.token, tmdb?.key, omdb?.key, ...secretsOf(databaseUrl)]);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an error that nobody handles');
    process.exit(1);
  });
  return runBot({ ...config, token: config.token }, log);
}

function sentenceFor(error: unknown): { words: string; code: number } | undefined {
  if (error instanceof ConfigError) return { words: error.message, code: WRONG_CONFIGURATION };
  const words = databaseSentence(error);
  return words === undefined ? undefined : { words, code: 1 };
}

try {
  process.exit(await main());
} catch (error) {
  const known = sentenceFor(error);
  if (!known) throw error;
  process.stderr.write(`${known.words}\n`);
  process.exit(known.code);
}
