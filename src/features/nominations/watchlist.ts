import { and, asc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { films, watchlist } from '../../db/schema/index.ts';
import type { ClubKey } from '../clubs/clubs.ts';
import { directors } from './queries.ts';

/** A film on a member's watchlist of a club. */
export type WishKey = { guildId: string; clubId: string; userId: string; filmId: string };

/**
 * Films on the watchlists of a club's members that it neither nominated in a round nor chose before, most wanted first.
 * @param unseen leaves out what a member has seen.
 */
export async function selectWanted(
  db: Db,
  { guildId, clubId }: ClubKey,
  { roundId, unseen, most }: { roundId: string; unseen: boolean; most: number },
): Promise<string[]> {
  const rows = (await db.execute(sql`
    select w.film_id as "filmId" from watchlist w
    join club_members m on m.guild_id = w.guild_id and m.club_id = w.club_id and m.user_id = w.user_id
    where w.guild_id = ${guildId} and w.club_id = ${clubId}
      and not exists (select from nominations n where n.guild_id = w.guild_id and n.round_id = ${roundId}
        and n.film_id = w.film_id)
      and not exists (select from rounds r where r.guild_id = w.guild_id and r.club_id = w.club_id
        and r.film_id = w.film_id and r.state <> 'cancelled')
      and not (${unseen} and exists (select from seen_marks s
        join club_members v on v.guild_id = s.guild_id and v.club_id = w.club_id and v.user_id = s.user_id
        where s.guild_id = w.guild_id and s.film_id = w.film_id))
    group by w.film_id order by count(*) desc, min(w.added_at), w.film_id limit ${most}`)) as unknown as {
    filmId: string;
  }[];
  return [...rows].map(({ filmId }) => filmId);
}

/** What a member keeps for later in a club, the newest first. */
export async function selectWishes(db: Db, key: Omit<WishKey, 'filmId'>, most: number) {
  return db
    .select({ id: films.id, title: films.title, year: films.year, directors })
    .from(watchlist)
    .innerJoin(films, eq(films.id, watchlist.filmId))
    .where(and(eq(watchlist.guildId, key.guildId), eq(watchlist.clubId, key.clubId), eq(watchlist.userId, key.userId)))
    .orderBy(sql`${watchlist.addedAt} desc`, asc(films.id))
    .limit(most);
}

/** @returns false when it is there already. */
export async function insertWish(db: Db, key: WishKey, now: Date): Promise<boolean> {
  const added = await db
    .insert(watchlist)
    .values({ ...key, addedAt: now })
    .onConflictDoNothing()
    .returning({ filmId: watchlist.filmId });
  return added.length > 0;
}

export async function deleteWish(db: Db, key: WishKey): Promise<void> {
  await db
    .delete(watchlist)
    .where(
      and(
        eq(watchlist.guildId, key.guildId),
        eq(watchlist.clubId, key.clubId),
        eq(watchlist.filmId, key.filmId),
        eq(watchlist.userId, key.userId),
      ),
    );
}

type Wisher = Omit<WishKey, 'filmId'>;

/** Puts many films on a member's watchlist. @returns those that were not on it. */
export async function insertWishes(
  db: Db,
  { guildId, clubId, userId }: Wisher,
  filmIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const added = (await db.execute(sql`
    insert into watchlist (guild_id, club_id, film_id, user_id, added_at)
    select ${guildId}, ${clubId}, unnest(${sql.param(filmIds)}::uuid[]), ${userId}, ${now.toISOString()}::timestamptz
    on conflict do nothing returning film_id as "filmId"`)) as unknown as { filmId: string }[];
  return [...added].map(({ filmId }) => filmId);
}

/** Takes films off a member's watchlist that were put there at that time. @returns those that were on it. */
export async function deleteWishes(
  db: Db,
  { guildId, clubId, userId }: Wisher,
  filmIds: readonly string[],
  addedAt: Date,
): Promise<string[]> {
  const gone = (await db.execute(sql`
    delete from watchlist where guild_id = ${guildId} and club_id = ${clubId} and user_id = ${userId}
      and added_at = ${addedAt.toISOString()}::timestamptz and film_id = any(${sql.param(filmIds)}::uuid[])
    returning film_id as "filmId"`)) as unknown as { filmId: string }[];
  return [...gone].map(({ filmId }) => filmId);
}

/** Which of these films are on a member's watchlist. */
export async function selectWished(db: Db, key: Wisher, filmIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .select({ filmId: watchlist.filmId })
    .from(watchlist)
    .where(
      and(
        eq(watchlist.guildId, key.guildId),
        eq(watchlist.clubId, key.clubId),
        eq(watchlist.userId, key.userId),
        sql`${watchlist.filmId} = any(${sql.param(filmIds)}::uuid[])`,
      ),
    );
  return new Set(rows.map(({ filmId }) => filmId));
}
