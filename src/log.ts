import { type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';

/** Where log lines go: standard output, or a collector in a test. */
export type LogTarget = { write(line: string): void; isTTY?: boolean };

/**
 * The log: a JSON object a line, readable on a terminal. Whatever is logged, a secret never leaves: its every
 * occurrence in a line is replaced.
 */
export function createLog(
  level: string,
  secrets: readonly (string | undefined)[],
  target: LogTarget = process.stdout,
): Logger {
  const hidden = secrets.flatMap((secret) => (secret ? [secret, JSON.stringify(secret).slice(1, -1)] : []));
  const readable = target.isTTY ? prettyFactory(READABLE) : (line: string) => line;
  const write = (line: string) => {
    target.write(hidden.reduce((words, secret) => words.replaceAll(secret, '[secret]'), readable(line)));
  };
  return pino({ level, base: null, redact: { paths: [...TOKENS, ...BODIES], censor: '[left out]' } }, { write });
}

const TOKENS = ['token', '*.token', 'headers.authorization', '*.headers.authorization'];
// What Discord refused holds what a person typed or voted: the log tells only where and why.
const BODIES = ['requestBody', '*.requestBody', '*.*.requestBody'];
const READABLE = { colorize: true, translateTime: 'SYS:HH:MM:ss', ignore: 'guild,user,interaction' };

/** The parts of an address that nobody may read in a log: its password, as it is written there and as it is meant. */
export function secretsOf(databaseUrl: string | undefined): string[] {
  const password = databaseUrl && URL.canParse(databaseUrl) ? new URL(databaseUrl).password : '';
  return password === '' ? [] : [password, decoded(password)];
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
