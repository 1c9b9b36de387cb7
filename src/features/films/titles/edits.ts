/** Keys beside each other on a QWERTY keyboard. */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const PLACE: ReadonlyMap<string, [number, number]> = new Map(
  ROWS.flatMap((row, y) => [...row].map((key, x): [string, [number, number]] => [key, [x + y / 2, y]])),
);
/** Pairs that look or sound so alike that people write one for the other. */
const ALIKE = new Set(
  '0o 1i 1l 3e 4a 5s 7t 8b $s ck cs sz vw iy ae ei ou ㅐㅔ ㅅㅆ ㄱㄲ ㄷㄸ ㅂㅃ ㅈㅉ ㄱㅋ ㄷㅌ ㅂㅍ ㅈㅊ ㅓㅗ ㅡㅜ ㅕㅑ'.split(
    ' ',
  ),
);

const LOOK_ALIKE = 0.6;

function costOf(a: string, b: string): number {
  if (a === b) return 0;
  if (ALIKE.has(a + b) || ALIKE.has(b + a)) return LOOK_ALIKE;
  const [p, q] = [PLACE.get(a), PLACE.get(b)];
  return p && q && Math.abs(p[0] - q[0]) <= 1 && Math.abs(p[1] - q[1]) <= 1 ? 0.8 : 1;
}

/** `costOf` of the letters it knows, ASCII and jamo, worked out once: it is asked for every two letters of two words. */
const JAMO = 0x3100;
const SIZE = 256;
const COSTS = Float64Array.from({ length: SIZE * SIZE }, (_, i) =>
  costOf(letterOf(Math.floor(i / SIZE)), letterOf(i % SIZE)),
);

function letterOf(place: number): string {
  return String.fromCharCode(place < 128 ? place : JAMO + place - 128);
}

function placeOf(code: number): number {
  if (code < 128) return code;
  return code > JAMO && code < JAMO + 128 ? code - JAMO + 128 : -1;
}

function swap(a: number, b: number): number {
  if (a === b) return 0;
  const [p, q] = [placeOf(a), placeOf(b)];
  return p < 0 || q < 0 ? 1 : (COSTS[p * SIZE + q] ?? 1);
}

const FAR = 99;
/** The costs of the last two rows and the one under way, kept between calls. */
let [before, above, row] = [new Float64Array(64), new Float64Array(64), new Float64Array(64)];

/**
 * What it takes to turn one word into the other: 1 for a letter put in, left out or changed and for two neighbours
 * swapped; less where the slip is a common one (a neighbouring key, a letter doubled or not, look-alikes).
 * @returns `Infinity` as soon as it is more than `limit`.
 */
export function edits(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) * DOUBLED > limit) return Number.POSITIVE_INFINITY;
  if (least(a, b) > limit) return Number.POSITIVE_INFINITY;
  if (b.length >= row.length)
    [before, above, row] = [0, 1, 2].map(() => new Float64Array(2 * b.length + 2)) as [F, F, F];
  above[0] = 0;
  for (let j = 1; j <= b.length; j++) above[j] = at(above, j - 1) + gap(b, j);
  for (let i = 1; i <= a.length; i++) {
    if (fillRow(a, b, i) > limit) return Number.POSITIVE_INFINITY;
    [before, above, row] = [above, row, before];
  }
  const total = at(above, b.length);
  return total > limit ? Number.POSITIVE_INFINITY : total;
}

type F = Float64Array<ArrayBuffer>;

/** What it takes at least: each letter that only one of the words has must be put in, left out or changed. */
function least(a: string, b: string): number {
  const [p, q] = [lettersOf(a), lettersOf(b)];
  return LOOK_ALIKE * Math.max(count(p & ~q), count(q & ~p));
}

/** The letters of a word as bits; letters that share a bit count as one. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

function count(bits: number): number {
  let [rest, ones] = [bits, 0];
  for (; rest !== 0; rest &= rest - 1) ones++;
  return ones;
}

/** Works out the costs of the first `i` letters of `a` for every beginning of `b`; returns the least. */
function fillRow(a: string, b: string, i: number): number {
  const [letter, last, left] = [a.charCodeAt(i - 1), a.charCodeAt(i - 2), gap(a, i)];
  let cheapest = at(above, 0) + left;
  row[0] = cheapest;
  for (let j = 1; j <= b.length; j++) {
    const other = b.charCodeAt(j - 1);
    let cost = Math.min(at(above, j) + left, at(row, j - 1) + gap(b, j), at(above, j - 1) + swap(letter, other));
    if (i > 1 && j > 1 && last === other && letter === b.charCodeAt(j - 2))
      cost = Math.min(cost, at(before, j - 2) + 0.9);
    row[j] = cost;
    if (cost < cheapest) cheapest = cost;
  }
  return cheapest;
}

const DOUBLED = 0.7;
const gap = (word: string, i: number) => (i > 1 && word.charCodeAt(i - 1) === word.charCodeAt(i - 2) ? DOUBLED : 1);
const at = (costs: F, i: number) => costs[i] ?? FAR;

/** How many edits a word of this length may be away and still be meant. */
function reach(length: number): number {
  if (length < 3) return 0;
  if (length < 5) return 1;
  return length < 8 ? 1.7 : Math.min(3, length / 4);
}

/** The same for words whose neighbours fit: two slips in a short word are forgiven there. */
function farReach(length: number): number {
  return length < 4 ? 1 : Math.max(2, length / 3);
}

/** Whether two words may be one misspelt: 1 for equal, down to 0 at the end of their reach. */
export function likeness(typed: string, word: string, far = false): number {
  if (typed === word) return 1;
  const longest = Math.max(typed.length, word.length);
  const away = edits(typed, word, far ? farReach(longest) : reach(longest));
  if (away === Number.POSITIVE_INFINITY) return 0;
  const start = typed[0] === word[0] ? 0 : 0.1;
  return Math.max(0.05, 1 - (away * 1.2) / longest - start);
}
