import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { catalogues, type Locale, type TextKey, text } from '../texts/texts.ts';
import type { AnyCommand, Command } from './command.ts';
import { OPTION_TYPES, type Option } from './options.ts';

/** The command as Discord registers it, with its name and description in every language. */
export function declaration(declared: AnyCommand): RESTPostAPIApplicationCommandsJSONBody {
  const contexts = [InteractionContextType.Guild];
  if ('menu' in declared) {
    const { name, name_localizations } = called(`menu.${declared.name}`);
    return { type: ApplicationCommandType.Message, name, name_localizations, contexts };
  }
  const key = `command.${declared.name}`;
  const options = 'run' in declared ? optionsOf(key, declared) : declared.subcommands.map(subcommandOf(key));
  return { type: ApplicationCommandType.ChatInput, ...described(key), contexts, options: options as never };
}

const subcommandOf = (parent: string) => (declared: Command) => {
  const key = `${parent}.${declared.name}`;
  return { type: ApplicationCommandOptionType.Subcommand, ...described(key), options: optionsOf(key, declared) };
};

function optionsOf(parent: string, { options }: Command) {
  return Object.entries(options).map(([name, option]) => {
    const key = option.shared ? `option.${name}` : `${parent}.${name}`;
    return {
      type: OPTION_TYPES[option.kind],
      ...described(key),
      required: option.required,
      ...bounds(key, option),
    };
  });
}

function bounds(key: string, option: Option) {
  if (option.kind === 'text') return { max_length: option.maxLength, autocomplete: option.complete !== undefined };
  if (option.kind === 'number') return { min_value: option.min, max_value: option.max };
  if (option.kind !== 'choice') return {};
  const choices = option.choices.map((value) => {
    const word = `${key}.${value}` as TextKey;
    return { name: text('en', word), name_localizations: inEveryLanguage(word), value };
  });
  return { choices };
}

function described(key: string) {
  const description = `${key}.description` as TextKey;
  return {
    ...called(key),
    description: text('en', description),
    description_localizations: inEveryLanguage(description),
  };
}

function called(key: string) {
  const name = `${key}.name` as TextKey;
  return { name: text('en', name), name_localizations: inEveryLanguage(name) };
}

/** Discord knows English as two languages and asks for the default's own key too. */
function inEveryLanguage(key: TextKey): LocalizationMap {
  return Object.fromEntries(
    (Object.keys(catalogues) as Locale[]).flatMap((locale) =>
      (locale === 'en' ? ['en-US', 'en-GB'] : [locale]).map((tag) => [tag, text(locale, key)]),
    ),
  );
}
