import type { Component } from './components.ts';
import type { Poll } from './polls.ts';

export type User = { id: string; username: string; bot: boolean };
export type Member = { user: User; roles: string[]; locale: string; joinedAt: string };
/** Anybody may ping a role that is mentionable; others need the right to mention everyone. */
export type Role = { id: string; name: string; permissions: bigint; position: number; mentionable?: boolean };
/** `type` 0 is for a role, 1 for a member. */
export type Overwrite = { id: string; type: 0 | 1; allow: bigint; deny: bigint };
/** A tag of a forum. */
export type Tag = { id: string; name: string; moderated: boolean; emojiName: string | null };
/** What makes a channel a thread. Times are epoch milliseconds of the stage. */
export type Thread = {
  parent: Channel;
  ownerId: string;
  /** User ids, each with when it joined. */
  members: Map<string, number>;
  archived: boolean;
  locked: boolean;
  invitable: boolean;
  /** Minutes without activity after which it archives itself. */
  autoArchive: number;
  createdAt: number;
  /** When its archive state last changed. */
  archivedAt: number;
  activeAt: number;
  tagIds: string[];
  messageCount: number;
  messagesEver: number;
  lastMessageId: string | null;
};
export type Channel = {
  id: string;
  guildId: string;
  name: string;
  position: number;
  overwrites: Overwrite[];
  /** By Discord's numbers; a text channel unless given. */
  type?: number;
  topic?: string | null;
  nsfw?: boolean;
  flags?: number;
  /** The tags of a forum. */
  tags?: Tag[];
  /** Who has gone past the notice of a spoiler channel: user ids. */
  accepted?: Set<string>;
  thread?: Thread;
  /** Whom the bot talks with in a direct conversation. */
  recipient?: User;
};
export type ThreadChannel = Channel & { thread: Thread };
export type Guild = {
  id: string;
  /** The name a step calls it by: `one` or `two`. */
  key: string;
  ownerId: string;
  locale: string;
  joinedAt: string;
  /** Where Discord itself writes; steps without a channel are about it. */
  systemChannelId?: string;
  roles: Role[];
  members: Member[];
  channels: Channel[];
};

export type Attachment = {
  id: string;
  filename: string;
  size: number;
  url: string;
  description?: string;
  spoiler: boolean;
};

export type Embed = {
  type?: string | null;
  title?: string | null;
  description?: string | null;
  url?: string | null;
  author?: { name?: string | null } | null;
  footer?: { text?: string | null } | null;
  fields?: { name: string; value: string }[] | null;
  image?: { url?: string | null } | null;
  thumbnail?: { url?: string | null } | null;
};

export type Message = {
  id: string;
  channelId: string;
  guildId: string;
  author: User;
  content: string;
  components: Component[];
  embeds: Embed[];
  attachments: Attachment[];
  flags: number;
  /** Epoch ms of the stage. */
  createdAt: number;
  editedAt: number | null;
  nonce: string | number | null;
  replyTo: string | null;
  /** Whom it is for alone; null for everybody who may see the channel. */
  ephemeralFor: string | null;
  /** The interaction it answers, if it does. */
  interactionId: string | null;
  /** Who is pinged by it: user ids, role ids, `everyone`. */
  pings: string[];
  /** By Discord's numbers, of messages that nobody wrote: a thread was begun, renamed, somebody was added. */
  type?: number;
  /** The channel, and perhaps the message, that such a message is about. */
  about?: { channelId: string; messageId?: string };
  poll?: Poll;
  /** The webhook it came by. */
  webhookId?: string;
};

/** Bits of a message's flags. */
export const MessageFlag = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

/** By Discord's numbers. */
export const ChannelType = { text: 0, voice: 2, category: 4, announcement: 5, forum: 15 } as const;
export const ThreadType = { public: 11, private: 12 } as const;
/** Bits of a channel's flags. */
export const ChannelFlag = { pinned: 1 << 1, requireTag: 1 << 4, spoiler: 1 << 21 } as const;
/** The messages that nobody wrote. */
export const SystemMessage = {
  memberAdded: 1,
  memberRemoved: 2,
  renamed: 4,
  threadCreated: 18,
  threadStarter: 21,
  pollResult: 46,
} as const;
