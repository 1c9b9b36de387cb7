import { z } from 'zod';
import { CONTENT_NOTES, GENRES } from '../kinds.ts';

export const SOURCES = ['wikidata', 'tmdb', 'omdb'] as const;
export type SourceName = (typeof SOURCES)[number];

const person = z.object({
  name: z.string(),
  names: z.array(z.string()).optional(),
  character: z.string().optional(),
});
/** How a film can be watched somewhere, by the names of the services. */
const watch = z.object({ stream: z.array(z.string()), rent: z.array(z.string()), buy: z.array(z.string()) });

/** A film as a source tells of it. What is absent or empty is not known there. */
export const toldFilm = z.object({
  source: z.enum(SOURCES),
  /** Source to id: `imdb` to `tt0119250`, `wikidata` to `Q214723`, `tmdb` to `5910`. */
  ids: z.record(z.string(), z.string()),
  title: z.string(),
  year: z.number().optional(),
  originalTitle: z.string().optional(),
  originalLanguage: z.string().optional(),
  titles: z.array(z.object({ title: z.string(), language: z.string().optional() })).default([]),
  directors: z.array(person).default([]),
  cast: z.array(person).default([]),
  /** Minutes. */
  runtime: z.number().optional(),
  /** ISO 3166-1 alpha-2. */
  countries: z.array(z.string()).default([]),
  genres: z.array(z.enum(GENRES)).default([]),
  contentNotes: z.array(z.enum(CONTENT_NOTES)).default([]),
  /** Language to text. */
  synopsis: z.record(z.string(), z.string()).default({}),
  /** Country to its board's certificate, as written there. */
  certificates: z.record(z.string(), z.string()).default({}),
  adult: z.boolean().default(false),
  /** The address of a picture that was looked at and is one. */
  poster: z.string().optional(),
  /** Whether there should be one that could not be looked at, or was none. */
  posterMissed: z.boolean().default(false),
  trailer: z.string().optional(),
  /** Where critics' verdicts are counted, and what is said there: `Rotten Tomatoes` and `92%`. */
  scores: z.array(z.object({ site: z.string(), value: z.string() })).default([]),
  /** Country to services. */
  watch: z.record(z.string(), watch).default({}),
});

export type ToldFilm = z.infer<typeof toldFilm>;
export type Watch = z.infer<typeof watch>;

/** A film of which nothing is told but this. */
export function told(film: z.input<typeof toldFilm>): ToldFilm {
  return toldFilm.parse(film);
}

/** What is looked for: a title and the year, if one was named; `text` is all that was typed, for a year may be the title's. */
export type Wanted = { title: string; year: number | undefined; text: string };

/** Longer texts name no film and are asked of nobody. */
const LONGEST_TITLE = 120;
/** A later year belongs to the title: "Blade Runner 2049". */
const LATEST_YEAR = 2040;

/** A typed text as a title to ask for; undefined where it cannot be one. "1917" is a title, "Ran 1985" has a year. */
export function wantedOf(text: string): Wanted | undefined {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length > LONGEST_TITLE || !/[\p{L}\p{N}]/u.test(line)) return undefined;
  const [, title, year] = /^(.*\S)\s*[\s([]((?:18[7-9]|19|20)\d\d?)[)\]]?$/.exec(line) ?? [];
  const isYear = title !== undefined && year?.length === 4 && Number(year) <= LATEST_YEAR;
  return isYear ? { title, year: Number(year), text: line } : { title: line, year: undefined, text: line };
}
