import { foreignKey, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { guilds } from './clubs.ts';

/**
 * What the bot posts by itself. A row is written in the transaction that causes the post and sent afterwards, once,
 * whatever happens to the process in between.
 */
export const posts = pgTable(
  'posts',
  {
    guildId: text('guild_id').notNull(),
    id: uuid().notNull(),
    /** A channel or thread; or, with `userId`, nothing, for a private note. */
    channelId: text('channel_id'),
    userId: text('user_id'),
    /** What it says, e.g. `polls/result`, and of what. */
    kind: text().notNull(),
    subjectId: text('subject_id').notNull(),
    data: jsonb().notNull().default({}),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    /** When sending was first tried: from then on Discord may have it. */
    triedAt: timestamp('tried_at', { withTimezone: true }),
    sentAt: timestamp('sent_at', { withTimezone: true }),
    messageId: text('message_id'),
    /** Why it will never be sent: the channel is gone, or the bot may not write there. */
    failed: text({ enum: ['gone', 'forbidden', 'void'] }),
    editedAt: timestamp('edited_at', { withTimezone: true }),
    /** When the next edit is due; null while none is. */
    refreshAt: timestamp('refresh_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ name: 'posts_pk', columns: [t.guildId, t.id] }),
    foreignKey({ name: 'posts_guild_fk', columns: [t.guildId], foreignColumns: [guilds.guildId] }).onDelete('cascade'),
    index('posts_subject_index').on(t.guildId, t.subjectId, t.kind),
  ],
);
