import type { Db } from '../../db/db.ts';
import { type Club, keyOf, requireMember } from '../clubs/clubs.ts';
import { adopted } from './nominate.ts';
import { labelsOf } from './rules.ts';
import { deleteWish, insertWish, selectWishes } from './watchlist.ts';

type Who = { userId: string; filmId: string };

/** What fits a select. */
const MOST = 25;

/**
 * Keeps a film on a member's watchlist of a club; kept twice, it stays kept once.
 * @returns the film's "Title (Year)". @throws UserError for whoever is no member, and for a film that is not here.
 */
export async function keepForLater(db: Db, club: Club, { userId, filmId }: Who, now: Date): Promise<string> {
  return db.transaction(async (tx) => {
    await requireMember(tx, club, userId);
    const film = await adopted(tx, club.guildId, filmId, now);
    await insertWish(tx, { ...keyOf(club), userId, filmId }, now);
    return film;
  });
}

/** Takes a film off a member's watchlist. Nothing to take off is no error. */
export async function forgetForLater(db: Db, club: Club, who: Who): Promise<void> {
  await deleteWish(db, { ...keyOf(club), ...who });
}

/** What a member keeps for later in a club, the newest first, at most 25. */
export async function listForLater(db: Db, club: Club, userId: string): Promise<{ id: string; label: string }[]> {
  const rows = await selectWishes(db, { ...keyOf(club), userId }, MOST);
  const labels = labelsOf(rows);
  return rows.map(({ id, title }, index) => ({ id, label: labels[index] ?? title }));
}
