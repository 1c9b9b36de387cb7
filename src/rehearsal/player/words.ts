import { type Command, type CommandOption, CommandType, type Localizations, OptionType } from '../state/commands.ts';
import { guildPermissions } from '../state/permissions.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';

/** A command line, taken apart: the command, the way down to its subcommand, and the text of each option in order. */
export type Line = {
  command: Command;
  path: CommandOption[];
  declared: CommandOption[];
  given: { option: CommandOption; raw: string }[];
};

type Named = { name: string; name_localizations?: Localizations };

const FALLBACKS: Readonly<Record<string, string>> = { 'en-US': 'en-GB', 'en-GB': 'en-US', 'es-419': 'es-ES' };

/** A name in a member's language, as Discord falls back between languages. */
export function localName(thing: Named, locale: string): string {
  const texts = thing.name_localizations ?? {};
  return texts[locale] ?? texts[FALLBACKS[locale] ?? ''] ?? thing.name;
}

const isCalled = (thing: Named, word: string, locale: string): boolean =>
  [thing.name, localName(thing, locale)].some((name) => name.toLowerCase() === word.toLowerCase());

const [GUILD, BOT_DM] = [0, 1];

/** Whether a command is offered to a member in a guild or a direct conversation, by its default permissions and contexts. */
export function isOffered(command: Command, { guild, member, channel }: Scene): boolean {
  const needed = command.default_member_permissions;
  const held = guildPermissions(guild, member);
  const isAllowed =
    needed === null ||
    needed === undefined ||
    (needed === '0' ? guild.ownerId === member.user.id : (held & BigInt(needed)) === BigInt(needed));
  return isAllowed && (!command.contexts || command.contexts.includes(channel.recipient ? BOT_DM : GUILD));
}

function commandOf(word: string, scene: Scene): Command {
  const { locale } = scene.member;
  const chat = scene.world.commands.usableIn(scene.guild.id).filter(({ type }) => type === CommandType.chat);
  const found = chat.find((command) => isCalled(command, word, locale));
  if (!found) throw new StepError(`no command "/${word}" is registered`);
  if (!isOffered(found, scene)) throw new StepError(`"/${word}" is not offered to ${scene.member.user.username}`);
  return found;
}

const isNested = ({ type }: CommandOption) => type === OptionType.subcommand || type === OptionType.group;

/** Whether a subcommand of this name has an option of the same name. */
const hasOwnName = (option: CommandOption, word: string, locale: string): boolean =>
  isCalled(option, word, locale) && (option.options ?? []).some((inner) => isCalled(inner, word, locale));

function descend(
  options: readonly CommandOption[],
  rest: string,
  locale: string,
): { path: CommandOption[]; declared: CommandOption[]; rest: string } {
  if (!options.some(isNested)) return { path: [], declared: [...options], rest };
  const [, word = '', after = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
  const next = options.find((option) => isCalled(option, word, locale));
  // "/discuss film:Burning": the subcommand film, whose option is called the same
  const [before = '', named] = word.split(':', 2);
  const meant = next ?? (named === undefined ? undefined : options.find((one) => hasOwnName(one, before, locale)));
  const names = options.map(({ name }) => name).join(', ');
  if (!meant)
    throw new StepError(word ? `there is no "${word}" here: one of ${names}` : `one of ${names} has to follow`);
  const below = descend(meant.options ?? [], next ? after : rest, locale);
  return { ...below, path: [meant, ...below.path] };
}

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function split(rest: string, declared: readonly CommandOption[], locale: string): Line['given'] {
  const names = declared.flatMap((option) => [option.name, localName(option, locale)]).map(escaped);
  const marks = names.length ? [...rest.matchAll(new RegExp(`(?<=^|\\s)(${names.join('|')}):`, 'giu'))] : [];
  const leading = rest.slice(0, marks[0]?.index ?? rest.length).trim();
  const named = marks.flatMap((mark, index) => {
    const option = declared.find((one) => isCalled(one, mark[1] ?? '', locale));
    const raw = rest.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? rest.length).trim();
    return option ? [{ option, raw }] : [];
  });
  if (leading === '') return named;
  const first = declared.find(({ type }) => type === OptionType.string);
  if (!first) throw new StepError(`"${leading}" belongs to no option`);
  return [{ option: first, raw: leading }, ...named];
}

/**
 * Takes a command line apart. It splits only where a declared option's name, plain or in the member's language, is
 * followed by a colon; text before that goes to the first text option.
 * @throws StepError for an unknown command, subcommand, or an option given twice.
 */
export function readLine(line: string, scene: Scene): Line {
  const [, word = '', rest = ''] = /^\s*\/?(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  const command = commandOf(word, scene);
  const { locale } = scene.member;
  const below = descend(command.options ?? [], rest, locale);
  const given = split(below.rest, below.declared, locale);
  const twice = given.find(({ option }, index) => given.findIndex((one) => one.option === option) !== index);
  if (twice) throw new StepError(`"${twice.option.name}" is given twice`);
  return { command, path: below.path, declared: below.declared, given };
}
