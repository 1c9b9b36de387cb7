import { fold } from '../../../../lib/text.ts';
import { allItems, type Item, isType, itemsOf, textOf, valuesOf } from './items.ts';

/** A review that a page states as data, and the film it says it is of. */
export type StatedReview = { review: Item; film: Item | undefined };

const FILMS = ['Movie', 'CreativeWork', 'Thing', 'VideoObject'];
const ARTICLES = ['Article', 'BlogPosting', 'NewsArticle', 'WebPage', 'Blog', 'ReviewNewsArticle'];

/**
 * The reviews that are the page's own, one a film: never a reader's, nor of a game or a book. Where several people
 * review one film nobody can tell whose page it is, and there is none.
 */
export function ownReviews(roots: readonly Item[]): StatedReview[] {
  const all = allItems(roots);
  const writers = all.filter((item) => isType(item, ...ARTICLES)).flatMap((item) => personsOf(item));
  const found = [...standing(all), ...insideFilms(all, writers)].filter(
    ({ review, film }) => isFilm(film) && !isByOther(review, writers),
  );
  const films = Map.groupBy(found, ({ film }) => fold(textOf(film, 'name') ?? ''));
  return [...films.values()].flatMap((reviews) => {
    const ratings = new Set(reviews.map(({ review }) => ratingKey(review)));
    return reviews[0] && ratings.size === 1 ? [reviews[0]] : [];
  });
}

/** The only film that a page describes as data, though it states no review of its own. */
export function onlyFilm(roots: readonly Item[]): Item | undefined {
  const films = allItems(roots).filter((item) => isType(item, 'Movie') && textOf(item, 'name') !== undefined);
  return new Set(films.map((film) => fold(textOf(film, 'name') ?? ''))).size === 1 ? films[0] : undefined;
}

const isReview = (item: Item) => isType(item, 'Review', 'CriticReview', 'ReviewNewsArticle');

function standing(all: readonly Item[]): StatedReview[] {
  return all
    .filter((item) => isReview(item) && (valuesOf(item, 'itemReviewed').length > 0 || ratingKey(item) !== ''))
    .filter((item) => !isInsideFilm(item, all))
    .map((review) => ({ review, film: itemsOf(review, 'itemReviewed')[0] ?? namedFilm(review) }));
}

/** Reviews that a film's own data lists: a film site's page shows its users' so, beside what they gave on average. */
function insideFilms(all: readonly Item[], writers: readonly string[]): StatedReview[] {
  return all
    .filter((item) => isType(item, 'Movie'))
    .flatMap((film) => {
      const reviews = [...itemsOf(film, 'review'), ...itemsOf(film, 'reviews')].filter(isReview);
      const shared = reviews.length > 1 || itemsOf(film, 'aggregateRating').length > 0;
      return reviews
        .filter((review) => !shared || personsOf(review).some((name) => writers.includes(name)))
        .map((review) => ({ review, film }));
    });
}

function isInsideFilm(review: Item, all: readonly Item[]): boolean {
  return all.some(
    (item) => isType(item, 'Movie') && [...valuesOf(item, 'review'), ...valuesOf(item, 'reviews')].includes(review),
  );
}

/** `itemReviewed` as plain text names its film all the same. */
function namedFilm(review: Item): Item | undefined {
  const name = textOf(review, 'itemReviewed');
  return name === undefined ? undefined : { types: ['Movie'], props: new Map([['name', [name]]]) };
}

function isFilm(film: Item | undefined): boolean {
  return film === undefined || film.types.length === 0 || isType(film, ...FILMS);
}

function isByOther(review: Item, writers: readonly string[]): boolean {
  const names = personsOf(review);
  return names.length > 0 && writers.length > 0 && !names.some((name) => writers.includes(name));
}

/** The people who wrote something; a publisher is none. */
function personsOf(item: Item): string[] {
  return valuesOf(item, 'author').flatMap((author) => {
    if (typeof author === 'object' && isType(author, 'Organization')) return [];
    const name = fold((typeof author === 'object' ? textOf(author, 'name') : author) ?? '');
    return name === '' ? [] : [name];
  });
}

function ratingKey(review: Item): string {
  const rating = itemsOf(review, 'reviewRating')[0];
  const value = textOf(rating, 'ratingValue') ?? textOf(review, 'reviewRating');
  return value === undefined ? '' : `${value}/${textOf(rating, 'bestRating') ?? ''}`;
}
