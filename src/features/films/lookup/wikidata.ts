import { z } from 'zod';
import type { Source } from '../../../net/sources/source.ts';
import { genresOf, isAdultGenre } from './genres.ts';
import { type ToldFilm, told, type Wanted } from './told.ts';
import { type Entity, entity, itemsOf, minutesOf, PROPERTY, textsOf, titlesOf, yearOf } from './wikidata-entity.ts';

/** Film, television film, short, documentary, animated film, animated feature, anime film: what counts as one here. */
const CLASSES = ['Q11424', 'Q506240', 'Q24862', 'Q93204', 'Q202866', 'Q29168811', 'Q20650540'];
const MOST_FILMS = 8;
const MOST_CAST = 5;
/** Items that one request may ask for. */
const AT_ONCE = 50;
const LANGUAGES = ['en', 'mul', 'ko', 'ja', 'zh', 'fr', 'de', 'es', 'it'] as const;

/** A MediaWiki says what went wrong with status 200. */
const failed = z.object({ error: z.object({ code: z.string() }) });
const found = z.object({ query: z.object({ search: z.array(z.object({ title: z.string() })) }) });
const gotten = z.object({ entities: z.record(z.string(), z.unknown()) });
const answerOf = <T>(wanted: z.ZodType<T>) =>
  z
    .unknown()
    .refine((answer) => !failed.safeParse(answer).success, 'an error of its own')
    .pipe(wanted);

/**
 * The films that Wikidata knows under a title, in any language: one search, one request for the items, one for the
 * people, countries and genres they point to. CC0.
 * @throws SourceFailure
 */
export async function findAtWikidata(source: Source, wanted: Wanted, signal: AbortSignal): Promise<ToldFilm[]> {
  const ids = await searched(source, wanted, signal);
  const films = await items(source, ids, 'labels|aliases|claims', signal);
  const beside = [...new Set(films.flatMap(pointedTo))].slice(0, AT_ONCE);
  const things = new Map((await items(source, beside, 'labels|claims', signal)).map((one) => [one.id, one]));
  return films.flatMap((film) => read(film, things));
}

async function searched(source: Source, { title }: Wanted, signal: AbortSignal): Promise<string[]> {
  const classes = `haswbstatement:${CLASSES.map((id) => `P31=${id}`).join('|')}`;
  // what means something to its search is taken out of what somebody typed
  const words = title.replace(/["~*?\\:|]|-(?=\S)/g, ' ').trim();
  const query = { list: 'search', srsearch: `${words} ${classes}`, srlimit: String(MOST_FILMS), srprop: '' };
  const { query: answer } = await ask(source, { action: 'query', ...query }, found, signal);
  return answer.search.map(({ title: id }) => id).filter((id) => /^Q\d+$/.test(id));
}

async function items(source: Source, ids: readonly string[], props: string, signal: AbortSignal): Promise<Entity[]> {
  if (ids.length === 0) return [];
  const query = { action: 'wbgetentities', ids: ids.join('|'), props, languages: LANGUAGES.join('|') };
  const { entities } = await ask(source, query, gotten, signal);
  // one item that is missing, or odd, is no reason to do without the others
  return ids.flatMap((id) => entity.safeParse(entities[id]).data ?? []);
}

function ask<T>(source: Source, query: Record<string, string>, wanted: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  return source.ask({ query: { ...query, format: 'json', formatversion: '2' }, answer: answerOf(wanted) }, signal);
}

function pointedTo(film: Entity): string[] {
  return [
    ...itemsOf(film, PROPERTY.director),
    ...itemsOf(film, PROPERTY.country),
    ...itemsOf(film, PROPERTY.language),
    ...itemsOf(film, PROPERTY.genre).slice(0, 4),
    ...itemsOf(film, PROPERTY.cast).slice(0, MOST_CAST),
  ];
}

/** An item as a film; nothing where it lacks a title or year: what is that thin names no film for sure. */
function read(film: Entity, things: ReadonlyMap<string, Entity>): ToldFilm[] {
  const title = nameOf(film) ?? titlesOf(film)[0]?.title;
  const year = yearOf(film, PROPERTY.date);
  if (title === undefined || year === undefined) return [];
  const original = titlesOf(film)[0];
  const of = (property: string) => itemsOf(film, property).flatMap((id) => things.get(id) ?? []);
  const genres = of(PROPERTY.genre).flatMap((genre) => nameOf(genre) ?? []);
  const [imdb, tmdb] = [textsOf(film, PROPERTY.imdb)[0], textsOf(film, PROPERTY.tmdb)[0]];
  const language = of(PROPERTY.language).flatMap((one) => textsOf(one, PROPERTY.languageCode))[0];
  return [
    told({
      source: 'wikidata',
      ids: { wikidata: film.id, ...(imdb ? { imdb } : {}), ...(tmdb ? { tmdb } : {}) },
      title,
      year,
      originalTitle: original?.title,
      originalLanguage: language ?? original?.language,
      titles: otherTitles(film),
      directors: of(PROPERTY.director).flatMap(personOf),
      cast: of(PROPERTY.cast).flatMap(personOf),
      runtime: minutesOf(film),
      countries: of(PROPERTY.country).flatMap((one) => textsOf(one, PROPERTY.countryCode).slice(0, 1)),
      genres: genresOf(genres),
      adult: genres.some(isAdultGenre),
    }),
  ];
}

/** `mul` is the name that holds in every language of Latin letters. */
function nameOf({ labels }: Entity): string | undefined {
  return (labels.en ?? labels.mul)?.value;
}

function otherTitles({ labels, aliases }: Entity): { title: string; language: string }[] {
  return LANGUAGES.filter((language) => language !== 'mul').flatMap((language) =>
    [labels[language]?.value, ...(aliases[language] ?? []).map(({ value }) => value)].flatMap((title) =>
      title ? [{ title, language }] : [],
    ),
  );
}

function personOf(one: Entity): { name: string; names: string[] }[] {
  const name = nameOf(one);
  const names = Object.values(one.labels).map(({ value }) => value);
  return name ? [{ name, names: [...new Set(names)].filter((other) => other !== name) }] : [];
}
