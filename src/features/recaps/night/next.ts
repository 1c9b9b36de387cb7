import type { Db } from '../../../db/db.ts';
import type { Club } from '../../clubs/clubs.ts';
import { loadFilm } from '../../films/films.ts';
import { roundsUnderWay } from '../../rounds/rounds.ts';
import { screeningsOf } from '../../screenings/screenings.ts';

type NamedFilm = { title: string; year: number | null };

/** What comes next in a club: a film and when, if it is known, or a round that is being decided. */
export type Next =
  | { kind: 'film'; film: NamedFilm; at: Date | undefined }
  | { kind: 'nominating' | 'polling'; number: number };

/** What comes next in a club after a round, at a time; undefined where nothing has been begun. */
export async function whatComesNext(db: Db, club: Club, afterRound: string, now: Date): Promise<Next | undefined> {
  const [screenings, all] = await Promise.all([screeningsOf(db, club), roundsUnderWay(db, club)]);
  const planned = screenings.filter(({ state, endsAt }) => state === 'planned' && endsAt > now).at(-1);
  const rounds = all.filter(({ id }) => id !== afterRound);
  const chosen = rounds.find(({ state }) => state === 'scheduled');
  const filmId = planned?.filmId ?? chosen?.filmId;
  const film = filmId && (await loadFilm(db, filmId, club.guildId));
  if (film) return { kind: 'film', film, at: planned?.startsAt };
  const deciding =
    rounds.find(({ state }) => state === 'polling') ?? rounds.find(({ state }) => state === 'nominating');
  if (!deciding) return undefined;
  return { kind: deciding.state === 'polling' ? 'polling' : 'nominating', number: deciding.number };
}
