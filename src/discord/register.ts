import { isDeepStrictEqual } from 'node:util';
import { type APIApplicationCommand, type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import { z } from 'zod';

type Declaration = RESTPostAPIApplicationCommandsJSONBody;

/**
 * Registers the commands with Discord, only if what is registered differs: a server takes no more than 200 new
 * commands a day.
 * @returns whether anything was sent.
 */
export async function register(rest: REST, applicationId: string, declared: readonly Declaration[]): Promise<boolean> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = (await rest.get(Routes.applicationCommands(applicationId), { query })) as APIApplicationCommand[];
  if (isDeepStrictEqual(comparable(registered), comparable(declared))) return false;
  await rest.put(Routes.applicationCommands(applicationId), { body: declared });
  return true;
}

const languages = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => Object.fromEntries(Object.entries(map ?? {}).sort()));

// Discord leaves out what has its default and adds fields of its own: only what we declare is compared, with defaults filled in.
const comparableChoice = z.object({ name: z.string(), name_localizations: languages, value: z.string() });

const comparableOption = z.object({
  type: z.number(),
  name: z.string(),
  name_localizations: languages,
  description: z.string(),
  description_localizations: languages,
  required: z.boolean().default(false),
  autocomplete: z.boolean().default(false),
  choices: z.array(comparableChoice).default([]),
  max_length: z.number().optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  get options() {
    return z.array(comparableOption).default([]);
  },
});

const comparableCommands = z.array(
  z.object({
    type: z.number(),
    name: z.string(),
    name_localizations: languages,
    description: z.string().default(''),
    description_localizations: languages,
    contexts: z.array(z.number()).nullish(),
    options: z.array(comparableOption).default([]),
  }),
);

function comparable(commands: unknown) {
  return comparableCommands.parse(commands).sort((a, b) => a.name.localeCompare(b.name));
}
