import { canView } from '../state/channels.ts';
import { guildRef, isDirect } from '../state/direct.ts';
import { EventType, type ScheduledEvent } from '../state/events.ts';
import type { News } from '../state/news.ts';
import type { Channel, Guild, ThreadChannel } from '../state/types.ts';
import { channelById, guildById, memberById, type World } from '../state/world.ts';
import { memberCount, wireChannel, wireThreadMember } from '../wire/channels.ts';
import { wireEvent } from '../wire/events.ts';
import { wireGuild, wireRole } from '../wire/people.ts';
import { Intent } from './intents.ts';

/** An event for every session that has the guild and the intent. */
export type Frame = { t: string; d: unknown; guildId: string; intent: number };

type Of<Kind extends News['kind']> = Extract<News, { kind: Kind }>;

const ENDINGS = { created: 'CREATE', changed: 'UPDATE', gone: 'DELETE' } as const;

function botSees(world: World, guild: Guild, channel: Channel): boolean {
  const bot = memberById(guild, world.bot.id);
  return bot !== undefined && canView(guild, bot, channel);
}

const frame = (t: string, d: unknown, guildId: string, intent: number = Intent.guilds): Frame => {
  return { t, d, guildId, intent };
};

/** The threads a bot is told of when it comes in: those that are active and open to it. */
function threadsFor(world: World, guild: Guild): ThreadChannel[] {
  return world.threads.active(guild.id).filter((thread) => botSees(world, guild, thread));
}

/** What lives in a guild beside its channels, as GUILD_CREATE carries it. */
export function livingIn(world: World, guild: Guild) {
  return {
    threads: threadsFor(world, guild).map((thread) => wireChannel(thread, world.bot.id)),
    guild_scheduled_events: world.events.open(guild.id).map((event) => wireEvent(world, event)),
  };
}

function membership(world: World, thread: ThreadChannel, added: readonly string[], removed: readonly string[]): Frame {
  const d = {
    id: thread.id,
    guild_id: thread.guildId,
    member_count: memberCount(thread),
    added_members: added
      .flatMap((id) => wireThreadMember(thread, id) ?? [])
      .filter((one) => one.user_id === world.bot.id),
    removed_member_ids: removed.filter((id) => id === world.bot.id),
  };
  return frame('THREAD_MEMBERS_UPDATE', d, thread.guildId);
}

function ofThread(world: World, { how, thread, words }: Of<'thread'>): Frame[] {
  const { id, guildId, type } = thread;
  const guild = guildById(world, guildId);
  if (!guild || !botSees(world, guild, thread)) return [];
  const self = world.bot.id;
  if (how === 'gone')
    return [frame('THREAD_DELETE', { id, guild_id: guildId, parent_id: thread.thread.parent.id, type }, guildId)];
  if (how === 'created') {
    const born = frame('THREAD_CREATE', { ...wireChannel(thread, self), newly_created: true }, guildId);
    return thread.thread.ownerId === self ? [born, membership(world, thread, [self], [])] : [born];
  }
  const member = words.includes('reopened') ? wireThreadMember(thread, self) : undefined;
  const again = member ? [frame('THREAD_MEMBER_UPDATE', { ...member, guild_id: guildId }, guildId)] : [];
  return [frame('THREAD_UPDATE', wireChannel(thread), guildId), ...again];
}

/** Of others who come and go a bot without the members intent hears nothing. */
function ofMembers(world: World, { thread, added, removed }: Of<'members'>): Frame[] {
  const self = world.bot.id;
  if (!added.includes(self) && !removed.includes(self)) return [];
  const update = membership(world, thread, added, removed);
  if (!added.includes(self)) return [update];
  return [frame('THREAD_CREATE', wireChannel(thread, self), thread.guildId), update];
}

/** A bot that sees a channel again is told of the threads in there. */
function ofAccess(world: World, { channel, userId }: Of<'access'>): Frame[] {
  const guild = guildById(world, channel.guildId);
  if (!guild || userId !== world.bot.id) return [];
  const threads = threadsFor(world, guild).filter(({ thread }) => thread.parent.id === channel.id);
  const members = threads.flatMap((thread) => wireThreadMember(thread, userId) ?? []);
  const d = { guild_id: guild.id, channel_ids: [channel.id], threads: threads.map((one) => wireChannel(one)), members };
  return [frame('THREAD_LIST_SYNC', d, guild.id)];
}

function seesEvent(world: World, { channelId, type }: ScheduledEvent): boolean {
  const place = type === EventType.external || !channelId ? undefined : channelById(world, channelId);
  return !place || botSees(world, place.guild, place.channel);
}

function ofEvent(world: World, { how, event }: Of<'event'>): Frame[] {
  if (!seesEvent(world, event)) return [];
  const t = `GUILD_SCHEDULED_EVENT_${ENDINGS[how]}`;
  return [frame(t, wireEvent(world, event), event.guildId, Intent.scheduledEvents)];
}

function ofRsvp(world: World, { event, userId, isComing }: Of<'rsvp'>): Frame[] {
  if (!seesEvent(world, event)) return [];
  const d = { guild_scheduled_event_id: event.id, user_id: userId, guild_id: event.guildId };
  return [frame(`GUILD_SCHEDULED_EVENT_USER_${isComing ? 'ADD' : 'REMOVE'}`, d, event.guildId, Intent.scheduledEvents)];
}

/** Who is thrown out is told without "unavailable", which would mean a failure that passes. */
function ofGuild(world: World, { guild, how }: Of<'guild'>): Frame {
  if (how === 'left') return frame('GUILD_DELETE', { id: guild.id }, guild.id);
  return frame('GUILD_CREATE', { ...wireGuild(guild), ...livingIn(world, guild) }, guild.id);
}

function ofVote(world: World, { message, userId: user_id, answerId: answer_id, isAdded }: Of<'vote'>): Frame[] {
  const { id: message_id, channelId: channel_id, guildId } = message;
  const place = channelById(world, channel_id);
  if (!place || !botSees(world, place.guild, place.channel)) return [];
  const d = { user_id, channel_id, message_id, answer_id, ...guildRef(guildId) };
  const intent = isDirect(guildId) ? Intent.directPolls : Intent.polls;
  return [frame(`MESSAGE_POLL_VOTE_${isAdded ? 'ADD' : 'REMOVE'}`, d, guildId, intent)];
}

/** The events a bot gets for what happened, in Discord's order. */
export function framesOf(world: World, news: News): Frame[] {
  if (news.kind === 'thread') return ofThread(world, news);
  if (news.kind === 'members') return ofMembers(world, news);
  if (news.kind === 'access') return ofAccess(world, news);
  if (news.kind === 'event') return ofEvent(world, news);
  if (news.kind === 'rsvp') return ofRsvp(world, news);
  if (news.kind === 'role')
    return [frame('GUILD_ROLE_CREATE', { guild_id: news.guild.id, role: wireRole(news.role) }, news.guild.id)];
  if (news.kind === 'guild') return [ofGuild(world, news)];
  if (news.kind === 'vote') return ofVote(world, news);
  const { channel, how } = news;
  return [frame(`CHANNEL_${ENDINGS[how]}`, wireChannel(channel), channel.guildId)];
}
