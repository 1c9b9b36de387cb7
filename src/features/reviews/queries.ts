import { and, asc, eq, getTableColumns, inArray, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { criticReviews, films, SHARED } from '../../db/schema/index.ts';
import { allOf, standIn } from '../films/films.ts';
import type { ReviewFacts } from './rules.ts';

export type StoredReview = typeof criticReviews.$inferSelect;

/**
 * Critics' reviews of some films that a server sees, and of what these stand for there: those with a rating first, each
 * the newest first and those without a date last. `of`: which of the films.
 */
export async function selectReviews(
  db: Db,
  filmIds: readonly string[],
  scope: string,
): Promise<(StoredReview & { of: string })[]> {
  return db
    .select({ ...getTableColumns(criticReviews), of: standIn(scope, sql`critic_reviews.film_id`).as<string>('of') })
    .from(criticReviews)
    .where(and(sql`${criticReviews.filmId} in ${allOf(scope, ...filmIds)}`, seenBy(scope)))
    .orderBy(
      sql`${criticReviews.score} is null`,
      sql`${criticReviews.published} desc nulls last`,
      asc(criticReviews.id),
    );
}

/** The reviews that a review of this film with this text could be the same as, everybody's before the server's own. */
export async function selectPeers(
  db: Db,
  { filmId, fingerprint }: { filmId: string; fingerprint: string },
  scope: string,
): Promise<StoredReview[]> {
  return db
    .select()
    .from(criticReviews)
    .where(and(or(eq(criticReviews.filmId, filmId), eq(criticReviews.fingerprint, fingerprint)), seenBy(scope)))
    .orderBy(sql`${criticReviews.scope} <> ${SHARED}`, asc(criticReviews.id));
}

/** Everybody's reviews, and those of a scope: what a server has imported for itself. */
function seenBy(scope: string) {
  return inArray(criticReviews.scope, [SHARED, scope]);
}

/** Takes back what a server imported for itself. @returns whether it was there. */
export async function deleteOwnReview(db: Db, { guildId, id }: { guildId: string; id: string }): Promise<boolean> {
  const gone = await db
    .delete(criticReviews)
    .where(and(eq(criticReviews.id, id), eq(criticReviews.scope, guildId)))
    .returning({ id: criticReviews.id });
  return gone.length > 0;
}

/** Makes whoever else imports reviews of this film wait until the transaction ends. */
export async function lockFilm(tx: Db, filmId: string): Promise<void> {
  await tx.select({ id: films.id }).from(films).where(eq(films.id, filmId)).for('no key update');
}

export async function insertReview(tx: Db, review: typeof criticReviews.$inferInsert): Promise<void> {
  await tx.insert(criticReviews).values(review);
}

export async function updateReview(tx: Db, id: string, changes: Partial<ReviewFacts>): Promise<void> {
  await tx.update(criticReviews).set(changes).where(eq(criticReviews.id, id));
}
