import type { Db } from '../../../db/db.ts';
import { selectTold } from './queries.ts';
import { SOURCES, type SourceName, type ToldFilm, type Watch } from './told.ts';

/** What sources tell of a film beside the catalogue. */
export type More = {
  /** Whose words or pictures these are, to be named where they are shown. */
  sources: SourceName[];
  poster: string | undefined;
  trailer: string | undefined;
  /** Critics' verdicts as counted by others: `Rotten Tomatoes` and `92%`. */
  scores: ToldFilm['scores'];
  /** How it can be watched in the region; undefined where nobody knows. */
  watch: Watch | undefined;
  /** What the region's board certified, as written there. */
  certificate: string | undefined;
  runtime: number | undefined;
  countries: string[];
  genres: string[];
  directors: ToldFilm['directors'];
  cast: ToldFilm['cast'];
  synopsis: Readonly<Record<string, string>>;
};

/** What sources have told of a film, for a region (ISO 3166-1 alpha-2), the first source that tells a thing first. */
export async function moreOf(db: Db, filmId: string, region: string): Promise<More> {
  const tellings = await selectTold(db, filmId);
  const all = SOURCES.flatMap((source) => tellings.find((telling) => telling.source === source)?.told ?? []);
  const first = <T>(pick: (film: ToldFilm) => T | undefined) => all.map(pick).find((value) => value !== undefined);
  const filled = <T>(pick: (film: ToldFilm) => T[]) => all.map(pick).find((values) => values.length > 0) ?? [];
  return {
    sources: all.map(({ source }) => source),
    poster: first(({ poster }) => poster),
    trailer: first(({ trailer }) => trailer),
    scores: filled(({ scores }) => scores),
    watch: first(({ watch }) => watch[region]),
    certificate: first(({ certificates }) => certificates[region]),
    runtime: first(({ runtime }) => runtime),
    countries: filled(({ countries }) => countries),
    genres: filled(({ genres }) => genres),
    directors: filled(({ directors }) => directors),
    cast: filled(({ cast }) => cast),
    synopsis: Object.assign({}, ...all.map(({ synopsis }) => synopsis).toReversed()),
  };
}
