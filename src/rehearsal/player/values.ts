import { type CommandOption, OptionType } from '../state/commands.ts';
import { channelPermissions } from '../state/permissions.ts';
import { wirePlace } from '../wire/channels.ts';
import { wireMember, wireRole, wireUser } from '../wire/people.ts';
import { handOver } from './handing.ts';
import { channelNamed } from './places.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';
import { localName } from './words.ts';

const MAX_TEXT = 6_000;

export type OptionValue = string | number | boolean;
/** What the ids in a command stand for, as interactions carry it. */
export type Resolved = Record<
  'users' | 'members' | 'roles' | 'channels' | 'messages' | 'attachments',
  Record<string, unknown>
>;

export const noneResolved = (): Resolved => ({
  users: {},
  members: {},
  roles: {},
  channels: {},
  messages: {},
  attachments: {},
});

/** Only what is resolved at all; undefined when nothing is. */
export function compact(resolved: Resolved): Partial<Resolved> | undefined {
  const entries = Object.entries(resolved).filter(([, things]) => Object.keys(things).length);
  return entries.length ? Object.fromEntries(entries) : undefined;
}

function textValue(raw: string, { name, min_length, max_length }: CommandOption): string {
  const [min, max] = [min_length ?? 0, Math.min(max_length ?? MAX_TEXT, MAX_TEXT)];
  if (raw.length > max) throw new StepError(`"${name}" takes at most ${max} characters, not ${raw.length}`);
  if (raw.length < min) throw new StepError(`"${name}" takes at least ${min} characters`);
  return raw;
}

function numberValue(raw: string, { name, type, min_value, max_value }: CommandOption): number {
  const value = Number(raw);
  const isRight =
    type === OptionType.integer
      ? /^-?\d+$/.test(raw) && Number.isSafeInteger(value)
      : raw !== '' && Number.isFinite(value);
  if (!isRight) throw new StepError(`"${name}" takes a ${type === OptionType.integer ? 'whole number' : 'number'}`);
  if (value < (min_value ?? -Infinity) || value > (max_value ?? Infinity))
    throw new StepError(`"${name}" is out of range`);
  return value;
}

function booleanValue(raw: string, { name }: CommandOption): boolean {
  if (!/^(true|false)$/i.test(raw)) throw new StepError(`"${name}" takes True or False`);
  return raw.toLowerCase() === 'true';
}

/** The id of a person by name, and their part of what is resolved; undefined when nobody is called so. */
export function resolveMember(name: string, { guild, channel }: Scene, resolved: Resolved): string | undefined {
  const member = guild.members.find(({ user }) => user.username === name.replace(/^@/, ''));
  if (!member) return undefined;
  const { user: _, deaf: __, mute: ___, ...rest } = wireMember(guild, member, channel);
  resolved.users[member.user.id] = wireUser(member.user);
  if (!channel.recipient) resolved.members[member.user.id] = rest;
  return member.user.id;
}

/** The id of a role by name, and its part of what is resolved. */
export function resolveRole(name: string, { guild }: Scene, resolved: Resolved): string | undefined {
  const role = guild.roles.find((one) => one.name.replace(/^@/, '') === name.replace(/^@/, ''));
  if (role) resolved.roles[role.id] = wireRole(role);
  return role?.id;
}

/** The id of a channel by name, and its part of what is resolved. */
export function resolveChannel(name: string, scene: Scene, resolved: Resolved): string | undefined {
  const { world, guild, member } = scene;
  const channel = channelNamed(scene, name);
  const bot = guild.members.find(({ user }) => user.id === world.bot.id);
  if (!channel || !bot) return undefined;
  const app_permissions = channelPermissions(guild, bot, channel).toString();
  resolved.channels[channel.id] = { ...wirePlace(guild, member, channel), app_permissions };
  return channel.id;
}

const RESOLVERS: Readonly<Record<number, (name: string, scene: Scene, resolved: Resolved) => string | undefined>> = {
  [OptionType.user]: resolveMember,
  [OptionType.role]: resolveRole,
  [OptionType.channel]: resolveChannel,
  [OptionType.mentionable]: (name, scene, resolved) =>
    resolveMember(name, scene, resolved) ?? resolveRole(name, scene, resolved),
};

function choiceValue(raw: string, option: CommandOption, locale: string): OptionValue {
  const choice = option.choices?.find((one) => [one.name, localName(one, locale)].includes(raw));
  if (!choice) throw new StepError(`"${option.name}" offers no "${raw}"`);
  return choice.value;
}

/**
 * The value an option gets from what was typed, checked as Discord's client checks it.
 * @throws StepError for what the client would not send.
 */
export function optionValue(
  raw: string,
  option: CommandOption,
  scene: Scene,
  resolved: Resolved,
  host: string,
): OptionValue {
  if (option.choices?.length) return choiceValue(raw, option, scene.member.locale);
  if (option.type === OptionType.string) return textValue(raw, option);
  if (option.type === OptionType.integer || option.type === OptionType.number) return numberValue(raw, option);
  if (option.type === OptionType.boolean) return booleanValue(raw, option);
  if (option.type === OptionType.attachment) return handOver(raw, option.name, scene, resolved, host);
  const resolver = RESOLVERS[option.type];
  if (!resolver) throw new StepError(`the stage knows no option like "${option.name}"`);
  const id = resolver(raw, scene, resolved);
  if (!id) throw new StepError(`"${option.name}" finds no "${raw}"`);
  return id;
}
