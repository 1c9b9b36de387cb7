import { sql } from 'drizzle-orm';
import { check, foreignKey, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { clubs } from './clubs.ts';
import { guildFilms } from './marks.ts';
import { rounds } from './rounds.ts';

/** A film put forward in a round. Ballots name the nomination, so that a wrong match can be mended under them. */
export const nominations = pgTable(
  'nominations',
  {
    guildId: text('guild_id').notNull(),
    id: uuid().notNull(),
    roundId: uuid('round_id').notNull(),
    filmId: uuid('film_id').notNull(),
    state: text({ enum: ['open', 'withdrawn', 'vetoed', 'removed'] }).notNull(),
    /** Since when the film waits, also in earlier rounds: decides ties. */
    waitingSince: timestamp('waiting_since', { withTimezone: true }).notNull(),
    /** How it came into this round. */
    origin: text({ enum: ['member', 'carried', 'watchlist'] }).notNull(),
    vetoedBy: text('vetoed_by'),
  },
  (t) => [
    primaryKey({ name: 'nominations_pk', columns: [t.guildId, t.id] }),
    foreignKey({
      name: 'nominations_round_fk',
      columns: [t.guildId, t.roundId],
      foreignColumns: [rounds.guildId, rounds.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'nominations_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }),
    uniqueIndex('nominations_film_key').on(t.guildId, t.roundId, t.filmId).where(sql`${t.state} = 'open'`),
    uniqueIndex('nominations_veto_key').on(t.guildId, t.roundId, t.vetoedBy).where(sql`${t.vetoedBy} is not null`),
    check('nominations_state_check', sql`${t.state} in ('open', 'withdrawn', 'vetoed', 'removed')`),
    check('nominations_origin_check', sql`${t.origin} in ('member', 'carried', 'watchlist')`),
  ],
);

/** Who puts a nomination forward, with their pitch: two members may want the same film. */
export const nominators = pgTable(
  'nominators',
  {
    guildId: text('guild_id').notNull(),
    nominationId: uuid('nomination_id').notNull(),
    userId: text('user_id').notNull(),
    pitch: text(),
    nominatedAt: timestamp('nominated_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'nominators_pk', columns: [t.guildId, t.nominationId, t.userId] }),
    foreignKey({
      name: 'nominators_nomination_fk',
      columns: [t.guildId, t.nominationId],
      foreignColumns: [nominations.guildId, nominations.id],
    }).onDelete('cascade'),
  ],
);

/** Films that members of a club would like to see some day. */
export const watchlist = pgTable(
  'watchlist',
  {
    guildId: text('guild_id').notNull(),
    clubId: uuid('club_id').notNull(),
    filmId: uuid('film_id').notNull(),
    userId: text('user_id').notNull(),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'watchlist_pk', columns: [t.guildId, t.clubId, t.filmId, t.userId] }),
    foreignKey({
      name: 'watchlist_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'watchlist_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }).onDelete('cascade'),
  ],
);
