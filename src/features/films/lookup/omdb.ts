import { z } from 'zod';
import type { FailureKind } from '../../../net/sources/failure.ts';
import type { Source } from '../../../net/sources/source.ts';
import { genresOf } from './genres.ts';
import { type ToldFilm, told, type Wanted } from './told.ts';

/** OMDb writes what it does not know as "N/A". */
const text = z
  .string()
  .optional()
  .transform((given) => (given === undefined || given === 'N/A' ? undefined : given));
const known = z.object({
  Response: z.literal('True'),
  Title: z.string(),
  Year: text,
  imdbID: z.string(),
  Runtime: text,
  Genre: text,
  Director: text,
  Actors: text,
  Rated: text,
  Ratings: z.array(z.object({ Source: z.string(), Value: z.string() })).default([]),
});
const unknown = z.object({ Response: z.literal('False'), Error: z.string() });
const answer = z.union([known, unknown]).refine((given) => given.Response === 'True' || isAbsent(given.Error), 'Error');

const isAbsent = (error: string) => /not found|incorrect imdb id/i.test(error);

/** OMDb refuses a wrong key and a day that is used up with the same status. */
function verdict(body: string): FailureKind | undefined {
  if (/limit reached/i.test(body)) return 'busy';
  return /invalid api key|no api key/i.test(body) ? 'refused' : undefined;
}

/** The film that OMDb takes a title for. @throws SourceFailure */
export async function findAtOmdb(source: Source, { title, year }: Wanted, signal: AbortSignal): Promise<ToldFilm[]> {
  const found = await ask(source, { t: title, type: 'movie', ...(year ? { y: String(year) } : {}) }, signal);
  return found ? [found] : [];
}

/** What OMDb tells of a film by IMDb's id. @throws SourceFailure */
export async function tellFromOmdb(source: Source, film: ToldFilm, signal: AbortSignal): Promise<ToldFilm | undefined> {
  return film.ids.imdb === undefined ? undefined : ask(source, { i: film.ids.imdb }, signal);
}

async function ask(source: Source, query: Record<string, string>, signal: AbortSignal): Promise<ToldFilm | undefined> {
  const given = await source.ask({ query: { ...query, r: 'json' }, answer, verdict }, signal);
  return given.Response === 'True' ? read(given) : undefined;
}

function read(given: z.output<typeof known>): ToldFilm {
  const names = (list: string | undefined) => list?.split(/,\s*/).map((name) => ({ name })) ?? [];
  const [year, runtime] = [Number.parseInt(given.Year ?? '', 10), Number.parseInt(given.Runtime ?? '', 10)];
  return told({
    source: 'omdb',
    ids: { imdb: given.imdbID },
    title: given.Title,
    year: year >= 1870 && year <= 2100 ? year : undefined,
    runtime: runtime > 0 ? runtime : undefined,
    genres: genresOf(given.Genre?.split(/,\s*/) ?? []),
    directors: names(given.Director),
    cast: names(given.Actors),
    certificates: given.Rated ? { US: given.Rated } : {},
    scores: given.Ratings.map(({ Source: site, Value: value }) => ({ site, value })),
  });
}
