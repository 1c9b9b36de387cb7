import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { clubs } from './clubs.ts';
import { guildFilms } from './marks.ts';

/** The steps of a round, in order, and the way out. */
export const ROUND_STATES = [
  'nominating',
  'polling',
  'scheduled',
  'watched',
  'rating',
  'recapped',
  'cancelled',
] as const;

/** One turn of the club's cycle. */
export const rounds = pgTable(
  'rounds',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    id: uuid().notNull(),
    /** Counts up from 1 in a club. */
    number: integer().notNull(),
    state: text({ enum: ROUND_STATES }).notNull(),
    /** When the round came to its state, and when it is due to go on; null waits for a host. */
    since: timestamp({ withTimezone: true }).notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }),
    /** The film the club watches in this round, once it is known, and how it was found. */
    filmId: uuid('film_id'),
    chosenBy: text('chosen_by', { enum: ['poll', 'host'] }),
    scheduledAt: timestamp('scheduled_at', { withTimezone: true }),
    /** When the members' ratings of the film were shown; null while they are hidden. */
    revealedAt: timestamp('revealed_at', { withTimezone: true }),
    /** Who may propose alone, until when; null where everybody may. */
    pickerId: text('picker_id'),
    pickerUntil: timestamp('picker_until', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'rounds_pk', columns: [t.guildId, t.id] }),
    foreignKey({
      name: 'rounds_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'rounds_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }),
    uniqueIndex('rounds_number_key').on(t.guildId, t.clubId, t.number),
    uniqueIndex('rounds_nominating_key').on(t.guildId, t.clubId).where(sql`${t.state} = 'nominating'`),
    check(
      'rounds_state_check',
      sql`${t.state} in ('nominating', 'polling', 'scheduled', 'watched', 'rating', 'recapped', 'cancelled')`,
    ),
    check('rounds_chosen_by_check', sql`${t.chosenBy} in ('poll', 'host')`),
    check('rounds_chosen_check', sql`(${t.filmId} is null) = (${t.chosenBy} is null)`),
    check('rounds_revealed_check', sql`${t.revealedAt} is null or ${t.filmId} is not null`),
    index('rounds_film_index').on(t.guildId, t.filmId),
  ],
);

/** What a host, a moderator or the bot did to a club's things, for whoever asks later. */
export const clubEvents = pgTable(
  'club_events',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    id: uuid().notNull(),
    /** Who did it; null for the bot itself. */
    userId: text('user_id'),
    what: text().notNull(),
    /** The id of what it was done to. */
    subjectId: text('subject_id').notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'club_events_pk', columns: [t.guildId, t.id] }),
    foreignKey({
      name: 'club_events_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    index('club_events_club_index').on(t.guildId, t.clubId, t.at),
  ],
);
