import { z } from 'zod';
import { genresOf } from './genres.ts';
import { type ToldFilm, told } from './told.ts';

const text = z
  .string()
  .nullish()
  .transform((given) => given || undefined);
const listed = <T extends z.ZodType>(name: string, one: T) =>
  z
    .object({ [name]: z.array(one) })
    .optional()
    .transform((given) => (given?.[name] ?? []) as z.output<T>[]);
const provider = z.object({ provider_name: z.string() });
const offers = z.object({
  flatrate: z.array(provider).default([]),
  free: z.array(provider).default([]),
  ads: z.array(provider).default([]),
  rent: z.array(provider).default([]),
  buy: z.array(provider).default([]),
});

/** What `GET /movie/{id}` answers with all that `APPENDED` asks for beside it. */
export const movie = z.object({
  id: z.number(),
  imdb_id: text,
  title: z.string(),
  original_title: text,
  original_language: text,
  release_date: text,
  runtime: z.number().nullish(),
  adult: z.boolean().default(false),
  overview: text,
  poster_path: text,
  vote_count: z.number().optional(),
  genres: z.array(z.object({ name: z.string() })).default([]),
  production_countries: z.array(z.object({ iso_3166_1: z.string() })).default([]),
  credits: z
    .object({
      cast: z.array(z.object({ name: z.string(), original_name: text, character: text })).default([]),
      crew: z.array(z.object({ name: z.string(), original_name: text, job: z.string() })).default([]),
    })
    .optional(),
  alternative_titles: listed('titles', z.object({ title: z.string(), iso_3166_1: text })),
  translations: listed(
    'translations',
    z.object({ iso_639_1: z.string(), data: z.object({ title: text, overview: text }) }),
  ),
  release_dates: listed(
    'results',
    z.object({ iso_3166_1: z.string(), release_dates: z.array(z.object({ certification: text })) }),
  ),
  videos: listed(
    'results',
    z.object({ site: z.string(), key: z.string(), type: z.string(), official: z.boolean().default(false) }),
  ),
  'watch/providers': z.object({ results: z.record(z.string(), offers) }).optional(),
});
export const APPENDED = 'credits,alternative_titles,translations,release_dates,videos,watch/providers';

type Movie = z.output<typeof movie>;

const MOST = { cast: 5, directors: 5, titles: 40, services: 8 };
/** Languages whose words we show. */
const SHOWN = ['en', 'ko'];

/** A film as TMDB tells of it; its poster's path is not looked at here. */
export function readMovie(given: Movie): ToldFilm {
  const { cast = [], crew = [] } = given.credits ?? {};
  const year = Number(given.release_date?.slice(0, 4));
  return told({
    source: 'tmdb',
    ids: { tmdb: String(given.id), ...(given.imdb_id ? { imdb: given.imdb_id } : {}) },
    title: given.title,
    year: year >= 1870 && year <= 2100 ? year : undefined,
    originalTitle: given.original_title,
    originalLanguage: given.original_language,
    titles: otherTitles(given).slice(0, MOST.titles),
    directors: crew
      .filter(({ job }) => job === 'Director')
      .slice(0, MOST.directors)
      .map(personOf),
    cast: cast.slice(0, MOST.cast).map((one) => ({ ...personOf(one), character: one.character })),
    runtime: given.runtime || undefined,
    countries: given.production_countries.map((country) => country.iso_3166_1),
    genres: genresOf(given.genres.map(({ name }) => name)),
    synopsis: synopses(given),
    certificates: certificates(given),
    adult: given.adult,
    trailer: trailer(given),
    watch: Object.fromEntries(Object.entries(given['watch/providers']?.results ?? {}).map(services)),
  });
}

function personOf({ name, original_name: original }: { name: string; original_name?: string | undefined }) {
  return { name, names: original && original !== name ? [original] : [] };
}

function otherTitles({ alternative_titles: others, translations }: Movie) {
  return [
    ...translations.flatMap(({ iso_639_1: language, data }) => (data.title ? [{ title: data.title, language }] : [])),
    ...others.map(({ title }) => ({ title })),
  ];
}

function synopses({ overview, translations }: Movie): Record<string, string> {
  const translated = translations.flatMap(({ iso_639_1: language, data }) =>
    SHOWN.includes(language) && data.overview ? [[language, data.overview]] : [],
  );
  return { ...(overview ? { en: overview } : {}), ...Object.fromEntries(translated) };
}

function certificates({ release_dates: releases }: Movie): Record<string, string> {
  const each = releases.flatMap(({ iso_3166_1: country, release_dates: dates }) => {
    const given = dates.find(({ certification }) => certification)?.certification;
    return given ? [[country, given] as const] : [];
  });
  return Object.fromEntries(each);
}

/** The official trailer, else any; on YouTube alone, whose addresses we know how to write. */
function trailer({ videos }: Movie): string | undefined {
  const trailers = videos.filter(
    ({ site, type, key }) => site === 'YouTube' && type === 'Trailer' && /^[\w-]{11}$/.test(key),
  );
  const chosen = trailers.find(({ official }) => official) ?? trailers[0];
  return chosen && `https://www.youtube.com/watch?v=${chosen.key}`;
}

function services([country, offer]: [string, z.output<typeof offers>]) {
  const names = (...lists: (typeof offer.rent)[]) =>
    [...new Set(lists.flat().map((one) => one.provider_name))].slice(0, MOST.services);
  const { flatrate, free, ads, rent, buy } = offer;
  return [country, { stream: names(flatrate, free, ads), rent: names(rent), buy: names(buy) }] as const;
}
