import { and, count, desc, eq, gte, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { clubMembers, memberReviews, ratings, rounds, seenMarks } from '../../../db/schema/index.ts';
import type { MarkKey } from '../../marks/marks.ts';
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
