import { and, count, desc, eq, gte, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { clubMembers, memberReviews, ratings, rounds, seenMarks } from '../../../db/schema/index.ts';
import type { At, MarkKey, Member } from '../../marks/marks.ts';
import type { Words } from '../rules.ts';

// What these give is for member.ts alone, which asks `mayRead` (held by tests/features/reviews/blind.test.ts).

/** What a member says of a film: the rating in half stars, and what they wrote. */
export type Entry = Words & { userId: string; halfStars: number; ratedAt: Date };
type FilmKey = Pick<MarkKey, 'guildId' | 'filmId'>;

const entry = {
  userId: ratings.userId,
  halfStars: ratings.halfStars,
  ratedAt: ratings.ratedAt,
  openLine: memberReviews.openLine,
  hidden: memberReviews.hidden,
  again: memberReviews.again,
  seenWhere: memberReviews.seenWhere,
};

const sameMember = and(
  eq(memberReviews.guildId, ratings.guildId),
  eq(memberReviews.filmId, ratings.filmId),
  eq(memberReviews.userId, ratings.userId),
);

/** What the members of a server say of a film, the highest rating first, of equal ones the newest. */
export async function selectEntries(db: Db, { guildId, filmId }: FilmKey): Promise<Entry[]> {
  return db
    .select(entry)
    .from(ratings)
    .leftJoin(memberReviews, sameMember)
    .where(and(eq(ratings.guildId, guildId), eq(ratings.filmId, filmId)))
    .orderBy(desc(ratings.halfStars), desc(ratings.ratedAt), desc(ratings.userId));
}

/** What the members of a server gave some films. */
export async function selectRatings(
  db: Db,
  guildId: string,
  filmIds: readonly string[],
): Promise<{ filmId: string; userId: string; halfStars: number }[]> {
  if (filmIds.length === 0) return [];
  return db
    .select({ filmId: ratings.filmId, userId: ratings.userId, halfStars: ratings.halfStars })
    .from(ratings)
    .where(and(eq(ratings.guildId, guildId), inArray(ratings.filmId, [...filmIds])))
    .orderBy(ratings.userId);
}

export async function selectEntry(db: Db, { guildId, filmId, userId }: MarkKey): Promise<Entry | undefined> {
  const [row] = await db
    .select(entry)
    .from(ratings)
    .leftJoin(memberReviews, sameMember)
    .where(and(eq(ratings.guildId, guildId), eq(ratings.filmId, filmId), eq(ratings.userId, userId)));
  return row;
}

/** Who has rated a film, in an order that tells nothing of the ratings: what everybody may know. */
export async function selectRaters(db: Db, { guildId, filmId }: FilmKey): Promise<string[]> {
  const rows = await db
    .select({ userId: ratings.userId })
    .from(ratings)
    .where(and(eq(ratings.guildId, guildId), eq(ratings.filmId, filmId)))
    .orderBy(ratings.userId);
  return rows.map(({ userId }) => userId);
}

export async function countRatings(db: Db, { guildId, filmId }: FilmKey): Promise<number> {
  const [row] = await db
    .select({ rated: count() })
    .from(ratings)
    .where(and(eq(ratings.guildId, guildId), eq(ratings.filmId, filmId)));
  return row?.rated ?? 0;
}

export async function upsertWords(db: Db, key: MarkKey, words: Words, now: Date): Promise<void> {
  await db
    .insert(memberReviews)
    .values({ ...key, ...words, writtenAt: now })
    .onConflictDoUpdate({
      target: [memberReviews.guildId, memberReviews.filmId, memberReviews.userId],
      set: { ...words, writtenAt: sql`excluded.written_at` },
    });
}

/** @returns false when there was nothing. */
export async function deleteWords(db: Db, { guildId, filmId, userId }: MarkKey): Promise<boolean> {
  const deleted = await db
    .delete(memberReviews)
    .where(and(eq(memberReviews.guildId, guildId), eq(memberReviews.filmId, filmId), eq(memberReviews.userId, userId)))
    .returning({ userId: memberReviews.userId });
  return deleted.length > 0;
}

/** Members of a club who have said since an instant that they have seen a film, or have rated it. */
export async function selectActive(
  db: Db,
  { guildId, clubId, filmId }: FilmKey & { clubId: string },
  since: Date,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ userId: clubMembers.userId })
    .from(clubMembers)
    .innerJoin(
      seenMarks,
      and(
        eq(seenMarks.guildId, clubMembers.guildId),
        eq(seenMarks.filmId, filmId),
        eq(seenMarks.userId, clubMembers.userId),
      ),
    )
    .leftJoin(
      ratings,
      and(
        eq(ratings.guildId, seenMarks.guildId),
        eq(ratings.filmId, seenMarks.filmId),
        eq(ratings.userId, seenMarks.userId),
      ),
    )
    .where(
      and(
        eq(clubMembers.guildId, guildId),
        eq(clubMembers.clubId, clubId),
        or(gte(seenMarks.seenAt, since), gte(ratings.ratedAt, since)),
      ),
    );
  return rows.map(({ userId }) => userId);
}

/** Whether a club has watched a film in a round of its own, or is about to. */
export async function hasWatched(db: Db, { guildId, clubId, filmId }: FilmKey & { clubId: string }): Promise<boolean> {
  const [row] = await db
    .select({ rounds: count() })
    .from(rounds)
    .where(and(eq(rounds.guildId, guildId), eq(rounds.clubId, clubId), eq(rounds.filmId, filmId)));
  return (row?.rounds ?? 0) > 0;
}

/** What a member wrote elsewhere of films that they have rated here and not written of. @returns the films it is kept of. */
export async function insertHidden(
  db: Db,
  { guildId, userId }: Member,
  written: readonly (At & { hidden: string })[],
): Promise<string[]> {
  const given = JSON.stringify(written.map(({ filmId, hidden, at }) => ({ film_id: filmId, hidden, at })));
  const kept = (await db.execute(sql`
    insert into member_reviews (guild_id, film_id, user_id, hidden, written_at)
    select r.guild_id, r.film_id, r.user_id, g.hidden, g.at
    from json_to_recordset(${given}::text::json) as g (film_id uuid, hidden text, at timestamptz)
    join ratings r on r.guild_id = ${guildId} and r.user_id = ${userId} and r.film_id = g.film_id
    on conflict do nothing returning film_id as "filmId"`)) as unknown as { filmId: string }[];
  return [...kept].map(({ filmId }) => filmId);
}

/** Takes away what a member wrote of films, where it is still what was written then. @returns the films. */
export async function deleteWordsOf(db: Db, { guildId, userId }: Member, written: readonly At[]): Promise<string[]> {
  const given = JSON.stringify(written.map(({ filmId, at }) => ({ film_id: filmId, at })));
  const gone = (await db.execute(sql`
    delete from member_reviews w using json_to_recordset(${given}::text::json) as g (film_id uuid, at timestamptz)
    where w.guild_id = ${guildId} and w.user_id = ${userId} and w.film_id = g.film_id and w.written_at = g.at
    returning w.film_id as "filmId"`)) as unknown as { filmId: string }[];
  return [...gone].map(({ filmId }) => filmId);
}

/** Of which of these films a member has written: of their own no secret to themselves. */
export async function selectWritten(db: Db, { guildId, userId }: Member, filmIds: readonly string[]) {
  const rows = await db
    .select({ filmId: memberReviews.filmId })
    .from(memberReviews)
    .where(
      and(
        eq(memberReviews.guildId, guildId),
        eq(memberReviews.userId, userId),
        sql`${memberReviews.filmId} = any(${sql.param(filmIds)}::uuid[])`,
      ),
    );
  return new Set(rows.map(({ filmId }) => filmId));
}

/** For every other film how many members rated both it and this one so high at least, where so many did. */
export async function selectLoved(
  db: Db,
  { guildId, filmId }: FilmKey,
  { halfStars, fewest }: { halfStars: number; fewest: number },
): Promise<{ filmId: string; count: number }[]> {
  const rows = (await db.execute(sql`
    select o.film_id as "filmId", count(*)::int as count from ratings m
    join ratings o on o.guild_id = m.guild_id and o.user_id = m.user_id and o.film_id <> m.film_id
    where m.guild_id = ${guildId} and m.film_id = ${filmId}
      and m.half_stars >= ${halfStars} and o.half_stars >= ${halfStars}
    group by o.film_id having count(*) >= ${fewest}`)) as unknown as { filmId: string; count: number }[];
  return [...rows];
}
