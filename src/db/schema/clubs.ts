import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/** One Discord server. Everything below a server carries its id first. */
export const guilds = pgTable(
  'guilds',
  {
    guildId: text('guild_id').notNull(),
    joinedAt: timestamp('joined_at', { withTimezone: true }).notNull(),
    /** When the bot said hello here, so that it says so once. */
    greetedAt: timestamp('greeted_at', { withTimezone: true }),
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
    /** What the club has decided for itself; what is left out has its default (`clubs/settings.ts`). */
    settings: jsonb().notNull().default({}),
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
    /** What the member's client spoke when they last said how the club may write to them; private notes are in it. */
    locale: text(),
    /** When the member asked to be reminded of a vote by a private note; null for the others. */
    remindedSince: timestamp('reminded_since', { withTimezone: true }),
    /** The end of the member's last turn as picker, and how many turns they have missed since. */
    pickedAt: timestamp('picked_at', { withTimezone: true }),
    missedTurns: smallint('missed_turns').notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'club_members_pk', columns: [t.guildId, t.clubId, t.userId] }),
    foreignKey({
      name: 'club_members_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    index('club_members_user_index').on(t.guildId, t.userId),
    check('club_members_role_check', sql`${t.role} in ('member', 'host')`),
  ],
);

/** A command whose club could not be told, kept until the person has chosen one. */
export const pendingCommands = pgTable(
  'pending_commands',
  {
    guildId: text('guild_id').notNull(),
    id: uuid().notNull(),
    userId: text('user_id').notNull(),
    command: text().notNull(),
    given: jsonb().notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'pending_commands_pk', columns: [t.guildId, t.id] }),
    foreignKey({
      name: 'pending_commands_guild_fk',
      columns: [t.guildId],
      foreignColumns: [guilds.guildId],
    }).onDelete('cascade'),
  ],
);
