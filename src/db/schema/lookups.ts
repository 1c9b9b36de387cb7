import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { films } from './films.ts';

const SOURCES = ['wikidata', 'tmdb', 'omdb'] as const;

/** What a source tells of a film beyond what names it: kept no longer than the source's terms allow. */
export const filmTold = pgTable(
  'film_told',
  {
    filmId: uuid('film_id').notNull(),
    source: text({ enum: SOURCES }).notNull(),
    /** `ToldFilm`; null where the source does not know the film. */
    told: jsonb(),
    fetchedAt: timestamp('fetched_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'film_told_pk', columns: [t.filmId, t.source] }),
    check('film_told_source_check', sql`${t.source} in ('wikidata', 'tmdb', 'omdb')`),
    foreignKey({ name: 'film_told_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete('cascade'),
    index('film_told_fetched_index').on(t.source, t.fetchedAt),
  ],
);

/** Titles that a source was asked for, found or not, so that it is not asked again at once. */
export const askedTitles = pgTable(
  'asked_titles',
  {
    source: text({ enum: SOURCES }).notNull(),
    /** Folded, with the year that was asked for. */
    title: text().notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'asked_titles_pk', columns: [t.source, t.title] }),
    check('asked_titles_source_check', sql`${t.source} in ('wikidata', 'tmdb', 'omdb')`),
  ],
);

/** Films for adults alone, whoever says so: seen in channels with the age mark only. */
export const adultFilms = pgTable('adult_films', { filmId: uuid('film_id').notNull() }, (t) => [
  primaryKey({ name: 'adult_films_pk', columns: [t.filmId] }),
  foreignKey({ name: 'adult_films_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete('cascade'),
]);

/** How often a source was asked on a day (UTC), where its terms limit that. */
export const sourceDays = pgTable(
  'source_days',
  { source: text({ enum: SOURCES }).notNull(), day: date().notNull(), requests: integer().notNull() },
  (t) => [
    primaryKey({ name: 'source_days_pk', columns: [t.source, t.day] }),
    check('source_days_source_check', sql`${t.source} in ('wikidata', 'tmdb', 'omdb')`),
  ],
);
