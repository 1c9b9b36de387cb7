import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { clubs } from './clubs.ts';
import { guildFilms } from './marks.ts';
import { rounds } from './rounds.ts';

export const REMINDERS = ['day', 'hour', 'start', 'rate'] as const;

/** One movie night of a club. */
export const screenings = pgTable(
  'screenings',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    roundId: uuid('round_id').notNull(),
    filmId: uuid('film_id').notNull(),
    id: uuid().notNull(),
    /** Counts up from 1 in a club: what people call it by. */
    number: integer().notNull(),
    state: text({ enum: ['planned', 'over', 'cancelled'] }).notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    endsAt: timestamp('ends_at', { withTimezone: true }).notNull(),
    /** Where it is announced; and where it takes place: a voice channel, or a place in words. */
    channelId: text('channel_id').notNull(),
    voiceId: text('voice_id'),
    place: text(),
    /** Who planned it; null for the bot, by the club's cadence. */
    plannedBy: text('planned_by'),
    plannedAt: timestamp('planned_at', { withTimezone: true }).notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** When a host said who was there; until then those who said that they come count. */
    attendedAt: timestamp('attended_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ name: 'screenings_pk', columns: [t.guildId, t.id] }),
    unique('screenings_number_key').on(t.guildId, t.clubId, t.number),
    uniqueIndex('screenings_round_key').on(t.guildId, t.roundId).where(sql`${t.state} = 'planned'`),
    index('screenings_club_index').on(t.guildId, t.clubId, t.startsAt),
    foreignKey({
      name: 'screenings_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'screenings_round_fk',
      columns: [t.guildId, t.roundId],
      foreignColumns: [rounds.guildId, rounds.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'screenings_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }),
    check('screenings_state_check', sql`${t.state} in ('planned', 'over', 'cancelled')`),
    check('screenings_length_check', sql`${t.endsAt} > ${t.startsAt}`),
    check('screenings_place_check', sql`${t.voiceId} is null or ${t.place} is null`),
    check('screenings_closed_check', sql`(${t.state} = 'planned') = (${t.closedAt} is null)`),
  ],
);

/** Who said that they come, or cannot: one answer a person, the last one, from our buttons or from Discord's event. */
export const screeningRsvps = pgTable(
  'screening_rsvps',
  {
    guildId: text('guild_id').notNull(),
    screeningId: uuid('screening_id').notNull(),
    userId: text('user_id').notNull(),
    answer: text({ enum: ['in', 'out'] }).notNull(),
    /** Whether Discord's event has them on its list, as far as we have heard. */
    onEvent: boolean('on_event').notNull().default(false),
    answeredAt: timestamp('answered_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'screening_rsvps_pk', columns: [t.guildId, t.screeningId, t.userId] }),
    foreignKey({
      name: 'screening_rsvps_screening_fk',
      columns: [t.guildId, t.screeningId],
      foreignColumns: [screenings.guildId, screenings.id],
    }).onDelete('cascade'),
    check('screening_rsvps_answer_check', sql`${t.answer} in ('in', 'out')`),
  ],
);

/** Who was there, where a host has said so. */
export const screeningGuests = pgTable(
  'screening_guests',
  {
    guildId: text('guild_id').notNull(),
    screeningId: uuid('screening_id').notNull(),
    userId: text('user_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'screening_guests_pk', columns: [t.guildId, t.screeningId, t.userId] }),
    foreignKey({
      name: 'screening_guests_screening_fk',
      columns: [t.guildId, t.screeningId],
      foreignColumns: [screenings.guildId, screenings.id],
    }).onDelete('cascade'),
  ],
);

/** Which reminders are done, for which start: a night that was moved is reminded of again, the same one never twice. */
export const screeningReminders = pgTable(
  'screening_reminders',
  {
    guildId: text('guild_id').notNull(),
    screeningId: uuid('screening_id').notNull(),
    kind: text({ enum: REMINDERS }).notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    doneAt: timestamp('done_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'screening_reminders_pk', columns: [t.guildId, t.screeningId, t.kind, t.startsAt] }),
    foreignKey({
      name: 'screening_reminders_screening_fk',
      columns: [t.guildId, t.screeningId],
      foreignColumns: [screenings.guildId, screenings.id],
    }).onDelete('cascade'),
    check('screening_reminders_kind_check', sql`${t.kind} in ('day', 'hour', 'start', 'rate')`),
  ],
);

/** Discord's event of a night. The row comes first; a short code in its description finds an event we lost sight of. */
export const screeningEvents = pgTable(
  'screening_events',
  {
    guildId: text('guild_id').notNull(),
    screeningId: uuid('screening_id').notNull(),
    eventId: text('event_id'),
    /** When making it was first tried: from then on Discord may have it. */
    triedAt: timestamp('tried_at', { withTimezone: true }),
    /** Why there is none: the server's hundred are used up, the bot may not, or its place is gone. */
    failed: text({ enum: ['full', 'forbidden', 'gone', 'refused'] }),
    /** The start that Discord last had from us, or we from Discord. */
    startsAt: timestamp('starts_at', { withTimezone: true }),
    closedAt: timestamp('closed_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ name: 'screening_events_pk', columns: [t.guildId, t.screeningId] }),
    unique('screening_events_event_key').on(t.guildId, t.eventId),
    foreignKey({
      name: 'screening_events_screening_fk',
      columns: [t.guildId, t.screeningId],
      foreignColumns: [screenings.guildId, screenings.id],
    }).onDelete('cascade'),
    check('screening_events_failed_check', sql`${t.failed} in ('full', 'forbidden', 'gone', 'refused')`),
  ],
);

/** A question to the club which of several dates suits; a host picks one. */
export const screeningAsks = pgTable(
  'screening_asks',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    filmId: uuid('film_id').notNull(),
    id: uuid().notNull(),
    state: text({ enum: ['open', 'picked'] }).notNull(),
    channelId: text('channel_id').notNull(),
    voiceId: text('voice_id'),
    place: text(),
    dates: timestamp({ withTimezone: true }).array().notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    screeningId: uuid('screening_id'),
  },
  (t) => [
    primaryKey({ name: 'screening_asks_pk', columns: [t.guildId, t.id] }),
    foreignKey({
      name: 'screening_asks_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'screening_asks_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }),
    check('screening_asks_state_check', sql`${t.state} in ('open', 'picked')`),
    check('screening_asks_picked_check', sql`(${t.state} = 'picked') = (${t.screeningId} is not null)`),
  ],
);

/** The dates that suit a member, by their places in the question. */
export const screeningAnswers = pgTable(
  'screening_answers',
  {
    guildId: text('guild_id').notNull(),
    askId: uuid('ask_id').notNull(),
    userId: text('user_id').notNull(),
    dates: integer().array().notNull(),
    answeredAt: timestamp('answered_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'screening_answers_pk', columns: [t.guildId, t.askId, t.userId] }),
    foreignKey({
      name: 'screening_answers_ask_fk',
      columns: [t.guildId, t.askId],
      foreignColumns: [screeningAsks.guildId, screeningAsks.id],
    }).onDelete('cascade'),
  ],
);

/** Nights that come again in a club, by a rule of RFC 5545. */
export const cadences = pgTable(
  'cadences',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    rule: text().notNull(),
    /** What the clocks of the club's zone show at its first night, ISO 8601. */
    first: text().notNull(),
    /** The rule in the words of whoever set it. */
    words: text().notNull(),
    /** The days (ISO 8601) on which there is no night. */
    skipped: text().array().notNull().default([]),
    setBy: text('set_by').notNull(),
    setAt: timestamp('set_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'cadences_pk', columns: [t.guildId, t.clubId] }),
    foreignKey({
      name: 'cadences_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
  ],
);
