import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { films, guildFilms, guilds, ratings, rounds, SHARED, seenMarks } from '../../db/schema/index.ts';

/** A member and a film in one server. */
export type MarkKey = { guildId: string; filmId: string; userId: string };

/**
 * Makes a film one that this server knows.
 * @returns false when there is no such film for this server, also where another stands for it by now.
 */
export async function adoptFilm(db: Db, guildId: string, filmId: string, now: Date): Promise<boolean> {
  const [film] = await db
    .select({ scope: films.scope })
    .from(films)
    .where(and(eq(films.id, filmId), inArray(films.scope, [SHARED, guildId]), isMet(guildId)));
  if (!film) return false;
  await db.insert(guilds).values({ guildId, joinedAt: now }).onConflictDoNothing();
  await db.insert(guildFilms).values({ guildId, filmId, filmScope: film.scope }).onConflictDoNothing();
  return true;
}

/** That no other film stands for this one in a server. */
function isMet(guildId: string) {
  return sql`not exists (select from film_stands s where s.guild_id = ${guildId} and s.film_id = ${films.id})`;
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

/** A member in one server. */
export type Member = Omit<MarkKey, 'filmId'>;
/** Something said of a film, and when. */
export type At = { filmId: string; at: Date };

/** `adoptFilm` for many. @returns the ids of those that this server has. */
export async function adoptFilms(db: Db, guildId: string, filmIds: readonly string[], now: Date): Promise<string[]> {
  if (filmIds.length === 0) return [];
  await db.insert(guilds).values({ guildId, joinedAt: now }).onConflictDoNothing();
  const known = (await db.execute(sql`
    with known as (select id, scope from films
      where id = any(${sql.param(filmIds)}::uuid[]) and scope in (${SHARED}, ${guildId}) and ${isMet(guildId)}),
    adopted as (insert into guild_films (guild_id, film_id, film_scope) select ${guildId}, id, scope from known
      on conflict do nothing)
    select id from known`)) as unknown as { id: string }[];
  return [...known].map(({ id }) => id);
}

/** Says of many films that a member has seen them. @returns those of which it was not said yet. */
export async function insertSeenMany(db: Db, { guildId, userId }: Member, seen: readonly At[]): Promise<string[]> {
  const rows = seen.map(({ filmId, at }) => ({ guildId, userId, filmId, seenAt: at }));
  if (rows.length === 0) return [];
  const added = await db.insert(seenMarks).values(rows).onConflictDoNothing().returning({ filmId: seenMarks.filmId });
  return added.map(({ filmId }) => filmId);
}

/** Rates many films that a member has seen and not rated. @returns those that are rated now. */
export async function insertRatings(
  db: Db,
  { guildId, userId }: Member,
  given: readonly (At & { halfStars: number })[],
): Promise<string[]> {
  const rows = given.map(({ filmId, halfStars, at }) => ({ guildId, userId, filmId, halfStars, ratedAt: at }));
  if (rows.length === 0) return [];
  const added = await db.insert(ratings).values(rows).onConflictDoNothing().returning({ filmId: ratings.filmId });
  return added.map(({ filmId }) => filmId);
}

/** What of these films a member has said to have seen, and what they have rated. */
export async function selectMarked(db: Db, { guildId, userId }: Member, filmIds: readonly string[]) {
  const rows = (await db.execute(sql`
    select s.film_id as "filmId", r.half_stars is not null as rated from seen_marks s left join ratings r
      on r.guild_id = s.guild_id and r.film_id = s.film_id and r.user_id = s.user_id
    where s.guild_id = ${guildId} and s.user_id = ${userId} and s.film_id = any(${sql.param(filmIds)}::uuid[])
  `)) as unknown as { filmId: string; rated: boolean }[];
  return {
    seen: new Set([...rows].map(({ filmId }) => filmId)),
    rated: new Set([...rows].filter(({ rated }) => rated).map(({ filmId }) => filmId)),
  };
}

const asRows = (given: readonly At[]) => JSON.stringify(given.map(({ filmId, at }) => ({ film_id: filmId, at })));

/** Takes back the ratings that are still those of that time, and of which no review stands. @returns their films. */
export async function deleteRatingsOf(db: Db, { guildId, userId }: Member, given: readonly At[]): Promise<string[]> {
  const gone = (await db.execute(sql`
    delete from ratings r using json_to_recordset(${asRows(given)}::text::json) as g (film_id uuid, at timestamptz)
    where r.guild_id = ${guildId} and r.user_id = ${userId} and r.film_id = g.film_id and r.rated_at = g.at
      and not exists (select from member_reviews w
        where w.guild_id = r.guild_id and w.film_id = r.film_id and w.user_id = r.user_id)
    returning r.film_id as "filmId"`)) as unknown as { filmId: string }[];
  return [...gone].map(({ filmId }) => filmId);
}

/** Takes back that a member has seen films, where nothing rests on it: no rating, no discussion they are in. */
export async function deleteSeenOf(db: Db, { guildId, userId }: Member, given: readonly At[]): Promise<string[]> {
  const gone = (await db.execute(sql`
    delete from seen_marks s using json_to_recordset(${asRows(given)}::text::json) as g (film_id uuid, at timestamptz)
    where s.guild_id = ${guildId} and s.user_id = ${userId} and s.film_id = g.film_id and s.seen_at = g.at
      and not exists (select from ratings r
        where r.guild_id = s.guild_id and r.film_id = s.film_id and r.user_id = s.user_id)
      and not exists (select from discussion_members d
        where d.guild_id = s.guild_id and d.film_id = s.film_id and d.user_id = s.user_id)
    returning s.film_id as "filmId"`)) as unknown as { filmId: string }[];
  return [...gone].map(({ filmId }) => filmId);
}

/** `roundsThatRate` for many films. */
export async function roundsThatRateAny(db: Db, guildId: string, filmIds: readonly string[]): Promise<string[]> {
  if (filmIds.length === 0) return [];
  const rows = await db
    .select({ id: rounds.id })
    .from(rounds)
    .where(and(eq(rounds.guildId, guildId), inArray(rounds.filmId, [...filmIds]), eq(rounds.state, 'rating')));
  return rows.map(({ id }) => id);
}
