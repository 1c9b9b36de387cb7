import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { films, guildFilms, guilds, ratings, rounds, SHARED, seenMarks } from '../../db/schema/index.ts';

/** A member and a film in one server. */
export type MarkKey = { guildId: string; filmId: string; userId: string };

/**
 * Makes a film one that this server knows.
 * @returns false when there is no such film for this server.
 */
export async function adoptFilm(db: Db, guildId: string, filmId: string, now: Date): Promise<boolean> {
  const [film] = await db
    .select({ scope: films.scope })
    .from(films)
    .where(and(eq(films.id, filmId), inArray(films.scope, [SHARED, guildId])));
  if (!film) return false;
  await db.insert(guilds).values({ guildId, joinedAt: now }).onConflictDoNothing();
  await db.insert(guildFilms).values({ guildId, filmId, filmScope: film.scope }).onConflictDoNothing();
  return true;
}

/** @returns false when it was there already. */
export async function insertSeen(db: Db, key: MarkKey, now: Date): Promise<boolean> {
  const inserted = await db
    .insert(seenMarks)
    .values({ ...key, seenAt: now })
    .onConflictDoNothing()
    .returning({ userId: seenMarks.userId });
  return inserted.length > 0;
}

/** Takes a seen-mark away, and with it the member's rating. */
export async function deleteSeen(db: Db, { guildId, filmId, userId }: MarkKey): Promise<void> {
  await db
    .delete(seenMarks)
    .where(and(eq(seenMarks.guildId, guildId), eq(seenMarks.filmId, filmId), eq(seenMarks.userId, userId)));
}

export async function upsertRating(db: Db, key: MarkKey, halfStars: number, now: Date): Promise<void> {
  await db
    .insert(ratings)
    .values({ ...key, halfStars, ratedAt: now })
    .onConflictDoUpdate({
      target: [ratings.guildId, ratings.filmId, ratings.userId],
      set: { halfStars, ratedAt: sql`excluded.rated_at` },
    });
}

export async function deleteRating(db: Db, { guildId, filmId, userId }: MarkKey): Promise<void> {
  await db
    .delete(ratings)
    .where(and(eq(ratings.guildId, guildId), eq(ratings.filmId, filmId), eq(ratings.userId, userId)));
}

/** The member's own rating, in half stars. What others gave is for `features/reviews` to show, or not. */
export async function findRating(db: Db, { guildId, filmId, userId }: MarkKey): Promise<number | undefined> {
  const [row] = await db
    .select({ halfStars: ratings.halfStars })
    .from(ratings)
    .where(and(eq(ratings.guildId, guildId), eq(ratings.filmId, filmId), eq(ratings.userId, userId)));
  return row?.halfStars;
}

export async function hasSeen(db: Db, { guildId, filmId, userId }: MarkKey): Promise<boolean> {
  const [row] = await db
    .select({ seen: count() })
    .from(seenMarks)
    .where(and(eq(seenMarks.guildId, guildId), eq(seenMarks.filmId, filmId), eq(seenMarks.userId, userId)));
  return (row?.seen ?? 0) > 0;
}

export async function countSeen(db: Db, guildId: string, filmId: string): Promise<number> {
  const [row] = await db
    .select({ seen: count() })
    .from(seenMarks)
    .where(and(eq(seenMarks.guildId, guildId), eq(seenMarks.filmId, filmId)));
  return row?.seen ?? 0;
}

/** The ids of the rounds in which clubs of a server rate a film now. */
export async function roundsThatRate(db: Db, guildId: string, filmId: string): Promise<string[]> {
  const rows = await db
    .select({ id: rounds.id })
    .from(rounds)
    .where(and(eq(rounds.guildId, guildId), eq(rounds.filmId, filmId), eq(rounds.state, 'rating')));
  return rows.map(({ id }) => id);
}
