import { asc, eq, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { criticReviews, films } from '../../db/schema/index.ts';
import type { ReviewFacts } from './rules.ts';

export type StoredReview = typeof criticReviews.$inferSelect;

/** Critics' reviews of a film: those with a rating first, each the newest first and those without a date last. */
export async function selectReviews(db: Db, filmId: string): Promise<StoredReview[]> {
  return db
    .select()
    .from(criticReviews)
    .where(eq(criticReviews.filmId, filmId))
    .orderBy(
      sql`${criticReviews.score} is null`,
      sql`${criticReviews.published} desc nulls last`,
      asc(criticReviews.id),
    );
}

/** The reviews that a review of this film with this text could be the same as. */
export async function selectPeers(db: Db, filmId: string, fingerprint: string): Promise<StoredReview[]> {
  return db
    .select()
    .from(criticReviews)
    .where(or(eq(criticReviews.filmId, filmId), eq(criticReviews.fingerprint, fingerprint)))
    .orderBy(asc(criticReviews.id));
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
