import { isForum, isPrivate, isThread, typeOf } from '../state/channels.ts';
import { channelPermissions } from '../state/permissions.ts';
import {
  type Channel,
  ChannelType,
  type Guild,
  type Member,
  type Overwrite,
  type Tag,
  type ThreadChannel,
} from '../state/types.ts';
import { wireUser } from './people.ts';

/** Discord stops counting the members of a thread here. */
const MAX_COUNTED = 50;
const BITRATE = 64_000;
const DIRECT = 1;

const wireOverwrite = ({ id, type, allow, deny }: Overwrite) => {
  return { id, type, allow: allow.toString(), deny: deny.toString() };
};

/** A tag of a forum as the API writes one. */
const wireTag = ({ id, name, moderated, emojiName }: Tag) => {
  return { id, name, moderated, emoji_id: null, emoji_name: emojiName };
};

function byType(channel: Channel) {
  if (channel.type === ChannelType.voice)
    return { bitrate: BITRATE, user_limit: 0, rtc_region: null, video_quality_mode: 1 };
  if (!isForum(channel)) return {};
  const tags = (channel.tags ?? []).map(wireTag);
  const order = { default_sort_order: null, default_forum_layout: 0, default_reaction_emoji: null };
  return { available_tags: tags, default_thread_rate_limit_per_user: 0, ...order };
}

/** Somebody's membership of a thread; undefined when there is none. */
export function wireThreadMember(channel: ThreadChannel, userId: string) {
  const joinedAt = channel.thread.members.get(userId);
  if (joinedAt === undefined) return undefined;
  return { id: channel.id, user_id: userId, join_timestamp: new Date(joinedAt).toISOString(), flags: 0 };
}

/** How many Discord says there are in a thread. */
export const memberCount = ({ thread }: ThreadChannel): number => Math.min(thread.members.size, MAX_COUNTED);

function wireThread(channel: ThreadChannel, selfId: string | undefined) {
  const { thread, id, name, guildId } = channel;
  const invitable = isPrivate(channel) ? { invitable: thread.invitable } : {};
  const member = selfId ? wireThreadMember(channel, selfId) : undefined;
  return {
    id,
    type: typeOf(channel),
    guild_id: guildId,
    parent_id: thread.parent.id,
    owner_id: thread.ownerId,
    name,
    flags: channel.flags ?? 0,
    last_message_id: thread.lastMessageId,
    rate_limit_per_user: 0,
    message_count: thread.messageCount,
    total_message_sent: thread.messagesEver,
    member_count: memberCount(channel),
    thread_metadata: {
      archived: thread.archived,
      archive_timestamp: new Date(thread.archivedAt).toISOString(),
      auto_archive_duration: thread.autoArchive,
      locked: thread.locked,
      create_timestamp: new Date(thread.createdAt).toISOString(),
      ...invitable,
    },
    ...(isForum(thread.parent) ? { applied_tags: thread.tagIds } : {}),
    ...(member ? { member } : {}),
  };
}

/** A channel or a thread as the API writes one; `selfId`'s membership of a thread comes with it. */
export function wireChannel(channel: Channel, selfId?: string) {
  if (isThread(channel)) return wireThread(channel, selfId);
  const { recipient } = channel;
  if (recipient)
    return { id: channel.id, type: DIRECT, last_message_id: null, flags: 0, recipients: [wireUser(recipient)] };
  return {
    id: channel.id,
    type: typeOf(channel),
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    parent_id: null,
    topic: channel.topic ?? null,
    nsfw: channel.nsfw ?? false,
    flags: channel.flags ?? 0,
    last_message_id: null,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map(wireOverwrite),
    ...byType(channel),
  };
}

/** A channel as interactions carry it: without its overwrites, with what a member may do there. */
export function wirePlace(guild: Guild, member: Member, channel: Channel) {
  const { permission_overwrites: _, ...place } = { permission_overwrites: undefined, ...wireChannel(channel) };
  return { ...place, permissions: channelPermissions(guild, member, channel).toString() };
}
