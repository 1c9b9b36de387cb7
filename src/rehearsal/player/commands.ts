import { type CommandOption, CommandType, OptionType } from '../state/commands.ts';
import { type Interaction, InteractionType } from '../state/interactions.ts';
import type { Message } from '../state/types.ts';
import { wireMessage } from '../wire/messages.ts';
import type { Act } from './interact.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';
import { compact, noneResolved, type OptionValue, optionValue } from './values.ts';
import { isOffered, type Line, localName, readLine } from './words.ts';

type SentOption = { name: string; type: number; value?: OptionValue; focused?: boolean; options?: SentOption[] };

/** The choices a person was offered last while typing an option; picking one sends its value. */
export type Offered = { option: string; interaction: Interaction } | undefined;

const nameOf = ({ command, path }: Line) => `/${[command, ...path].map(({ name }) => name).join(' ')}`;

function wrapped(path: readonly CommandOption[], options: SentOption[]): SentOption[] {
  const [next, ...rest] = path;
  return next ? [{ name: next.name, type: next.type, options: wrapped(rest, options) }] : options;
}

function act(line: Line, type: number, options: SentOption[], resolved: ReturnType<typeof noneResolved>): Act {
  const { id, name, guildId } = line.command;
  const things = compact(resolved);
  const data = {
    id,
    name,
    type: CommandType.chat,
    ...(guildId ? { guild_id: guildId } : {}),
    ...(options.length ? { options } : {}),
    ...(things ? { resolved: things } : {}),
  };
  return { type, name: nameOf(line), data };
}

function picked(option: CommandOption, raw: string, offered: Offered): OptionValue | undefined {
  if (!offered || offered.option !== option.name) return undefined;
  return offered.interaction.choices.find((choice) => choice.name === raw)?.value;
}

/**
 * Running a command line.
 * @param offered the choices this person was offered just before; text that is one of their names picks it.
 * @param host where the stage serves a file that is handed over.
 * @throws StepError for what Discord's client would not send.
 */
export function typed(words: string, scene: Scene, offered: Offered, host: string): Act {
  const line = readLine(words, scene);
  const missing = line.declared.find(
    (option) => option.required && !line.given.some((one) => one.option === option && one.raw !== ''),
  );
  if (missing) throw new StepError(`"${localName(missing, scene.member.locale)}" is required`);
  const resolved = noneResolved();
  const given = line.given.filter(({ raw }) => raw !== '');
  const options = given.map(({ option, raw }): SentOption => {
    return {
      name: option.name,
      type: option.type,
      value: picked(option, raw, offered) ?? optionValue(raw, option, scene, resolved, host),
    };
  });
  return act(line, InteractionType.command, wrapped(line.path, options), resolved);
}

/**
 * Typing a command line as far as it goes, for the choices of the option typed last.
 * @throws StepError when that option has no autocomplete.
 */
export function typing(words: string, scene: Scene, host: string): Act & { option: string } {
  const line = readLine(words, scene);
  const first = line.declared.find(({ type }) => type === OptionType.string);
  const given = line.given.length || !first ? line.given : [{ option: first, raw: '' }];
  const last = given.at(-1);
  if (!last?.option.autocomplete)
    throw new StepError(`"${last?.option.name ?? nameOf(line)}" offers nothing while typing`);
  const resolved = noneResolved();
  const options = given.map(({ option, raw }): SentOption => {
    const isLast = option === last.option;
    return {
      name: option.name,
      type: option.type,
      value: isLast ? raw : optionValue(raw, option, scene, resolved, host),
      ...(isLast ? { focused: true } : {}),
    };
  });
  const sent = act(line, InteractionType.autocomplete, wrapped(line.path, options), resolved);
  return { ...sent, focusedType: last.option.type, option: last.option.name };
}

/**
 * Using a command of a message's menu.
 * @throws StepError when it is not offered.
 */
export function menu(name: string, message: Message, scene: Scene): Act {
  const { locale } = scene.member;
  const commands = scene.world.commands.usableIn(scene.guild.id).filter(({ type }) => type === CommandType.message);
  const command = commands.find((one) => [one.name, localName(one, locale)].includes(name) && isOffered(one, scene));
  if (!command) throw new StepError(`the menu of a message offers no "${name}"`);
  const resolved = { messages: { [message.id]: wireMessage(scene.world, message) } };
  const { id, guildId } = command;
  const data = {
    id,
    name: command.name,
    type: CommandType.message,
    target_id: message.id,
    resolved,
    ...(guildId ? { guild_id: guildId } : {}),
  };
  return { type: InteractionType.command, name: command.name, data };
}
