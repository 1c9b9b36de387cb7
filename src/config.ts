import { resolve } from 'node:path';
import { z } from 'zod';
import { type LookupConfig, readLookups } from './net/sources/config.ts';

/** Where the database is: a server of the operator's, or the PostgreSQL that ships with us in a folder. */
export type DatabasePlace = { kind: 'server'; url: string } | { kind: 'embedded'; dataDir: string };

export type Config = {
  /** Absent: the bot plays on the stage. */
  token: string | undefined;
  database: DatabasePlace;
  /** Base URL of the REST API without the version. */
  discordApi: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Language of texts that no member asked for. */
  locale: (typeof LOCALES)[number];
  /** ISO 3166-1 alpha-2, for "where to watch" and age ratings. */
  region: string;
  /** Started by the stage, which owns the clock. */
  rehearsal: boolean;
  /** Where films are looked up that the catalogue does not have. */
  lookups: LookupConfig;
};

/** The folder of this project: a relative data folder is the same for the bot and for commands typed anywhere. */
const PROJECT = resolve(import.meta.dirname, '..');

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const LOCALES = ['en', 'ko'] as const;

/** A value of the environment that cannot be used. The message is one sentence and never holds a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration. An empty string counts as unset.
 * @param options.dataDir overrides the folder of the embedded database and, with it, DATABASE_URL (`--data`); relative to
 *   `options.cwd`, where the person typed.
 * @throws ConfigError naming the variable, what is wrong and an example.
 */
export function loadConfig(env: Env, options: { cwd?: string; dataDir?: string } = {}): Config {
  const read = <T>(name: string, schema: z.ZodType<T>, wrong: string): T => {
    const value = env[name]?.trim();
    const parsed = schema.safeParse(value === '' ? undefined : value);
    if (!parsed.success) throw new ConfigError(`${name} ${wrong}`);
    return parsed.data;
  };
  const rehearsal = read(
    'MARQUEE_REHEARSAL',
    flag,
    'is set by the stage alone: leave it out, or give MARQUEE_REHEARSAL=1.',
  );
  return {
    token: read(
      'DISCORD_TOKEN',
      token,
      'does not look like a bot token: copy it whole from your application\'s page "Bot", three parts with dots between them, for example DISCORD_TOKEN=AAAA.BBBB.CCCC.',
    ),
    database: readDatabase(read, options),
    discordApi: read(
      'DISCORD_API',
      apiBase,
      'is not the base URL of a REST API: give http or https without a version, for example DISCORD_API=http://127.0.0.1:8080/api.',
    ),
    logLevel: read(
      'LOG_LEVEL',
      z.enum(LOG_LEVELS).default('info'),
      `is not a log level: give one of ${LOG_LEVELS.join(', ')}, for example LOG_LEVEL=info.`,
    ),
    locale: read(
      'MARQUEE_LOCALE',
      z.enum(LOCALES).default('en'),
      `is not a language we have: give one of ${LOCALES.join(', ')}, for example MARQUEE_LOCALE=en.`,
    ),
    region: read(
      'MARQUEE_REGION',
      z
        .string()
        .regex(/^[A-Z]{2}$/)
        .default('US'),
      'is not a region: give a country as two capital letters, for example MARQUEE_REGION=KR.',
    ),
    rehearsal,
    lookups: readLookups(read, { rehearsal }),
  };
}

/** Reads one variable. @throws ConfigError where it does not fit. */
export type Read = <T>(name: string, schema: z.ZodType<T>, wrong: string) => T;

function readDatabase(read: Read, options: { cwd?: string; dataDir?: string }): DatabasePlace {
  const { cwd = process.cwd(), dataDir } = options;
  if (dataDir !== undefined) return { kind: 'embedded', dataDir: resolve(cwd, dataDir) };
  const url = read(
    'DATABASE_URL',
    databaseUrl,
    'is not the address of a PostgreSQL database: give postgres:// with host and database, for example DATABASE_URL=postgres://user:password@localhost:5432/marquee.',
  );
  if (url !== undefined) return { kind: 'server', url };
  const folder = read(
    'MARQUEE_DATA_DIR',
    z.string().default('data'),
    'is not a folder: for example MARQUEE_DATA_DIR=./data.',
  );
  return { kind: 'embedded', dataDir: resolve(PROJECT, folder) };
}

const token = z
  .string()
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  .optional();
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1');
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ }).optional();
const apiBase = z
  .url({ protocol: /^https?$/ })
  .transform((url) => url.replace(/\/+$/, ''))
  .refine((url) => !/\/v\d+$/.test(url))
  .default('https://discord.com/api');
