import { plainNumber, toNumber } from './number-words.ts';

/**
 * A rating as a page writes it. `scale` is the highest value ("5", "10"), "percent", "letter" or "thumbs" (`value` is
 * then "up", "down" or "sideways"); `score` is 0-100.
 */
export type Rating = { value: string; scale: string; score: number };

const LETTERS = ['F', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A', 'A+'];
/** The widest range that is one opinion: "7-8/10". */
const WIDEST = 2;

/** `value` of `scale` on a line from 0 to 100. Undefined when it is no such rating: 6 of 5, 3 of 0, "x" of 10. */
export function ratingOf(value: string, scale: string): Rating | undefined {
  const [amount, best] = [toNumber(value), toNumber(scale)];
  if (amount === undefined || best === undefined || best <= 0 || amount < 0 || amount > best) return undefined;
  return { value: plainNumber(value), scale: plainNumber(scale), score: Math.round((100 * amount) / best) };
}

/** "7-8" of 10: the score is of the middle. Undefined for what is no range of one opinion. */
export function rangeRating(low: string, high: string, scale: string): Rating | undefined {
  const [from, to, best] = [toNumber(low), toNumber(high), toNumber(scale)];
  if (from === undefined || to === undefined || best === undefined) return undefined;
  if (from >= to || to > best || to - from > WIDEST) return undefined;
  const value = `${plainNumber(low)}-${plainNumber(high)}`;
  return { value, scale: plainNumber(scale), score: Math.round((50 * (from + to)) / best) };
}

/** So many percent: the score itself. */
export function percentRating(value: string): Rating | undefined {
  const rating = ratingOf(value, '100');
  return rating && { ...rating, scale: 'percent' };
}

/** A letter in equal steps from F = 0 to A+ = 100. Undefined for what is none of the thirteen. */
export function letterRating(letter: string): Rating | undefined {
  const value = letter.toUpperCase().replace(/[−–—]/g, '-');
  const step = LETTERS.indexOf(value);
  if (step < 0) return undefined;
  return { value, scale: 'letter', score: Math.round((100 * step) / (LETTERS.length - 1)) };
}

const STAR = '★⭐🌟✮✭●';
const EMPTY_STAR = '☆✩○';
// what else is counted in rows; only one that is filled up says of how many
const OTHER = '♥❤🖤■⚫🌕▰';
const EMPTY_OTHER = '♡🤍□⚪🌑▱';
const HALF = '½◐⯨🌗';

/** A character class of all symbols that rows are made of. */
export const SYMBOLS = `${STAR}${EMPTY_STAR}${OTHER}${EMPTY_OTHER}◐⯨🌗`;

const SYMBOL = new RegExp(`[${SYMBOLS}½]`, 'gu');
const FULL = new RegExp(`[${STAR}${OTHER}]`, 'u');
const EMPTY = new RegExp(`[${EMPTY_STAR}${EMPTY_OTHER}]`, 'u');
const ONLY_STARS = new RegExp(`^[${STAR}${HALF}]+$`, 'u');
const TOTALS = [4, 5, 6, 10];

/**
 * A row of symbols: ★★★½, ★★★☆☆, ●●●●●●●●○○, ⭐⭐⭐⭐. Empty ones fill the row up to the scale; without them stars are of
 * five, and other symbols of nothing known. One hollow star after fewer than four full ones is a half star where
 * `hollowIsHalf` (Korean blogs).
 */
export function symbolRating(row: string, hollowIsHalf = false): Rating | undefined {
  const symbols = row.replace(/1\/2|반/g, '½').match(SYMBOL) ?? [];
  const full = symbols.filter((symbol) => FULL.test(symbol)).length;
  const empty = symbols.filter((symbol) => EMPTY.test(symbol)).length;
  const half = symbols.length - full - empty;
  if (half > 1 || full + half === 0) return undefined;
  if (empty === 1 && half === 0 && hollowIsHalf && full < 4) return ratingOf(`${full}.5`, '5');
  const value = half > 0 ? `${full}.5` : String(full);
  // "★★★½☆☆" is of five or of six, who knows
  if (empty > 0)
    return TOTALS.includes(symbols.length) && !(half > 0 && symbols.length === 6)
      ? ratingOf(value, String(symbols.length))
      : undefined;
  if (!ONLY_STARS.test(symbols.join(''))) return undefined;
  return ratingOf(value, full + half > 5 ? '10' : '5');
}

export type Thumb = 'up' | 'down' | 'sideways';

/** A thumb is a scale of two marks: all of it or nothing, and half where it points to neither side. */
export const THUMBS: Readonly<Record<Thumb, Rating>> = {
  up: { value: 'up', scale: 'thumbs', score: 100 },
  down: { value: 'down', scale: 'thumbs', score: 0 },
  sideways: { value: 'sideways', scale: 'thumbs', score: 50 },
};
