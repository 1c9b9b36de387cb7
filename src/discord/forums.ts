import {
  type APIChannel,
  type APIGuildForumChannel,
  type APIOverwrite,
  ChannelFlags,
  ChannelType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import { attempt, bornAfter, type Tried } from './threads.ts';

/** A forum: its tags, and whether a post has to have one. */
export type Forum = { id: string; tags: readonly { id: string; name: string }[]; needsTag: boolean };

export type NewForum = {
  name: string;
  /** The guidelines that Discord shows in it. */
  topic: string;
  /** At most 20, each at most 20 characters. */
  tags: readonly string[];
  /** The channel whose rights it takes over: whoever does not see that one must not see the forum. */
  likeChannelId: string;
};

/** Rights that the bot itself asks for: it can hand on no others. */
const HANDED_ON = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.ReadMessageHistory,
  PermissionFlagsBits.AttachFiles,
].reduce((all, bit) => all | bit, 0n);

/** Makes a forum behind Discord's own notice of spoilers. */
export async function makeForum(rest: REST, guildId: string, forum: NewForum): Promise<Tried<Forum>> {
  const like = await attempt<APIChannel>(rest.get(Routes.channel(forum.likeChannelId)));
  if (like.kind !== 'done') return like;
  const { permission_overwrites: overwrites = [], parent_id: parent } = like.value as APIGuildForumChannel;
  const body = {
    name: forum.name,
    type: ChannelType.GuildForum,
    topic: forum.topic,
    flags: ChannelFlags.IsSpoilerChannel,
    available_tags: forum.tags.map((name) => ({ name })),
    permission_overwrites: overwrites.map(handedOn),
    ...(parent ? { parent_id: parent } : {}),
  };
  return forumFrom(await attempt<APIGuildForumChannel>(rest.post(Routes.guildChannels(guildId), { body })));
}

export async function readForum(rest: REST, channelId: string): Promise<Tried<Forum>> {
  return forumFrom(await attempt<APIGuildForumChannel>(rest.get(Routes.channel(channelId))));
}

/** The forums of a name, behind the notice, that there are since a moment. */
export async function forumsCalled(rest: REST, guildId: string, name: string, since: Date): Promise<string[]> {
  const channels = (await rest.get(Routes.guildChannels(guildId))) as APIChannel[];
  return channels
    .filter((one) => one.type === ChannelType.GuildForum && one.name === name && bornAfter(one.id, since))
    .filter((one) => ((one.flags ?? 0) & ChannelFlags.IsSpoilerChannel) !== 0)
    .map(({ id }) => id);
}

function forumFrom(read: Tried<APIGuildForumChannel>): Tried<Forum> {
  if (read.kind !== 'done') return read;
  const { id, type, available_tags: tags = [], flags = 0 } = read.value;
  if (type !== ChannelType.GuildForum) return { kind: 'unsuited' };
  const needsTag = (flags & ChannelFlags.RequireTag) !== 0;
  return { kind: 'done', value: { id, needsTag, tags: tags.map((tag) => ({ id: tag.id, name: tag.name })) } };
}

function handedOn({ id, type, allow, deny }: APIOverwrite): APIOverwrite {
  return { id, type, allow: String(BigInt(allow) & HANDED_ON), deny: String(BigInt(deny) & HANDED_ON) };
}
