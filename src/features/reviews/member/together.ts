import type { Db } from '../../../db/db.ts';
import { type MarkKey, selectMarked } from '../../marks/marks.ts';
import { roundsWithAny } from '../../rounds/rounds.ts';
import { isBlind } from '../rules.ts';
import { selectLoved } from './queries.ts';

/** Four stars or more is high praise, and of fewer than three people one could tell who they are. */
const LOVED = { halfStars: 8, fewest: 3 } as const;

/**
 * The films that at least three members rated four stars or more, as they did this one, by their ids with how many that
 * are. Only where the one who asks may know: neither film is blind, and of each they have either seen it or a club has
 * shown its ratings to everybody.
 */
export async function likedTogether(db: Db, { guildId, filmId, userId }: MarkKey): Promise<Map<string, number>> {
  const loved = await selectLoved(db, { guildId, filmId }, LOVED);
  if (loved.length === 0) return new Map();
  const ids = [filmId, ...loved.map((one) => one.filmId)];
  const { seen } = await selectMarked(db, { guildId, userId }, ids);
  // asked last, as wherever ratings are read
  const rounds = Map.groupBy(await roundsWithAny(db, guildId, ids), (round) => round.filmId);
  const mayKnow = (id: string) => {
    const all = rounds.get(id) ?? [];
    return !isBlind(all) && (seen.has(id) || all.some(({ revealedAt }) => revealedAt !== null));
  };
  return new Map(mayKnow(filmId) ? loved.flatMap((one) => (mayKnow(one.filmId) ? [[one.filmId, one.count]] : [])) : []);
}
