import { sql } from 'drizzle-orm';
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { clubs } from './clubs.ts';
import { guildFilms } from './marks.ts';

export const KEPT = ['wish', 'seen', 'rating', 'review'] as const;

/** A member's export from Letterboxd: proposed until they say yes, and then what it takes to take it back. */
export const letterboxdImports = pgTable(
  'letterboxd_imports',
  {
    guildId: text('guild_id').notNull(),
    id: uuid().notNull(),
    userId: text('user_id').notNull(),
    /** Whose watchlist gets what they want to see. */
    clubId: uuid('club_id').notNull(),
    /** What the files say and which films of ours that may be, as `proposalSchema` reads it; null once it is kept. */
    proposal: jsonb(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
    keptAt: timestamp('kept_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ name: 'letterboxd_imports_pk', columns: [t.guildId, t.id] }),
    foreignKey({
      name: 'letterboxd_imports_club_fk',
      columns: [t.guildId, t.clubId],
      foreignColumns: [clubs.guildId, clubs.id],
    }).onDelete('cascade'),
    index('letterboxd_imports_user_index').on(t.guildId, t.userId, t.keptAt),
    check('letterboxd_imports_kept_check', sql`(${t.proposal} is null) = (${t.keptAt} is not null)`),
  ],
);

/** What an import added, each with the time it was given: what is still so is what can be taken back. */
export const letterboxdFilms = pgTable(
  'letterboxd_films',
  {
    guildId: text('guild_id').notNull(),
    importId: uuid('import_id').notNull(),
    filmId: uuid('film_id').notNull(),
    what: text({ enum: KEPT }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'letterboxd_films_pk', columns: [t.guildId, t.importId, t.filmId, t.what] }),
    foreignKey({
      name: 'letterboxd_films_import_fk',
      columns: [t.guildId, t.importId],
      foreignColumns: [letterboxdImports.guildId, letterboxdImports.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'letterboxd_films_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }).onDelete('cascade'),
    check('letterboxd_films_what_check', sql`${t.what} in ('wish', 'seen', 'rating', 'review')`),
  ],
);
