import { ApplicationCommandOptionType, type CommandInteractionOptionResolver } from 'discord.js';
import type { Asked } from './handler.ts';

/** A choice of an autocomplete: `name` is read, `value` is sent back. Both at most 100 characters. */
export type Choice = { name: string; value: string };

/** A file that a person handed over: its address at Discord, and its size in bytes. */
type GivenFile = { readonly name: string; readonly url: string; readonly size: number };

/**
 * An option of a command. Its name and description come from the catalogue: `command.<command>.<option>.name`, or
 * `option.<option>.name` where several commands share it; the choices of a text from
 * `command.<command>.<option>.<choice>`.
 */
export type Option = { readonly shared?: true } & Kind;

type Kind =
  | {
      readonly kind: 'text';
      readonly required: boolean;
      readonly maxLength: number;
      readonly complete?: (asked: Asked, typed: string) => Promise<Choice[]>;
    }
  | { readonly kind: 'choice'; readonly required: boolean; readonly choices: readonly string[] }
  | { readonly kind: 'number'; readonly required: boolean; readonly min: number; readonly max: number }
  | { readonly kind: 'flag' | 'person' | 'role' | 'channel' | 'file'; readonly required: boolean };

export type Options = Readonly<Record<string, Option>>;

type Value<One extends Option> = One extends { kind: 'choice'; choices: readonly (infer Word)[] }
  ? Word
  : One extends { kind: 'number' }
    ? number
    : One extends { kind: 'flag' }
      ? boolean
      : One extends { kind: 'file' }
        ? GivenFile
        : string;

/** What a person gave: text, number or flag as it is; people, roles and channels by their ids. */
export type Given<All extends Options> = {
  readonly [Name in keyof All]: All[Name]['required'] extends true ? Value<All[Name]> : Value<All[Name]> | undefined;
};

export type AnyGiven = Readonly<Record<string, string | number | boolean | GivenFile | undefined>>;

export const OPTION_TYPES = {
  text: ApplicationCommandOptionType.String,
  choice: ApplicationCommandOptionType.String,
  number: ApplicationCommandOptionType.Integer,
  flag: ApplicationCommandOptionType.Boolean,
  person: ApplicationCommandOptionType.User,
  role: ApplicationCommandOptionType.Role,
  channel: ApplicationCommandOptionType.Channel,
  file: ApplicationCommandOptionType.Attachment,
} as const satisfies Record<Option['kind'], ApplicationCommandOptionType>;

type Resolver = Pick<CommandInteractionOptionResolver, 'get' | 'getAttachment'>;

/** What was given for each declared option. */
export function readOptions(declared: Options, resolver: Resolver): AnyGiven {
  return Object.fromEntries(Object.entries(declared).map(([name, { kind }]) => [name, read(name, kind, resolver)]));
}

function read(name: string, kind: Option['kind'], resolver: Resolver) {
  if (kind !== 'file') return resolver.get(name)?.value ?? undefined;
  const file = resolver.getAttachment(name);
  return file ? { name: file.name, url: file.url, size: file.size } : undefined;
}
