import { channelPermissions, Permission } from './permissions.ts';
import {
  type Channel,
  ChannelFlag,
  ChannelType,
  type Guild,
  type Member,
  type Tag,
  type ThreadChannel,
  ThreadType,
} from './types.ts';

export const typeOf = (channel: Channel): number => channel.type ?? ChannelType.text;
export const isThread = (channel: Channel): channel is ThreadChannel => channel.thread !== undefined;
export const isPrivate = (channel: Channel): boolean => channel.type === ThreadType.private;
export const isForum = (channel: Channel): boolean => channel.type === ChannelType.forum;

/** Whether a member may see a channel. */
export const canView = (guild: Guild, member: Member, channel: Channel): boolean =>
  (channelPermissions(guild, member, channel) & Permission.viewChannel) !== 0n;

/** The channel whose notice stands before a channel's content, if one does. */
export function gateOf(channel: Channel): Channel | undefined {
  const gate = channel.thread?.parent ?? channel;
  return (gate.flags ?? 0) & ChannelFlag.spoiler ? gate : undefined;
}

/** Whether a member sees what is in a channel: may view it, and has gone past its notice if it has one. */
export function canRead(guild: Guild, member: Member, channel: Channel): boolean {
  const gate = gateOf(channel);
  return canView(guild, member, channel) && (!gate || gate.accepted?.has(member.user.id) === true);
}

/** The applied tags of a forum post. */
export function tagsOf({ thread }: ThreadChannel): Tag[] {
  return (thread.parent.tags ?? []).filter(({ id }) => thread.tagIds.includes(id));
}
