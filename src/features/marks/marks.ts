import type { Db } from '../../db/db.ts';
import { violates } from '../../db/errors.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import {
  type At,
  adoptFilm,
  adoptFilms,
  countSeen,
  deleteRating,
  deleteSeen,
  findRating,
  hasSeen,
  insertSeen,
  type MarkKey,
  type Member,
  roundsThatRate,
  selectMarked,
  upsertRating,
} from './queries.ts';
import { averageStars, HALF_STARS, type HalfStars, halfStarsOf, stars, starsLabel } from './rules.ts';

export { addMarks, takeMarksBack } from './many.ts';
export type { At, HalfStars, MarkKey, Member };
export {
  adoptFilm,
  adoptFilms,
  averageStars,
  countSeen,
  HALF_STARS,
  halfStarsOf,
  hasSeen,
  selectMarked,
  stars,
  starsLabel,
};

/** What a member said of a film: whether it was said before, and the rating in half stars, if any. */
export type Mark = { already: boolean; halfStars: number | undefined };

/**
 * "I've seen it". Said twice, it stays said once.
 * @throws UserError when this server has no such film.
 */
export async function markSeen(db: Db, key: MarkKey, now: Date): Promise<Mark> {
  try {
    return await db.transaction(async (tx) => {
      if (!(await adoptFilm(tx, key.guildId, key.filmId, now))) throw new UserError('film.gone');
      const inserted = await insertSeen(tx, key, now);
      return { already: !inserted, halfStars: await findRating(tx, key) };
    });
  } catch (error) {
    // another film began to stand for it at this very moment
    throw violates(error, 'seen_marks_film_fk') ? new UserError('film.gone') : error;
  }
}

/**
 * Takes "I've seen it" back, and with it the member's rating. Nothing to take back is no error.
 * @throws UserError while the member's review stands, which would lose its rating.
 */
export async function unmarkSeen(desk: Desk, key: MarkKey): Promise<void> {
  await unlessReviewed(() =>
    desk.db.transaction(async (tx) => {
      await deleteSeen(tx, key);
      await tellRounds(tx, desk, key);
    }),
  );
}

/**
 * Rates a film the member has seen; the last rating counts.
 * @throws UserError when the member has not said that they have seen it.
 */
export async function rateFilm(desk: Desk, key: MarkKey, halfStars: HalfStars): Promise<void> {
  try {
    await desk.db.transaction(async (tx) => {
      await upsertRating(tx, key, halfStars, desk.now());
      await tellRounds(tx, desk, key);
    });
  } catch (error) {
    if (violates(error, 'ratings_seen_fk')) throw new UserError('marks.see-first');
    throw error;
  }
}

/** Takes a member's rating away and leaves that they have seen the film. @throws UserError while their review stands. */
export async function unrate(tx: Db, desk: Omit<Desk, 'db'>, key: MarkKey): Promise<void> {
  await unlessReviewed(() => deleteRating(tx, key));
  await tellRounds(tx, desk, key);
}

/** Whoever rates, or does not have to any more, may be the last one whom a round waits for. */
async function tellRounds(tx: Db, { enqueue }: Omit<Desk, 'db'>, { guildId, filmId }: MarkKey): Promise<void> {
  for (const roundId of await roundsThatRate(tx, guildId, filmId))
    await enqueue(tx, 'reviews/reveal', { guildId, roundId });
}

async function unlessReviewed(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (violates(error, 'member_reviews_rating_fk')) throw new UserError('marks.reviewed');
    throw error;
  }
}
