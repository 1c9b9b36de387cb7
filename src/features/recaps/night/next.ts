import type { Db } from '../../../db/db.ts';
import type { Club } from '../../clubs/clubs.ts';
import { loadFilm } from '../../films/films.ts';
import { roundsUnderWay } from '../../rounds/rounds.ts';

type NamedFilm = { title: string; year: number | null };

/** What comes next in a club: a film and when, if it is known, or a round that is being decided. */
export type Next =
  | { kind: 'film'; number: number; film: NamedFilm; at: Date | undefined }
  | { kind: 'nominating' | 'polling'; number: number };

/** What comes next in a club after a round; undefined where nothing has been begun. */
export async function whatComesNext(db: Db, club: Club, afterRound: string): Promise<Next | undefined> {
  const rounds = (await roundsUnderWay(db, club)).filter(({ id }) => id !== afterRound);
  const chosen = rounds.find(({ state, filmId }) => state === 'scheduled' && filmId !== null);
  const film = chosen?.filmId ? await loadFilm(db, chosen.filmId, club.guildId) : undefined;
  if (chosen && film) return { kind: 'film', number: chosen.number, film, at: undefined };
  const deciding =
    rounds.find(({ state }) => state === 'polling') ?? rounds.find(({ state }) => state === 'nominating');
  if (!deciding) return undefined;
  return { kind: deciding.state === 'polling' ? 'polling' : 'nominating', number: deciding.number };
}
