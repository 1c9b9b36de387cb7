import { type Channel, type Guild, type Member, ThreadType } from './types.ts';

export const Permission = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  connect: 1n << 20n,
  manageRoles: 1n << 28n,
  useApplicationCommands: 1n << 31n,
  manageEvents: 1n << 33n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendMessagesInThreads: 1n << 38n,
  createEvents: 1n << 44n,
  sendPolls: 1n << 49n,
} as const;

export const EVERY_PERMISSION = (1n << 52n) - 1n;

/** What a member may do in a guild, before any channel has its say. */
export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.user.id) return EVERY_PERMISSION;
  const held = guild.roles.filter((role) => role.id === guild.id || member.roles.includes(role.id));
  const sum = held.reduce((bits, role) => bits | role.permissions, 0n);
  return sum & Permission.administrator ? EVERY_PERMISSION : sum;
}

/**
 * What a member may do in a channel; in a thread what its parent allows, nothing in a private one that is closed to
 * the member.
 */
export function channelPermissions(guild: Guild, member: Member, channel: Channel): bigint {
  const { thread } = channel;
  if (!thread) return ownPermissions(guild, member, channel);
  const bits = ownPermissions(guild, member, thread.parent);
  const isOpen = channel.type !== ThreadType.private || thread.members.has(member.user.id);
  return isOpen || bits & Permission.manageThreads ? bits : 0n;
}

/**
 * What a member may do in a channel that is no thread: the roles' sum, then the overwrites of @everyone, of the roles together and of
 * the member, each denying before it allows. Without the right to see the channel nothing is left.
 * Source: Discord's documentation, topics/permissions.
 */
function ownPermissions(guild: Guild, member: Member, channel: Channel): bigint {
  const base = guildPermissions(guild, member);
  if (base === EVERY_PERMISSION) return base;
  const of = (ids: readonly string[]) => channel.overwrites.filter((overwrite) => ids.includes(overwrite.id));
  const layers = [of([guild.id]), of(member.roles), of([member.user.id])];
  const bits = layers.reduce((sum, layer) => {
    const denied = layer.reduce((all, { deny }) => all | deny, 0n);
    const allowed = layer.reduce((all, { allow }) => all | allow, 0n);
    return (sum & ~denied) | allowed;
  }, base);
  return bits & Permission.viewChannel ? bits : 0n;
}

/** Bits as they count in a channel: in a thread, writing has a bit of its own and that of channels means nothing. */
export function countingIn(channel: Channel, bits: bigint): bigint {
  const writes = channel.thread && bits & Permission.sendMessages;
  return writes ? (bits & ~Permission.sendMessages) | Permission.sendMessagesInThreads : bits;
}

/** Whether a member has all of the given bits in a channel. */
export function may(guild: Guild, member: Member, channel: Channel, bits: bigint): boolean {
  const needed = countingIn(channel, bits);
  return (channelPermissions(guild, member, channel) & needed) === needed;
}
