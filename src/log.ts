import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

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
  const hidden = secrets.filter((secret) => secret !== undefined && secret !== '');
  const write = (line: string) => {
    target.write(hidden.reduce<string>((text, secret) => text.replaceAll(secret ?? '', '[secret]'), line));
  };
  const options = {
    level,
    base: null,
    redact: ['token', '*.token', 'headers.authorization', '*.headers.authorization'],
  };
  if (!target.isTTY) return pino(options, { write });
  const readable = pretty({
    sync: true,
    colorize: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'guild,user,interaction',
    destination: { write } as never,
  });
  return pino(options, readable);
}

/** The parts of an address that nobody may read in a log. */
export function secretsOf(databaseUrl: string | undefined): string[] {
  const password = databaseUrl && URL.canParse(databaseUrl) ? new URL(databaseUrl).password : '';
  return password === '' ? [] : [password, decodeURIComponent(password)];
}
