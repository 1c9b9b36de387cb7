import { sql } from 'drizzle-orm';
import { check, foreignKey, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { guilds } from './clubs.ts';
import { films, SHARED } from './films.ts';

/**
 * A film as one server knows it. All that a server says of a film hangs on this row, so that the database itself
 * refuses a film which another server typed in by hand: a row's film is shared or the server's own.
 */
export const guildFilms = pgTable(
  'guild_films',
  {
    guildId: text('guild_id').notNull(),
    filmId: uuid('film_id').notNull(),
    filmScope: text('film_scope').notNull(),
  },
  (t) => [
    primaryKey({ name: 'guild_films_pk', columns: [t.guildId, t.filmId] }),
    foreignKey({ name: 'guild_films_guild_fk', columns: [t.guildId], foreignColumns: [guilds.guildId] }).onDelete(
      'cascade',
    ),
    foreignKey({
      name: 'guild_films_film_fk',
      columns: [t.filmScope, t.filmId],
      foreignColumns: [films.scope, films.id],
    }),
    check('guild_films_scope_check', sql`${t.filmScope} in (${sql.raw(`'${SHARED}'`)}, ${t.guildId})`),
  ],
);

/** "I've seen it": said by a member in a server. */
export const seenMarks = pgTable(
  'seen_marks',
  {
    guildId: text('guild_id').notNull(),
    filmId: uuid('film_id').notNull(),
    userId: text('user_id').notNull(),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'seen_marks_pk', columns: [t.guildId, t.filmId, t.userId] }),
    foreignKey({
      name: 'seen_marks_film_fk',
      columns: [t.guildId, t.filmId],
      foreignColumns: [guildFilms.guildId, guildFilms.filmId],
    }).onDelete('cascade'),
  ],
);

/** A member's rating in half stars (1 to 10), given only by who has seen the film. */
export const ratings = pgTable(
  'ratings',
  {
    guildId: text('guild_id').notNull(),
    filmId: uuid('film_id').notNull(),
    userId: text('user_id').notNull(),
    halfStars: smallint('half_stars').notNull(),
    ratedAt: timestamp('rated_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'ratings_pk', columns: [t.guildId, t.filmId, t.userId] }),
    foreignKey({
      name: 'ratings_seen_fk',
      columns: [t.guildId, t.filmId, t.userId],
      foreignColumns: [seenMarks.guildId, seenMarks.filmId, seenMarks.userId],
    }).onDelete('cascade'),
    check('ratings_half_stars_check', sql`${t.halfStars} between 1 and 10`),
  ],
);
