import type { Db } from '../../db/db.ts';
import { violates } from '../../db/errors.ts';
import { UserError } from '../../errors.ts';
import {
  adoptFilm,
  countSeen,
  deleteSeen,
  findRating,
  hasSeen,
  insertSeen,
  type MarkKey,
  ratingsOf,
  upsertRating,
} from './queries.ts';
import { averageStars, type HalfStars } from './rules.ts';

export { adoptFilm };

/** What a member said of a film: whether it was said before, and the rating in half stars, if any. */
export type Mark = { already: boolean; halfStars: number | undefined };

/**
 * "I've seen it". Said twice, it stays said once.
 * @throws UserError when this server has no such film.
 */
export async function markSeen(db: Db, key: MarkKey, now: Date): Promise<Mark> {
  return db.transaction(async (tx) => {
    if (!(await adoptFilm(tx, key.guildId, key.filmId, now))) throw new UserError('film.gone');
    const inserted = await insertSeen(tx, key, now);
    return { already: !inserted, halfStars: await findRating(tx, key) };
  });
}

/** Takes "I've seen it" back, and with it the member's rating. Nothing to take back is no error. */
export async function unmarkSeen(db: Db, key: MarkKey): Promise<void> {
  await deleteSeen(db, key);
}

/**
 * Rates a film the member has seen; the last rating counts.
 * @throws UserError when the member has not said that they have seen it.
 */
export async function rateFilm(db: Db, key: MarkKey, halfStars: HalfStars, now: Date): Promise<void> {
  try {
    await upsertRating(db, key, halfStars, now);
  } catch (error) {
    if (violates(error, 'ratings_seen_fk')) throw new UserError('marks.see-first');
    throw error;
  }
}

/** What the people of a server said of a film, as one of them may know it. */
export type ClubView = {
  seen: number;
  youSeen: boolean;
  /** How many rated, and their mean in stars. */
  rated: number;
  average: number | undefined;
  yours: number | undefined;
};

/** The club's view of a film, for one member alone. */
export async function viewOfClub(db: Db, key: MarkKey): Promise<ClubView> {
  const [seen, youSeen, all, yours] = await Promise.all([
    countSeen(db, key.guildId, key.filmId),
    hasSeen(db, key),
    ratingsOf(db, key.guildId, key.filmId),
    findRating(db, key),
  ]);
  return { seen, youSeen, rated: all.length, average: averageStars(all), yours };
}
