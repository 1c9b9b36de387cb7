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
import { films, SHARED } from './films.ts';
import { guildFilms, ratings } from './marks.ts';

/** Whether somebody would watch a film again. */
export const AGAIN = ['yes', 'maybe', 'no'] as const;

/** Critics' reviews: what a page stated about a film, its rating as written and as a score of 0-100. */
export const criticReviews = pgTable(
  'critic_reviews',
  {
    id: uuid().notNull(),
    filmId: uuid('film_id').notNull(),
    /** "shared" is everybody's; else the server that imported it for itself. */
    scope: text().notNull().default(SHARED),
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
    unique('critic_reviews_fingerprint_key').on(t.filmId, t.fingerprint, t.scope),
    index('critic_reviews_fingerprint_index').on(t.fingerprint),
    check('critic_reviews_spoilers_check', sql`${t.spoilers} in ('marked', 'declared-free', 'unknown')`),
    check('critic_reviews_score_check', sql`${t.score} between 0 and 100`),
    check('critic_reviews_rating_check', sql`(${t.ratingValue} is null) = (${t.score} is null)`),
  ],
);

/** What a member wrote of a film beside the rating; a row holds something at least. */
export const memberReviews = pgTable(
  'member_reviews',
  {
    guildId: text('guild_id').notNull(),
    filmId: uuid('film_id').notNull(),
    userId: text('user_id').notNull(),
    /** One line that the member means to give nothing away, and what is only shown behind a curtain. */
    openLine: text('open_line'),
    hidden: text(),
    /** Whether they would watch it again. */
    again: text({ enum: AGAIN }),
    /** Where and when they saw it, in their words. */
    seenWhere: text('seen_where'),
    writtenAt: timestamp('written_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'member_reviews_pk', columns: [t.guildId, t.filmId, t.userId] }),
    foreignKey({
      name: 'member_reviews_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }).onDelete('cascade'),
    // No cascade: who takes a rating back by a slip of the thumb must not lose what they wrote.
    foreignKey({
      name: 'member_reviews_rating_fk',
      columns: [t.guildId, t.filmId, t.userId],
      foreignColumns: [ratings.guildId, ratings.filmId, ratings.userId],
    }),
    check('member_reviews_again_check', sql`${t.again} in ('yes', 'maybe', 'no')`),
    check(
      'member_reviews_something_check',
      sql`num_nonnulls(${t.openLine}, ${t.hidden}, ${t.again}, ${t.seenWhere}) > 0`,
    ),
  ],
);
