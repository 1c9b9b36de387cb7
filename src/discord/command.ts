import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { catalogues, type Locale, type TextKey, text } from '../texts/texts.ts';
import type { Acknowledgement, Answer, Asked } from './handler.ts';

/** A choice of an autocomplete: `name` is read, `value` is sent back. Both at most 100 characters. */
export type Choice = { name: string; value: string };

/** A text option. Its name and description come from the catalogue: `command.<command>.<option>.name`. */
export type TextOption = {
  readonly required: boolean;
  readonly maxLength: number;
  readonly complete?: (asked: Asked, typed: string) => Promise<Choice[]>;
};

type Given<Options extends Record<string, TextOption>> = {
  readonly [Name in keyof Options]: Options[Name]['required'] extends true ? string : string | undefined;
};

/** What a member can type: a declaration and one call. */
export type Command = {
  readonly name: string;
  readonly acknowledgement: Exclude<Acknowledgement, 'update'>;
  readonly options: Readonly<Record<string, TextOption>>;
  readonly run: (asked: Asked, given: Readonly<Record<string, string | undefined>>) => Promise<Answer>;
};

/** Declares a command; the handler's options are typed from the declaration. */
export function command<const Options extends Record<string, TextOption>>(declared: {
  name: string;
  acknowledgement: Exclude<Acknowledgement, 'update'>;
  options: Options;
  run: (asked: Asked, given: Given<Options>) => Promise<Answer>;
}): Command {
  // The dispatcher hands over every declared option, and Discord has checked that required ones are there.
  return { ...declared, run: (asked, given) => declared.run(asked, given as Given<Options>) };
}

/** The command as Discord registers it, with its name and description in every language. */
export function declaration({ name, options }: Command): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.ChatInput,
    ...named(`command.${name}`),
    contexts: [InteractionContextType.Guild],
    options: Object.entries(options).map(([option, { required, maxLength, complete }]) => ({
      type: ApplicationCommandOptionType.String,
      ...named(`command.${name}.${option}`),
      required,
      max_length: maxLength,
      autocomplete: complete !== undefined,
    })),
  };
}

function named(key: string) {
  return {
    name: text('en', `${key}.name` as TextKey),
    name_localizations: inEveryLanguage(`${key}.name` as TextKey),
    description: text('en', `${key}.description` as TextKey),
    description_localizations: inEveryLanguage(`${key}.description` as TextKey),
  };
}

/** Discord knows English as two languages and asks for the default's own key too. */
function inEveryLanguage(key: TextKey): LocalizationMap {
  return Object.fromEntries(
    (Object.keys(catalogues) as Locale[]).flatMap((locale) =>
      (locale === 'en' ? ['en-US', 'en-GB'] : [locale]).map((tag) => [tag, text(locale, key)]),
    ),
  );
}
