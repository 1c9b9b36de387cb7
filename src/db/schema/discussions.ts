import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { clubs, guilds } from './clubs.ts';
import { guildFilms, seenMarks } from './marks.ts';

export const DISCUSSION_MODES = ['thread', 'forum'] as const;

/** A club's talk about one film. There is one a film and club; its thread can be lost and made anew. */
export const discussions = pgTable(
  'discussions',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    filmId: uuid('film_id').notNull(),
    id: uuid().notNull(),
    state: text({ enum: ['open', 'closed'] }).notNull(),
    openedBy: text('opened_by'),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    /** Where it is held: a private thread, a post in a forum behind a notice, or, where nothing else could be, in the open. */
    place: text({ enum: ['private', 'forum', 'public'] }),
    threadId: text('thread_id'),
    /** When making the thread was first tried: from then on Discord may have one that we do not know. */
    triedAt: timestamp('tried_at', { withTimezone: true }),
    /** Whether everybody has been told that there is one. */
    announced: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ name: 'discussions_pk', columns: [t.guildId, t.id] }),
    foreignKey({
      name: 'discussions_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'discussions_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }),
    unique('discussions_film_key').on(t.guildId, t.clubId, t.filmId),
    unique('discussions_id_film_key').on(t.guildId, t.id, t.filmId),
    uniqueIndex('discussions_thread_key').on(t.guildId, t.threadId).where(sql`${t.threadId} is not null`),
    check('discussions_state_check', sql`${t.state} in ('open', 'closed')`),
    check('discussions_place_check', sql`${t.place} in ('private', 'forum', 'public')`),
    check('discussions_thread_check', sql`${t.threadId} is null or ${t.place} is not null`),
  ],
);

/** Who has confirmed that they want to be in. Whoever takes back that they have seen the film is out. */
export const discussionMembers = pgTable(
  'discussion_members',
  {
    guildId: text('guild_id').notNull(),
    discussionId: uuid('discussion_id').notNull(),
    filmId: uuid('film_id').notNull(),
    userId: text('user_id').notNull(),
    enteredAt: timestamp('entered_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'discussion_members_pk', columns: [t.guildId, t.discussionId, t.userId] }),
    foreignKey({
      name: 'discussion_members_discussion_fk',
      columns: [t.guildId, t.discussionId, t.filmId],
      foreignColumns: [discussions.guildId, discussions.id, discussions.filmId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'discussion_members_seen_fk',
      columns: [t.guildId, t.filmId, t.userId],
      foreignColumns: [seenMarks.guildId, seenMarks.filmId, seenMarks.userId],
    }).onDelete('cascade'),
  ],
);

/** Who was put out of a discussion, and does not come back by a button. */
export const discussionRemovals = pgTable(
  'discussion_removals',
  {
    guildId: text('guild_id').notNull(),
    discussionId: uuid('discussion_id').notNull(),
    userId: text('user_id').notNull(),
    removedBy: text('removed_by').notNull(),
    removedAt: timestamp('removed_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'discussion_removals_pk', columns: [t.guildId, t.discussionId, t.userId] }),
    foreignKey({
      name: 'discussion_removals_discussion_fk',
      columns: [t.guildId, t.discussionId],
      foreignColumns: [discussions.guildId, discussions.id],
    }).onDelete('cascade'),
  ],
);

/** The forum that the bot made for a club which wants its discussions in one. */
export const discussionForums = pgTable(
  'discussion_forums',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    /** Null from the first try of making it until Discord has answered. */
    channelId: text('channel_id'),
    triedAt: timestamp('tried_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'discussion_forums_pk', columns: [t.guildId, t.clubId] }),
    foreignKey({
      name: 'discussion_forums_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
  ],
);

/** A message that was posted again behind a curtain: whose it was and who had it hidden, never what it said. */
export const hiddenMessages = pgTable(
  'hidden_messages',
  {
    guildId: text('guild_id').notNull(),
    /** The original's id. */
    messageId: text('message_id').notNull(),
    channelId: text('channel_id').notNull(),
    authorId: text('author_id').notNull(),
    hiddenBy: text('hidden_by').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    /** Where it stands now; null until it is posted. */
    postId: text('post_id'),
    /** When the original was gone; null until then. */
    hiddenAt: timestamp('hidden_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ name: 'hidden_messages_pk', columns: [t.guildId, t.messageId] }),
    foreignKey({ name: 'hidden_messages_guild_fk', columns: [t.guildId], foreignColumns: [guilds.guildId] }).onDelete(
      'cascade',
    ),
  ],
);
