import { sql } from 'drizzle-orm';
import { check, foreignKey, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/** One Discord server. Everything below a server carries its id first. */
export const guilds = pgTable(
  'guilds',
  {
    guildId: text('guild_id').notNull(),
    joinedAt: timestamp('joined_at', { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ name: 'guilds_pk', columns: [t.guildId] })],
);

export const clubs = pgTable(
  'clubs',
  {
    guildId: text('guild_id').notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    channelId: text('channel_id').notNull(),
    zone: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'clubs_pk', columns: [t.guildId, t.id] }),
    foreignKey({ name: 'clubs_guild_fk', columns: [t.guildId], foreignColumns: [guilds.guildId] }).onDelete('cascade'),
    uniqueIndex('clubs_name_key').on(t.guildId, sql`lower(${t.name})`),
    check('clubs_name_check', sql`${t.name} <> ''`),
  ],
);

export const clubMembers = pgTable(
  'club_members',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    userId: text('user_id').notNull(),
    role: text({ enum: ['member', 'host'] }).notNull(),
    joinedAt: timestamp('joined_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'club_members_pk', columns: [t.guildId, t.clubId, t.userId] }),
    foreignKey({
      name: 'club_members_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    check('club_members_role_check', sql`${t.role} in ('member', 'host')`),
  ],
);
