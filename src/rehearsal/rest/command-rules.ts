import {
  type CommandBody,
  type CommandOption,
  CommandType,
  type Localizations,
  OptionType,
} from '../state/commands.ts';
import { type FieldError, fieldError, invalidForm, refuse } from './errors.ts';

type Path = readonly (string | number)[];

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX_SIZE = 8_000;
const MAX_OF_TYPE: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15, 4: 1 };
const LOCALES = new Set(
  'ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW'.split(
    ' ',
  ),
);

const isNested = (option: CommandOption) => option.type === OptionType.subcommand || option.type === OptionType.group;

function nameErrors(name: string, path: Path): FieldError[] {
  const fits = NAME.test(name) && name === name.toLowerCase();
  return fits ? [] : [fieldError(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')];
}

function localeErrors(texts: Localizations | undefined, path: Path): FieldError[] {
  const unknown = Object.keys(texts ?? {}).filter((locale) => !LOCALES.has(locale));
  return unknown.map((locale) =>
    fieldError([...path, locale], 'DICT_TYPE_BAD_KEY', `"${locale}" is not a valid locale.`),
  );
}

function localizedErrors(
  thing: { name_localizations?: Localizations; description_localizations?: Localizations },
  path: Path,
) {
  return [
    ...localeErrors(thing.name_localizations, [...path, 'name_localizations']),
    ...localeErrors(thing.description_localizations, [...path, 'description_localizations']),
  ];
}

function namesOnce(names: readonly string[], path: Path): FieldError[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [fieldError([...path, index], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists')],
  );
}

function orderErrors(options: readonly CommandOption[], path: Path): FieldError[] {
  const firstOptional = options.findIndex((option) => !option.required);
  const late = options.findIndex((option, index) => option.required && firstOptional !== -1 && index > firstOptional);
  if (late === -1 || options.some(isNested)) return [];
  return [
    fieldError(
      [...path, late],
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      'Required options must be placed before non-required options',
    ),
  ];
}

function nestingErrors(option: CommandOption, depth: number, path: Path): FieldError[] {
  const allowed =
    option.type === OptionType.group ? depth === 0 : option.type === OptionType.subcommand ? depth <= 1 : true;
  const misplaced = allowed
    ? []
    : [fieldError([...path, 'type'], 'BASE_TYPE_BAD', 'Commands nest as command > group > subcommand only')];
  const onlySubs =
    option.type !== OptionType.group || (option.options ?? []).every(({ type }) => type === OptionType.subcommand);
  return onlySubs
    ? misplaced
    : [...misplaced, fieldError([...path, 'options'], 'BASE_TYPE_BAD', 'A group holds subcommands only')];
}

function optionErrors(option: CommandOption, depth: number, path: Path): FieldError[] {
  const errors = [
    ...nameErrors(option.name, [...path, 'name']),
    ...Object.entries(option.name_localizations ?? {}).flatMap(([key, name]) =>
      nameErrors(name, [...path, 'name_localizations', key]),
    ),
    ...localizedErrors(option, path),
    ...nestingErrors(option, depth, path),
    ...optionsErrors(option.options ?? [], option.type === OptionType.group ? 1 : 2, [...path, 'options']),
    ...namesOnce(
      (option.choices ?? []).map(({ name }) => name),
      [...path, 'choices'],
    ),
  ];
  if (option.autocomplete && option.choices?.length) {
    errors.push(fieldError([...path, 'autocomplete'], 'BASE_TYPE_BAD', 'Autocomplete and choices exclude each other'));
  }
  if ((option.min_length ?? 0) > (option.max_length ?? 6_000))
    errors.push(fieldError([...path, 'min_length'], 'BASE_TYPE_BAD', 'min_length is above max_length'));
  return errors;
}

function optionsErrors(options: readonly CommandOption[], depth: number, path: Path): FieldError[] {
  const mixed = options.some(isNested) && !options.every(isNested);
  return [
    ...options.flatMap((option, index) => optionErrors(option, depth, [...path, index])),
    ...namesOnce(
      options.map(({ name }) => name),
      path,
    ),
    ...orderErrors(options, path),
    ...(mixed
      ? [
          fieldError(
            path,
            'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
            'Sub-command and sub-command group option types are mutually exclusive to all other types',
          ),
        ]
      : []),
  ];
}

const longest = (text: string | null | undefined, localized: Localizations | undefined): number =>
  Math.max(...[text ?? '', ...Object.values(localized ?? {})].map((one) => one.length));

/** The length Discord counts towards 8,000: names, descriptions and choice values, of each the longest translation. */
function commandSize(thing: CommandBody | CommandOption): number {
  const own =
    longest(thing.name, thing.name_localizations) + longest(thing.description, thing.description_localizations);
  const choices = 'choices' in thing ? (thing.choices ?? []) : [];
  const values = choices.reduce(
    (sum, one) => sum + longest(one.name, one.name_localizations) + String(one.value).length,
    0,
  );
  return (thing.options ?? []).reduce((sum, option) => sum + commandSize(option), own + values);
}

function commandErrors(command: CommandBody, path: Path): FieldError[] {
  const isChat = (command.type ?? CommandType.chat) === CommandType.chat;
  const errors = [...localizedErrors(command, path), ...optionsErrors(command.options ?? [], 0, [...path, 'options'])];
  if (isChat) {
    errors.push(...nameErrors(command.name, [...path, 'name']));
    for (const [key, name] of Object.entries(command.name_localizations ?? {}))
      errors.push(...nameErrors(name, [...path, 'name_localizations', key]));
    if (!command.description)
      errors.push(fieldError([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required'));
  } else if (command.description) {
    errors.push(
      fieldError(
        [...path, 'description'],
        'APPLICATION_COMMAND_INVALID_DESCRIPTION',
        'Context menu commands cannot have description',
      ),
    );
  }
  if (commandSize(command) > MAX_SIZE)
    errors.push(fieldError(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MAX_SIZE})`));
  return errors;
}

/**
 * What the schemas miss in the commands of one scope.
 * @throws DiscordError 50035 or 30032.
 */
export function checkCommands(commands: readonly CommandBody[]): void {
  const errors = commands.flatMap((command, index) => commandErrors(command, [index]));
  const keys = commands.map((command) => `${command.type ?? 1} ${command.name}`);
  keys.forEach((key, index) => {
    if (keys.indexOf(key) !== index)
      errors.push(
        fieldError([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique'),
      );
  });
  if (errors.length) throw invalidForm(errors);
  for (const [type, most] of Object.entries(MAX_OF_TYPE)) {
    if (commands.filter((command) => (command.type ?? 1) === Number(type)).length > most)
      throw refuse.tooManyCommands();
  }
}
