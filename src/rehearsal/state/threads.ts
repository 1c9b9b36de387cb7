import type { AlarmClock } from '../alarms.ts';
import type { Feed } from '../feed.ts';
import type { MessageStore } from './messages.ts';
import type { News } from './news.ts';
import { type Channel, ChannelFlag, SystemMessage, type Thread, type ThreadChannel, type User } from './types.ts';

export const MAX_MEMBERS = 1_000;
export const MAX_ACTIVE = 1_000;

/** A thread that is to be: `type` by Discord's numbers, `autoArchive` in minutes. */
type NewThread = {
  id: string;
  parent: Channel;
  name: string;
  type: number;
  invitable: boolean;
  autoArchive: number;
  tagIds: string[];
};

/** What can be changed of a thread. */
export type ThreadChange = Partial<
  Pick<Thread, 'archived' | 'locked' | 'invitable' | 'autoArchive' | 'tagIds'> & { name: string; flags: number }
>;

export type ThreadStore = {
  get(id: string): ThreadChannel | undefined;
  /** The threads of a guild, oldest first. */
  in(guildId: string): ThreadChannel[];
  active(guildId: string): ThreadChannel[];
  /** Begins a thread; `by` is its first member. */
  open(given: NewThread, by: User): ThreadChannel;
  /** Changes what differs; a new name is said in the thread. Without `by` it happens by itself. */
  change(thread: ThreadChannel, change: ThreadChange, by: User | null): void;
  /** Adds who is not in yet, as far as there is room; `by` is said in the thread to have added them. @returns the added ids. */
  join(thread: ThreadChannel, userIds: readonly string[], by: User | null): string[];
  leave(thread: ThreadChannel, userId: string, by: User | null): void;
  /** Something was said in it. */
  touch(thread: ThreadChannel): void;
  remove(thread: ThreadChannel): void;
  /** Takes the threads of a channel that is no more along; nobody is told of each. */
  removeOf(parentId: string): void;
};

type Parts = { clock: AlarmClock; messages: MessageStore; news: Feed<News> };

const MINUTE = 60_000;

/** What a change says to people, for each thing that differs. */
function wordsOf({ name, flags, thread }: ThreadChannel, change: ThreadChange): string[] {
  const words: [boolean, string][] = [
    [change.name !== undefined && change.name !== name, 'renamed'],
    [change.archived === true && !thread.archived, 'archived'],
    [change.archived === false && thread.archived, 'reopened'],
    [change.locked === true && !thread.locked, 'locked'],
    [change.locked === false && thread.locked, 'unlocked'],
    [change.tagIds !== undefined && String(change.tagIds) !== String(thread.tagIds), 'tagged'],
    [change.invitable !== undefined && change.invitable !== thread.invitable, 'invitations changed'],
    [change.autoArchive !== undefined && change.autoArchive !== thread.autoArchive, 'duration changed'],
    [change.flags !== undefined && change.flags !== (flags ?? 0), 'flags changed'],
  ];
  return words.filter(([differs]) => differs).map(([, word]) => word);
}

/** Where a stage keeps its threads. */
export function threadStore({ clock, messages, news }: Parts): ThreadStore {
  const threads = new Map<string, ThreadChannel>();
  const alarms = new Map<string, () => void>();
  const inGuild = (guildId: string) => [...threads.values()].filter((one) => one.guildId === guildId);

  const note = (thread: ThreadChannel, type: number, by: User, content = '', pings: string[] = []) =>
    messages.create({ channelId: thread.id, guildId: thread.guildId, author: by, type, content, pings });

  const wind = (channel: ThreadChannel) => {
    alarms.get(channel.id)?.();
    alarms.delete(channel.id);
    const { thread, flags } = channel;
    if (thread.archived || (flags ?? 0) & ChannelFlag.pinned) return;
    const ring = () => change(channel, { archived: true }, null);
    alarms.set(channel.id, clock.at(thread.activeAt + thread.autoArchive * MINUTE, ring));
  };

  const change: ThreadStore['change'] = (channel, wanted, by) => {
    const words = wordsOf(channel, wanted);
    if (words.length === 0) return;
    const { thread } = channel;
    const { name, flags, ...rest } = wanted;
    Object.assign(thread, rest);
    if (name !== undefined) channel.name = name;
    if (flags !== undefined) channel.flags = flags;
    if (thread.archived) channel.flags = (channel.flags ?? 0) & ~ChannelFlag.pinned;
    const now = clock.now();
    if (words.some((word) => ['archived', 'reopened', 'duration changed'].includes(word))) thread.archivedAt = now;
    if (words.includes('reopened') || words.includes('duration changed')) thread.activeAt = now;
    wind(channel);
    news.tell({ kind: 'thread', how: 'changed', thread: channel, words });
    if (words.includes('renamed') && by) note(channel, SystemMessage.renamed, by, channel.name);
  };

  const drop = (channel: ThreadChannel) => {
    alarms.get(channel.id)?.();
    threads.delete(channel.id);
    messages.forget(channel.id);
  };

  return {
    get: (id) => threads.get(id),
    in: inGuild,
    active: (guildId) => inGuild(guildId).filter(({ thread }) => !thread.archived),
    open: ({ id, parent, name, type, ...given }, by) => {
      const now = clock.now();
      const times = { createdAt: now, archivedAt: now, activeAt: now };
      const counts = { messageCount: 0, messagesEver: 0, lastMessageId: null };
      const members = new Map([[by.id, now]]);
      const state = { archived: false, locked: false, parent, ownerId: by.id, members };
      const thread: Thread = { ...state, ...given, ...times, ...counts };
      const channel = { id, guildId: parent.guildId, name, position: 0, overwrites: [], type, flags: 0, thread };
      threads.set(id, channel);
      wind(channel);
      news.tell({ kind: 'thread', how: 'created', thread: channel, words: ['created'] });
      return channel;
    },
    change,
    join: (channel, userIds, by) => {
      const { members } = channel.thread;
      const fresh = [...new Set(userIds)].filter((id) => !members.has(id)).slice(0, MAX_MEMBERS - members.size);
      for (const id of fresh) members.set(id, clock.now());
      if (fresh.length) news.tell({ kind: 'members', thread: channel, added: fresh, removed: [] });
      if (by && fresh.length) note(channel, SystemMessage.memberAdded, by, '', fresh);
      return fresh;
    },
    leave: (channel, userId, by) => {
      if (!channel.thread.members.delete(userId)) return;
      news.tell({ kind: 'members', thread: channel, added: [], removed: [userId] });
      if (by) note(channel, SystemMessage.memberRemoved, by, '', [userId]);
    },
    touch: (channel) => {
      channel.thread.activeAt = clock.now();
      wind(channel);
    },
    remove: (channel) => {
      drop(channel);
      news.tell({ kind: 'thread', how: 'gone', thread: channel, words: ['deleted'] });
    },
    removeOf: (parentId) => {
      for (const channel of threads.values()) if (channel.thread.parent.id === parentId) drop(channel);
    },
  };
}
