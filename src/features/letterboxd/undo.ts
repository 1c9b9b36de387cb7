import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { takeMarksBack } from '../marks/marks.ts';
import { deleteWishes } from '../nominations/nominations.ts';
import { refreshRecaps, takeHiddenBack } from '../reviews/reviews.ts';
import { deleteImport, type ImportKey, type KeptRow, lockImport, selectKept, selectLast } from './queries.ts';

/** What was imported last: its id, when, and how many things it added. */
export type Kept = { importId: string; keptAt: Date; count: number };

/** The import that a person could take back: their last one. */
export async function lastImport(db: Db, who: Omit<ImportKey, 'importId'>): Promise<Kept | undefined> {
  const row = await selectLast(db, who);
  if (!row?.keptAt) return undefined;
  const kept = await selectKept(db, { ...who, importId: row.id });
  return { importId: row.id, keptAt: row.keptAt, count: kept.length };
}

/**
 * Takes an import back, all or nothing: whatever it added and the member has not changed since. That a film was seen
 * stays where something rests on it by now: a rating, or a discussion the member is in.
 * @returns how much went and how much stays.
 * @throws UserError for one that was taken back already, or is another's.
 */
export async function undoImport(desk: Desk, key: ImportKey): Promise<{ gone: number; stays: number }> {
  return desk.db.transaction(async (tx) => {
    const row = await lockImport(tx, key);
    if (!row?.keptAt) throw new UserError('letterboxd.undone-already');
    const kept = await selectKept(tx, key);
    const of = (what: KeptRow['what']) => kept.filter((one) => one.what === what);
    const { guildId, userId } = key;
    const wished = of('wish').map(({ filmId }) => filmId);
    const wishes = await deleteWishes(tx, { guildId, clubId: row.clubId, userId }, wished, row.keptAt);
    const reviews = await takeHiddenBack(tx, { guildId, userId }, of('review'));
    const marks = await takeMarksBack(tx, desk, { guildId, userId }, { seen: of('seen'), ratings: of('rating') });
    await refreshRecaps(tx, desk, guildId, [...reviews, ...marks.ratings]);
    await deleteImport(tx, key);
    const gone = wishes.length + reviews.length + marks.seen.length + marks.ratings.length;
    return { gone, stays: kept.length - gone };
  });
}
