import type { Db } from '../../../db/db.ts';
import { type FilmDetails, requireFilm, shown } from '../../films/films.ts';
import { type MarkKey, selectMarked } from '../../marks/marks.ts';
import { likedTogether } from '../../reviews/reviews.ts';
import { selectAlike, selectBriefly, selectKin } from './queries.ts';
import { type Near, nearest } from './rules.ts';

/** The films nearest to another for one member, who has not seen them. */
export type Similar = { film: FilmDetails; near: Near[] };

/**
 * Films near another: by its people, of its genres, and those that members here loved beside it, as far as the one who
 * asks may know.
 * @param adult whether films for adults alone may be among them.
 * @throws UserError when this server has no such film.
 */
export async function similarTo(db: Db, key: MarkKey, adult = false): Promise<Similar> {
  const { guildId } = key;
  const film = await requireFilm(db, key.filmId, guildId);
  const [kin, alike, together] = await Promise.all([
    selectKin(db, film.id),
    selectAlike(db, guildId, film.genres),
    likedTogether(db, { ...key, filmId: film.id }),
  ]);
  const ids = [...new Set([...kin.map(({ filmId }) => filmId), ...alike, ...together.keys()])];
  const [known, { seen }] = await Promise.all([selectBriefly(db, guildId, ids), selectMarked(db, key, ids)]);
  const unseen = known.filter(({ id }) => id !== film.id && !seen.has(id));
  const people = Map.groupBy(kin, ({ filmId }) => filmId);
  const candidates = (await shown(db, unseen, { guildId, adult })).map((one) => ({
    ...one,
    people: people.get(one.id) ?? [],
    together: together.get(one.id) ?? 0,
  }));
  return { film, near: nearest(film.genres, candidates) };
}
