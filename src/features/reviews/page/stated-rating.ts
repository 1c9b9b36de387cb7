import { type FrontMatter, field } from './frontmatter.ts';
import { toNumber } from './number-words.ts';
import { letterRating, percentRating, type Rating, ratingOf, symbolRating } from './scale.ts';

/**
 * A rating in the front matter. `bare` is one without a scale: its value and the make of page it comes from, for what
 * pages of one make have in common.
 */
export type StatedRating = { rating?: Rating; bare?: { make: string; value: string } };

const KEY =
  /^(?:(?:my|our|film|movie|review|overall|personal)[ _-]?)?(?:rating|score|grade|stars?|mark|note|nota|bewertung|wertung|puntuaci[oó]n|valoraci[oó]n|calificaci[oó]n|rating_value|ratingvalue|평점|별점)$/;
const NOT_OURS = /imdb|tmdb|rotten|tomato|metacritic|letterboxd|users?|readers?|audience|mpaa?|age|content/;
const SCALE_KEYS = [
  'rating_max',
  'max_rating',
  'rating_scale',
  'best_rating',
  'bestrating',
  'best',
  'scale',
  'out_of',
  'outof',
];

/** What the front matter says of the rating. `8` is of ten, `85` of a hundred, `stars: 4` of five; a bare 4 is left open. */
export function statedRating(fields: FrontMatter): StatedRating {
  for (const [key, values] of fields) {
    const last = key.split('.').at(-1) ?? '';
    const value = values[0]?.trim() ?? '';
    if (!KEY.test(last) || NOT_OURS.test(key) || value === '') continue;
    const rating = whole(value) ?? withScale(value, last, field(fields, ...SCALE_KEYS));
    const bare = whole(value) || toNumber(value) === undefined ? {} : { bare: { make: makeOf(key, fields), value } };
    if (rating || bare.bare) return { ...(rating ? { rating } : {}), ...bare };
  }
  return {};
}

// a nested key is one site's own; a plain "rating" needs all the keys beside it to tell sites apart
function makeOf(key: string, fields: FrontMatter): string {
  return key.includes('.') ? key : `${key} of ${[...fields.keys()].sort().join(' ')}`;
}

/**
 * The scale of a bare number, learnt from what pages of the same make state under the same key: one above five shows
 * that it is of ten.
 */
export function scaleOfSiblings(values: readonly string[]): string | undefined {
  const highest = Math.max(0, ...values.map((value) => toNumber(value) ?? 0));
  return highest > 5 && highest <= 10 ? '10' : undefined;
}

function whole(value: string): Rating | undefined {
  const pair =
    /^([\d.,]+(?:\s?½)?)\s*(?:stars?|points?|sterne|punkte)?\s*(?:\/|out of|of|von|de|sur|sobre)\s*(\d+)\s*\p{L}*$/iu.exec(
      value,
    );
  if (pair?.[1] && pair[2]) return ratingOf(pair[1], pair[2]);
  const percent = /^([\d.,]+)\s*%$/.exec(value);
  if (percent?.[1]) return percentRating(percent[1]);
  if (/^(?:[★⭐🌟✮✭●☆✩○◐⯨½\s]|\uFE0F)+$/u.test(value)) return symbolRating(value);
  return /^[A-F][+−–-]?$/i.test(value) ? letterRating(value) : undefined;
}

function withScale(value: string, key: string, scale: string | undefined): Rating | undefined {
  const amount = toNumber(value);
  if (amount === undefined) return undefined;
  if (scale !== undefined && toNumber(scale) !== undefined) return ratingOf(value, scale);
  if (/stars?$|별점/.test(key)) return ratingOf(value, amount <= 5 ? '5' : '10');
  if (amount <= 5) return undefined;
  return ratingOf(value, amount <= 10 ? '10' : '100');
}
