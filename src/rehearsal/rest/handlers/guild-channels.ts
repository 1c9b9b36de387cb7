import { isThread, typeOf } from '../../state/channels.ts';
import { guildPermissions, Permission } from '../../state/permissions.ts';
import { type Channel, ChannelType, type Guild, type Overwrite } from '../../state/types.ts';
import { memberById } from '../../state/world.ts';
import { wireChannel } from '../../wire/channels.ts';
import { audit } from '../audit.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { refuse } from '../errors.ts';
import { checkFlags, checkTopic, type TagBody, tagsFrom } from '../forum-rules.ts';
import { refuseThread } from '../thread-errors.ts';
import { keptName } from '../thread-rules.ts';
import { validate } from '../validate.ts';
import { channelOf } from './channels.ts';
import { changeThread, deleteThread } from './thread-changes.ts';
import { guildOf } from './thread-lists.ts';

const MAX_CHANNELS = 500;
const SPOKEN: readonly number[] = [ChannelType.voice, ChannelType.category, 13];

type OverwriteBody = { id: string; type?: 0 | 1 | null; allow?: string | null; deny?: string | null };
type ChannelBody = {
  name: string;
  type?: number | null;
  topic?: string | null;
  nsfw?: boolean | null;
  flags?: number | null;
  position?: number | null;
  permission_overwrites?: OverwriteBody[] | null;
  available_tags?: (TagBody | null)[] | null;
};

/** A channel's name as Discord keeps it: those of text channels and forums in lower case, with hyphens. */
function channelName(type: number, name: string): string {
  const kept = keptName(name);
  return SPOKEN.includes(type) ? kept : kept.toLowerCase().replace(/\s+/g, '-');
}

const overwritesFrom = (bodies: readonly OverwriteBody[]): Overwrite[] =>
  bodies.map(({ id, type, allow, deny }) => {
    return { id, type: type ?? 0, allow: BigInt(allow ?? 0), deny: BigInt(deny ?? 0) };
  });

/** Writes down every name and text a channel gives away: its own, its topic, its tags. */
function auditChannel(call: Call, what: string, channel: Channel): void {
  audit(call, what, channel.name);
  if (channel.topic) audit(call, 'topic', channel.topic);
  for (const { name } of channel.tags ?? []) audit(call, 'tag', name);
}

function checkManages(call: Call, guild: Guild): void {
  const bot = memberById(guild, call.world.bot.id);
  if (!bot || !(guildPermissions(guild, bot) & Permission.manageChannels)) throw refuse.missingPermissions();
}

/** `POST /guilds/:guild/channels` */
export function createChannel(call: Call): Reply {
  const { world } = call;
  const guild = guildOf(call);
  checkManages(call, guild);
  if (guild.channels.length >= MAX_CHANNELS) throw refuseThread.tooManyChannels();
  const body = call.body as ChannelBody;
  const type = body.type ?? ChannelType.text;
  const look = { type, flags: body.flags ?? 0, nsfw: body.nsfw ?? false };
  checkFlags(look);
  checkTopic(type, body.topic);
  const channel: Channel = {
    ...look,
    id: world.nextId(),
    guildId: guild.id,
    name: channelName(type, body.name),
    position: body.position ?? guild.channels.length,
    overwrites: overwritesFrom(body.permission_overwrites ?? []),
    topic: body.topic ?? null,
    tags: tagsFrom(call, body.available_tags ?? []),
  };
  guild.channels.push(channel);
  world.news.tell({ kind: 'channel', how: 'created', channel, words: ['created'] });
  auditChannel(call, 'channel create', channel);
  return { status: 201, body: wireChannel(channel) };
}

function patched(call: Call, channel: Channel, body: Partial<ChannelBody>): Partial<Channel> {
  const type = typeOf(channel);
  const flags = body.flags ?? channel.flags ?? 0;
  checkFlags({ type, flags, nsfw: body.nsfw ?? channel.nsfw ?? false });
  checkTopic(type, body.topic);
  return {
    flags,
    ...(body.name === undefined ? {} : { name: channelName(type, body.name) }),
    ...(body.topic === undefined ? {} : { topic: body.topic }),
    ...(typeof body.nsfw === 'boolean' ? { nsfw: body.nsfw } : {}),
    ...(typeof body.position === 'number' ? { position: body.position } : {}),
    ...(body.permission_overwrites ? { overwrites: overwritesFrom(body.permission_overwrites) } : {}),
    ...(body.available_tags ? { tags: tagsFrom(call, body.available_tags) } : {}),
  };
}

/** `PATCH /channels/:channel`, of a channel or a thread. */
export function changeChannel(call: Call): Reply {
  const { channel } = channelOf(call, 0n);
  if (isThread(channel)) return changeThread(call, channel);
  validate('UpdateGuildChannelRequestPartial', call.body ?? {});
  const body = (call.body ?? {}) as Partial<ChannelBody>;
  const roles = body.permission_overwrites ? Permission.manageRoles : 0n;
  channelOf(call, Permission.manageChannels | roles);
  Object.assign(channel, patched(call, channel, body));
  call.world.news.tell({ kind: 'channel', how: 'changed', channel, words: Object.keys(body) });
  auditChannel(call, 'channel update', channel);
  return ok(wireChannel(channel));
}

/** `DELETE /channels/:channel`, of a channel with its threads, or of a thread. */
export function deleteChannel(call: Call): Reply {
  const { world } = call;
  const { guild, channel } = channelOf(call, 0n);
  if (isThread(channel)) return deleteThread(call, channel);
  channelOf(call, Permission.manageChannels);
  guild.channels.splice(guild.channels.indexOf(channel), 1);
  world.threads.removeOf(channel.id);
  world.messages.forget(channel.id);
  world.news.tell({ kind: 'channel', how: 'gone', channel, words: ['deleted'] });
  audit(call, 'channel delete', channel.name);
  return ok(wireChannel(channel));
}
