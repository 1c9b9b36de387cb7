import type { Component } from './components.ts';

export type User = { id: string; username: string; bot: boolean };
export type Member = { user: User; roles: string[]; locale: string; joinedAt: string };
/** Anybody may ping a role that is mentionable; others need the right to mention everyone. */
export type Role = { id: string; name: string; permissions: bigint; position: number; mentionable?: boolean };
/** `type` 0 is for a role, 1 for a member. */
export type Overwrite = { id: string; type: 0 | 1; allow: bigint; deny: bigint };
export type Channel = { id: string; guildId: string; name: string; position: number; overwrites: Overwrite[] };
export type Guild = {
  id: string;
  /** The name a step calls it by: `one` or `two`. */
  key: string;
  ownerId: string;
  locale: string;
  joinedAt: string;
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
  /** Empty in direct messages. */
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
};

/** Bits of a message's flags. */
export const MessageFlag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;
