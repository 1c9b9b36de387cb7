import { sql } from 'drizzle-orm';
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { guilds } from './clubs.ts';
import { guildFilms } from './marks.ts';

export const REPAIRS = ['move', 'merge', 'correct'] as const;

/** What a server's moderators put right about its films, and what it takes to undo it. */
export const repairs = pgTable(
  'repairs',
  {
    guildId: text('guild_id').notNull(),
    id: uuid().notNull(),
    userId: text('user_id').notNull(),
    kind: text({ enum: REPAIRS }).notNull(),
    /** No keys: what a repair says of films outlives them. */
    fromId: uuid('from_id').notNull(),
    toId: uuid('to_id').notNull(),
    /** What the films were called then: "Title (Year)". */
    fromName: text('from_name').notNull(),
    toName: text('to_name').notNull(),
    /** What was moved, as `movedSchema` reads it. */
    moved: jsonb().notNull(),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull(),
    undoneAt: timestamp('undone_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ name: 'repairs_pk', columns: [t.guildId, t.id] }),
    foreignKey({ name: 'repairs_guild_fk', columns: [t.guildId], foreignColumns: [guilds.guildId] }).onDelete(
      'cascade',
    ),
    index('repairs_made_index').on(t.guildId, t.madeAt),
    check('repairs_kind_check', sql`${t.kind} in ('move', 'merge', 'correct')`),
    check('repairs_films_check', sql`${t.fromId} <> ${t.toId}`),
  ],
);

/** In this server another film stands for this one, which nobody meets here any more. */
export const filmStands = pgTable(
  'film_stands',
  {
    guildId: text('guild_id').notNull(),
    filmId: uuid('film_id').notNull(),
    standInId: uuid('stand_in_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'film_stands_pk', columns: [t.guildId, t.filmId] }),
    foreignKey({
      name: 'film_stands_film_fk',
      columns: [t.guildId, t.standInId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }).onDelete('cascade'),
    index('film_stands_for_index').on(t.guildId, t.standInId),
    check('film_stands_other_check', sql`${t.filmId} <> ${t.standInId}`),
  ],
);
