import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { films } from './films.ts';

/** Critics' reviews: what a page stated about a film, its rating as written and as a score of 0-100. */
export const criticReviews = pgTable(
  'critic_reviews',
  {
    id: uuid().notNull(),
    filmId: uuid('film_id').notNull(),
    site: text(),
    author: text(),
    url: text(),
    published: date({ mode: 'string' }),
    language: text(),
    ratingValue: text('rating_value'),
    ratingScale: text('rating_scale'),
    score: smallint(),
    spoilers: text({ enum: ['marked', 'declared-free', 'unknown'] }).notNull(),
    openLine: text('open_line'),
    excerpt: text(),
    fingerprint: text().notNull(),
    importedAt: timestamp('imported_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'critic_reviews_pk', columns: [t.id] }),
    foreignKey({ name: 'critic_reviews_film_fk', columns: [t.filmId], foreignColumns: [films.id] }).onDelete('cascade'),
    unique('critic_reviews_fingerprint_key').on(t.filmId, t.fingerprint),
    index('critic_reviews_fingerprint_index').on(t.fingerprint),
    check('critic_reviews_spoilers_check', sql`${t.spoilers} in ('marked', 'declared-free', 'unknown')`),
    check('critic_reviews_score_check', sql`${t.score} between 0 and 100`),
    check('critic_reviews_rating_check', sql`(${t.ratingValue} is null) = (${t.score} is null)`),
  ],
);
