import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import { type FilmDetails, loadFilm } from '../films/films.ts';

/** @throws UserError for a film that is not here any more. */
export async function filmOf(db: Db, guildId: string, filmId: string): Promise<FilmDetails> {
  const film = await loadFilm(db, filmId, guildId);
  if (!film) throw new UserError('film.gone');
  return film;
}
