import type { Section } from '../sections.ts';
import { statedRating } from '../stated-rating.ts';
import { allItems, type Item, isType, itemsOf, textOf, valuesOf } from './items.ts';
import { onlyFilm, ownReviews, type StatedReview } from './reviews.ts';

/** What a page states as data: fields as front matter has them, and the films where it reviews several. */
export type StatedFacts = {
  fields: Map<string, readonly string[]>;
  sections: Section[];
  people: string[];
  /** It describes a film and what everybody gave it, and states neither a review nor an article: a database's page. */
  isCatalogue: boolean;
};

const ARTICLE = ['Article', 'BlogPosting', 'NewsArticle', 'ReviewNewsArticle'];

/** The facts of a page's JSON-LD and microdata about its own review and its film. */
export function statedFacts(roots: readonly Item[]): StatedFacts {
  const reviews = ownReviews(roots);
  const [own, ...more] = reviews;
  const film = own?.film ?? (more.length === 0 ? onlyFilm(roots) : undefined);
  const article = allItems(roots).find((item) => isType(item, ...ARTICLE));
  const sections = more.length > 0 ? reviews.map(toSection) : [];
  const one = sections.length === 0;
  const fields = new Map<string, readonly string[]>();
  const put = (name: string, value: string | undefined) => value !== undefined && fields.set(name, [value]);
  if (one)
    for (const [name, value] of Object.entries({ ...filmFields(film), ...ratingFields(own?.review) })) put(name, value);
  put('author', textOf(own?.review, 'author') ?? textOf(article, 'author'));
  put('published', textOf(own?.review, 'datePublished') ?? textOf(article, 'datePublished'));
  put('site', textOf(own?.review, 'publisher') ?? textOf(article, 'publisher'));
  const people = one ? ['director', 'actor', 'actors'].flatMap((role) => namesOf(film, role)) : [];
  const states = (...types: string[]) => allItems(roots).some((item) => isType(item, ...types));
  const rated = allItems(roots).some((item) => isType(item, 'Movie') && valuesOf(item, 'aggregateRating').length > 0);
  return { fields, sections, people, isCatalogue: rated && !states('Review', 'CriticReview', ...ARTICLE) };
}

function filmFields(film: Item | undefined): Record<string, string | undefined> {
  if (!film) return {};
  const { title, year } = titleOf(film);
  const ids = [...valuesOf(film, 'sameAs'), ...valuesOf(film, 'url')].map(
    (value) => /tt\d{7,8}/.exec(String(value))?.[0],
  );
  return {
    'movie.title': title,
    'movie.year': year,
    imdb_id: ids.find((id) => id !== undefined),
    runtime: minutesOf(textOf(film, 'duration')),
  };
}

function titleOf(film: Item | undefined): { title: string | undefined; year: string | undefined } {
  const name = textOf(film, 'name');
  const dated = /^(.+?)\s*\(((?:18|19|20)\d\d)\)$/.exec(name ?? '');
  const stated = textOf(film, 'dateCreated') ?? textOf(film, 'datePublished') ?? textOf(film, 'copyrightYear');
  return { title: dated?.[1] ?? name, year: dated?.[2] ?? /^((?:18|19|20)\d\d)(?!\d)/.exec(stated ?? '')?.[1] };
}

/**
 * The rating as front matter states one. Without a best value schema.org assumes five; a value of nothing is what
 * widgets write before anybody has rated.
 */
function ratingFields(review: Item | undefined): Record<string, string> {
  const rating = itemsOf(review, 'reviewRating')[0];
  const value = textOf(rating, 'ratingValue') ?? textOf(review, 'reviewRating');
  if (value === undefined || Number(value.replace(',', '.')) === 0) return {};
  const best = textOf(rating, 'bestRating') ?? (Number(value.replace(',', '.')) <= 5 ? '5' : undefined);
  return { rating: value, ...(best === undefined ? {} : { best_rating: best }) };
}

function toSection({ review, film }: StatedReview): Section {
  const { title, year } = titleOf(film);
  const { rating } = statedRating(
    new Map(Object.entries(ratingFields(review)).map(([name, value]) => [name, [value]])),
  );
  return { title: title ?? '', lines: [], ...(year ? { year: Number(year) } : {}), ...(rating ? { rating } : {}) };
}

function namesOf(film: Item | undefined, role: string): string[] {
  return valuesOf(film, role).flatMap((person) =>
    typeof person === 'object' ? (textOf(person, 'name') ?? []) : person,
  );
}

/** ISO 8601: "PT1H47M", "PT107M". */
function minutesOf(duration: string | undefined): string | undefined {
  const found = /^P(?:0D)?T(?:(\d{1,2})H)?(?:(\d{1,3})M)?/.exec(duration ?? '');
  const minutes = Number(found?.[1] ?? 0) * 60 + Number(found?.[2] ?? 0);
  return minutes > 0 ? String(minutes) : undefined;
}
