/** A rating as a page writes it. `scale` is the highest value ("5", "10"), "percent" or "letter"; `score` is 0-100. */
export type Rating = { value: string; scale: string; score: number };

const LETTERS = ['F', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A', 'A+'];

/** `value` of `scale` on a line from 0 to 100. Undefined when it is no such rating: 6 of 5, 3 of 0, "x" of 10. */
export function ratingOf(value: string, scale: string): Rating | undefined {
  const [amount, best] = [toNumber(value), toNumber(scale)];
  if (amount === undefined || best === undefined || best <= 0 || amount < 0 || amount > best) return undefined;
  return { value: plainNumber(value), scale: plainNumber(scale), score: Math.round((100 * amount) / best) };
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

const SYMBOL = /[★⭐🌟✮✭●☆✩○◐⯨½]/gu;
const FULL = /[★⭐🌟✮✭●]/u;
const EMPTY = /[☆✩○]/u;
const TOTALS = [4, 5, 6, 10];

/**
 * A row of symbols: ★★★½, ★★★☆☆, ●●●●●●●●○○, ⭐⭐⭐⭐. Empty ones fill the row up to the scale; without them stars are of
 * five. One hollow star after fewer than four full ones is a half star where `hollowIsHalf` (Korean blogs).
 */
export function symbolRating(row: string, hollowIsHalf = false): Rating | undefined {
  const symbols = row.replace(/1\/2|반/g, '½').match(SYMBOL) ?? [];
  const full = symbols.filter((symbol) => FULL.test(symbol)).length;
  const empty = symbols.filter((symbol) => EMPTY.test(symbol)).length;
  const half = symbols.length - full - empty;
  if (half > 1 || full + half === 0) return undefined;
  if (empty === 1 && half === 0 && hollowIsHalf && full < 4) return ratingOf(`${full}.5`, '5');
  const value = half > 0 ? `${full}.5` : String(full);
  if (empty > 0) return TOTALS.includes(symbols.length) ? ratingOf(value, String(symbols.length)) : undefined;
  return ratingOf(value, full + half > 5 ? '10' : '5');
}

const WORDS: Record<string, string> = {
  zero: '0',
  half: '0.5',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  한: '1',
  하나: '1',
  두: '2',
  둘: '2',
  세: '3',
  셋: '3',
  네: '4',
  넷: '4',
  다섯: '5',
};

/** "3,5" "3½" "3 1/2" "three and a half" "네" as a number with a dot; undefined when it is none. */
export function toNumber(written: string): number | undefined {
  const text = plainNumber(written);
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function plainNumber(written: string): string {
  const text = written.trim().toLowerCase().replace(',', '.');
  const half = /^(.*?)\s*(?:½|\b1\/2|and a half|반)$/.exec(text);
  const whole = half ? (half[1] ?? '').trim() || '0' : text;
  const digits = WORDS[whole] ?? whole;
  return half && /^\d+$/.test(digits) ? `${digits}.5` : digits;
}
