import type { Channel, Guild, Member } from './types.ts';

export const Permission = {
  administrator: 1n << 3n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useApplicationCommands: 1n << 31n,
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
 * What a member may do in a channel: the roles' sum, then the overwrites of @everyone, of the roles together and of
 * the member, each denying before it allows. Without the right to see the channel nothing is left.
 * Source: Discord's documentation, topics/permissions.
 */
export function channelPermissions(guild: Guild, member: Member, channel: Channel): bigint {
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

/** Whether a member has all of the given bits in a channel. */
export function may(guild: Guild, member: Member, channel: Channel, bits: bigint): boolean {
  return (channelPermissions(guild, member, channel) & bits) === bits;
}
