import type { Channel, Guild, Member, Role } from './types.ts';
import { people, type World } from './world.ts';

const MEMBER_ROLE = 'member';
const NEWCOMERS_LANGUAGE = 'en-US';

const rolesCalled = (guild: Guild, name: string): string[] =>
  guild.roles.filter((role) => role.name === name).map(({ id }) => id);

/** Lets a person go, out of the threads too. A bot without the members intent hears nothing of it. */
export function leave(world: World, guild: Guild, member: Member): void {
  guild.members.splice(guild.members.indexOf(member), 1);
  for (const { thread } of world.threads.in(guild.id)) thread.members.delete(member.user.id);
}

/** Lets a person in, one who was there before as the same person without what roles they had, or somebody new. */
export function enter(world: World, guild: Guild, name: string): void {
  const known = world.people.get(name);
  const user = known?.user ?? { id: world.nextId(), username: name, bot: false };
  const joinedAt = new Date(world.clock.now()).toISOString();
  const member: Member = {
    ...{ user, joinedAt, locale: known?.locale ?? NEWCOMERS_LANGUAGE },
    roles: rolesCalled(guild, MEMBER_ROLE),
  };
  world.people.set(name, member);
  guild.members.push(member);
}

/** Lets the bot into a guild by key, one it was thrown out of or one that has not been on stage; undefined when there is none. */
export function letBotIn(world: World, key: string): Guild | undefined {
  const { guilds, spare, bot } = world;
  const guild = [...guilds, ...spare].find((one) => one.key === key);
  if (!guild) return undefined;
  const joinedAt = new Date(world.clock.now()).toISOString();
  guild.joinedAt = joinedAt;
  guild.members.push({ user: bot, roles: rolesCalled(guild, bot.username), locale: guild.locale, joinedAt });
  if (!guilds.includes(guild)) guilds.push(guild);
  world.news.tell({ kind: 'guild', how: 'joined', guild });
  return guild;
}

/** Throws the bot out of a guild. */
export function throwBotOut(world: World, guild: Guild, bot: Member): void {
  leave(world, guild, bot);
  world.news.tell({ kind: 'guild', how: 'left', guild });
}

/** The role of a name, made if there is none. */
export function roleNamed(world: World, guild: Guild, name: string, mentionable: boolean | undefined): Role {
  const found = guild.roles.find((one) => one.name === name);
  if (found) return found;
  const role: Role = { id: world.nextId(), name, permissions: 0n, position: 1, mentionable: mentionable ?? false };
  guild.roles.push(role);
  world.news.tell({ kind: 'role', guild, role });
  return role;
}

/** Gives a member a role, or takes it. */
export function setRole(member: Member, role: Role, has: boolean): void {
  member.roles = [...member.roles.filter((id) => id !== role.id), ...(has ? [role.id] : [])];
}

/** Allows a member what these bits stand for in a channel, or denies it, whatever roles say there. */
export function setRights(channel: Channel, { user }: Member, bits: bigint, isAllowed: boolean): void {
  const own = channel.overwrites.find(({ id }) => id === user.id) ?? { id: user.id, type: 1, allow: 0n, deny: 0n };
  const allow = isAllowed ? own.allow | bits : own.allow & ~bits;
  const deny = isAllowed ? own.deny & ~bits : own.deny | bits;
  channel.overwrites = [...channel.overwrites.filter(({ id }) => id !== user.id), { ...own, allow, deny }];
}

/** Opens a text channel. */
export function openChannel(world: World, guild: Guild, name: string, look: Pick<Channel, 'nsfw'> = {}): void {
  const place = { id: world.nextId(), guildId: guild.id, name, position: guild.channels.length };
  const channel: Channel = { ...place, ...look, overwrites: [] };
  guild.channels.push(channel);
  world.news.tell({ kind: 'channel', how: 'created', channel, words: ['created'] });
}

/** Closes a channel for good, with its threads and messages. */
export function closeChannel(world: World, guild: Guild, channel: Channel): void {
  guild.channels.splice(guild.channels.indexOf(channel), 1);
  world.threads.removeOf(channel.id);
  world.messages.forget(channel.id);
  if (guild.systemChannelId === channel.id) delete guild.systemChannelId;
  world.news.tell({ kind: 'channel', how: 'gone', channel, words: ['deleted'] });
}

/** Whether somebody of this name is in a guild. */
export const isIn = (guild: Guild, name: string): boolean => people(guild).some(({ user }) => user.username === name);
