import { z } from 'zod';
import { SourceFailure } from '../../../net/sources/failure.ts';
import type { Source } from '../../../net/sources/source.ts';
import { sameFilm } from './same.ts';
import { APPENDED, movie, readMovie } from './tmdb-movie.ts';
import type { ToldFilm, Wanted } from './told.ts';

const results = z.object({ results: z.array(z.object({ id: z.number() })) });
const byId = z.object({ movie_results: z.array(z.object({ id: z.number() })) });
const MOST_FILMS = 4;

/** TMDB itself, and how a poster's path becomes the address of a picture; undefined for what is no picture. */
export type Tmdb = { source: Source; poster: (path: string) => Promise<string | undefined> };

/**
 * The films that TMDB finds under a title, its best first, each with all that we ask of it.
 * @throws SourceFailure
 */
export async function findAtTmdb(tmdb: Tmdb, { title, year, text }: Wanted, signal: AbortSignal): Promise<ToldFilm[]> {
  const inYear = await search(tmdb, { query: title, ...(year ? { year: String(year) } : {}) }, signal);
  const ids = inYear.length > 0 || !year ? inYear : await search(tmdb, { query: text }, signal);
  const films = await Promise.all(ids.map((id) => detailsAtTmdb(tmdb, id, signal)));
  return films.filter((film) => film !== undefined);
}

async function search({ source }: Tmdb, query: Record<string, string>, signal: AbortSignal): Promise<string[]> {
  const question = { path: '/search/movie', query: { ...query, include_adult: 'true' }, answer: results };
  const found = await source.ask(question, signal);
  return found.results.slice(0, MOST_FILMS).map(({ id }) => String(id));
}

/**
 * What TMDB tells of a film of ours: by its own id, by IMDb's, else the one film of the title that is the same.
 * @throws SourceFailure
 */
export async function tellFromTmdb(tmdb: Tmdb, film: ToldFilm, signal: AbortSignal): Promise<ToldFilm | undefined> {
  const id = film.ids.tmdb ?? (film.ids.imdb ? await idByImdb(tmdb, film.ids.imdb, signal) : undefined);
  if (id !== undefined) return detailsAtTmdb(tmdb, id, signal);
  if (film.ids.imdb) return undefined;
  const found = await findAtTmdb(tmdb, { title: film.title, year: film.year, text: film.title }, signal);
  return found.find((other) => sameFilm(film, other));
}

async function idByImdb({ source }: Tmdb, imdb: string, signal: AbortSignal): Promise<string | undefined> {
  const question = { path: `/find/${encodeURIComponent(imdb)}`, query: { external_source: 'imdb_id' }, answer: byId };
  const [found] = (await source.ask(question, signal)).movie_results;
  return found && String(found.id);
}

async function detailsAtTmdb({ source, poster }: Tmdb, id: string, signal: AbortSignal): Promise<ToldFilm | undefined> {
  const path = `/movie/${encodeURIComponent(id)}`;
  try {
    const given = await source.ask({ path, query: { append_to_response: APPENDED }, answer: movie }, signal);
    const address = given.poster_path ? await poster(given.poster_path) : undefined;
    const posterMissed = given.poster_path !== undefined && address === undefined;
    return { ...readMovie(given), posterMissed, ...(address ? { poster: address } : {}) };
  } catch (error) {
    if (error instanceof SourceFailure && error.kind === 'absent') return undefined;
    throw error;
  }
}
