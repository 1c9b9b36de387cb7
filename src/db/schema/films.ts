import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

/** The scope of a film that all servers share. Any other scope is the id of the one server that typed the film in. */
export const SHARED = '0';

export const films = pgTable(
  'films',
  {
    id: uuid().notNull(),
    scope: text().notNull().default(SHARED),
    title: text().notNull(),
    originalTitle: text('original_title'),
    originalLanguage: text('original_language'),
    year: smallint(),
    runtimeMinutes: smallint('runtime_minutes'),
    countries: text().array().notNull().default([]),
    genres: text().array().notNull().default([]),
    ageRating: text('age_rating'),
    contentNotes: text('content_notes').array().notNull().default([]),
    posterUrl: text('poster_url'),
    votes: integer(),
    source: text().notNull(),
    fetchedAt: timestamp('fetched_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'films_pk', columns: [t.id] }),
    unique('films_scope_id_key').on(t.scope, t.id),
    check('films_year_check', sql`${t.year} between 1870 and 2100`),
    check('films_runtime_check', sql`${t.runtimeMinutes} > 0`),
    check('films_title_check', sql`${t.title} <> ''`),
  ],
);

export const filmTitles = pgTable(
  'film_titles',
  {
    filmId: uuid('film_id').notNull(),
    title: text().notNull(),
    folded: text().notNull(),
    kind: text({ enum: ['title', 'original', 'alternative'] }).notNull(),
    language: text(),
  },
  (t) => [
    primaryKey({ name: 'film_titles_pk', columns: [t.filmId, t.title] }),
    foreignKey({ name: 'film_titles_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete('cascade'),
    check('film_titles_kind_check', sql`${t.kind} in ('title', 'original', 'alternative')`),
    index('film_titles_folded_index').on(t.folded),
  ],
);

export const people = pgTable(
  'people',
  { id: uuid().notNull(), name: text().notNull(), names: text().array().notNull().default([]) },
  (t) => [primaryKey({ name: 'people_pk', columns: [t.id] })],
);

export const filmPeople = pgTable(
  'film_people',
  {
    filmId: uuid('film_id').notNull(),
    role: text({ enum: ['director', 'cast'] }).notNull(),
    position: smallint().notNull(),
    personId: uuid('person_id').notNull(),
    character: text(),
  },
  (t) => [
    primaryKey({ name: 'film_people_pk', columns: [t.filmId, t.role, t.position] }),
    check('film_people_role_check', sql`${t.role} in ('director', 'cast')`),
    foreignKey({ name: 'film_people_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete('cascade'),
    foreignKey({ name: 'film_people_person_fk', columns: [t.personId], foreignColumns: [people.id] }).onDelete(
      'cascade',
    ),
  ],
);

export const filmExternalIds = pgTable(
  'film_external_ids',
  { source: text().notNull(), externalId: text('external_id').notNull(), filmId: uuid('film_id').notNull() },
  (t) => [
    primaryKey({ name: 'film_external_ids_pk', columns: [t.source, t.externalId] }),
    foreignKey({ name: 'film_external_ids_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete(
      'cascade',
    ),
  ],
);

export const filmSynopses = pgTable(
  'film_synopses',
  { filmId: uuid('film_id').notNull(), language: text().notNull(), synopsis: text().notNull() },
  (t) => [
    primaryKey({ name: 'film_synopses_pk', columns: [t.filmId, t.language] }),
    foreignKey({ name: 'film_synopses_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete('cascade'),
  ],
);
