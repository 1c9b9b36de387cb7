import type { Reading } from './query.ts';
import { canonical } from './words.ts';

/** How a title was found: as it is called, as it begins, by its words, by words like them. */
export type Exactness = 'exact' | 'prefix' | 'words' | 'fuzzy';

/** A title that may be meant, with what its film is known for. */
export type Candidate = {
  tokens: readonly string[];
  squeezed: string;
  /** The years that the film is listed under. */
  years: readonly number[];
  /** Names of people and countries, as words, that a query may name beside the title. */
  beside: ReadonlySet<string>;
};

/** For each typed word, the words of titles it may stand for, with their likeness (0 to 1). */
export type Meanings = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type Match = { score: number; exactness: Exactness };

const LITTLE = new Set(
  (
    'the a an of and in on at to for from with by or n is it s ' +
    'le la les un une de du des et l d el los las y en o os as do da e der die das und ein eine il lo i gli di del no ni wa ga wo'
  ).split(' '),
);
/** What people add to a title although it is no part of it. */
const NOISE = new Set(
  (
    'netflix hulu disney amazon prime hbo max apple mubi criterion imdb letterboxd tmdb youtube movie movies film films ' +
    'cinema trailer watch online full hd 4k bluray dvd stream streaming subtitles sub dub dubbed remake original version ' +
    'anime cartoon documentary english directed director pelicula filme ㅇㅕㅇㅎㅗㅏ ㄴㅔㅅㅍㅡㄹㄹㅣㄱㅅㅡ 映画 电影 電影'
  ).split(' '),
);

/** How much a word says about which film is meant. */
export function weight(token: string): number {
  if (LITTLE.has(token)) return 0.2;
  return NOISE.has(token) ? 0.25 : 1;
}

/** The words of a query that a title must have to be looked at: all but little words and noise, if any are left. */
export function telling(tokens: readonly string[]): string[] {
  const kept = tokens.filter((token) => weight(token) === 1);
  return [...new Set(kept.length > 0 ? kept : tokens)];
}

/** How well a title fits one reading of a query: 0 to about 2, more is better, popularity left aside. */
export function match(reading: Reading, candidate: Candidate, meanings: Meanings): Match {
  const found = matchTitle(reading, candidate, meanings);
  return { ...found, score: found.score + yearScore(reading.years, candidate.years) };
}

function yearScore(asked: readonly number[], listed: readonly number[]): number {
  if (asked.length === 0) return 0;
  const away = Math.min(...asked.flatMap((year) => listed.map((other) => Math.abs(year - other))));
  if (away === 0) return 0.4;
  return away === 1 ? 0.15 : -0.5;
}

function matchTitle(reading: Reading, candidate: Candidate, meanings: Meanings): Match {
  const same = candidate.squeezed === reading.squeezed;
  if (same && equal(reading.tokens, candidate.tokens)) return { score: 1.6, exactness: 'exact' };
  if (same) return { score: 1.5, exactness: 'exact' };
  const words = align(reading.tokens, candidate, meanings);
  const starts = candidate.squeezed.startsWith(reading.squeezed);
  const begun = starts ? 0.75 + 0.25 * (reading.squeezed.length / candidate.squeezed.length) : 0;
  if (begun >= words.score) return { score: begun, exactness: 'prefix' };
  return { score: words.score, exactness: starts ? 'prefix' : words.exact ? 'words' : 'fuzzy' };
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

type Alignment = { score: number; exact: boolean };

/** Finds each typed word in the title: how much of what was typed is there, how much of the title that is, in order? */
function align(typed: readonly string[], candidate: Candidate, meanings: Meanings): Alignment {
  const free = new Set(candidate.tokens.keys());
  const sum = { asked: 0, found: 0, beside: 0, title: 0, inOrder: 0, exact: true };
  let previous = -1;
  for (let i = 0; i < typed.length; i++) {
    const spot = best(typed, i, candidate.tokens, free, meanings);
    const token = typed[i] ?? '';
    sum.asked += weight(token) * spot.took;
    if (spot.likeness === 0) {
      sum.exact = false;
      if (candidate.beside.has(token)) sum.beside += 0.9 * weight(token);
      continue;
    }
    sum.found += weight(token) * spot.took * spot.likeness;
    sum.exact &&= spot.likeness === 1;
    if (spot.places.at(0) === previous + 1) sum.inOrder++;
    for (const place of spot.places) {
      free.delete(place);
      sum.title += weight(candidate.tokens[place] ?? '') * Math.min(1, spot.likeness * 1.1);
    }
    previous = spot.places.at(-1) ?? previous;
    i += spot.took - 1;
  }
  const whole = candidate.tokens.reduce((total, token) => total + weight(token), 0);
  const said = (sum.found + sum.beside) / sum.asked;
  const covered = sum.found === 0 ? 0 : Math.min(1, sum.title / whole);
  const order = sum.inOrder / typed.length;
  return { score: 1.35 * (said ** 2 * (0.62 + 0.33 * covered + 0.05 * order)), exact: sum.exact };
}

type Spot = { likeness: number; places: number[]; took: number };

/** The best free place in the title for the typed word at `i`, alone or written together with its neighbour. */
function best(
  typed: readonly string[],
  i: number,
  title: readonly string[],
  free: ReadonlySet<number>,
  meanings: Meanings,
): Spot {
  const token = typed[i] ?? '';
  const pair = token + (typed[i + 1] ?? '');
  let found: Spot = { likeness: 0, places: [], took: 1 };
  for (const place of free) {
    const word = title[place] ?? '';
    const likeness = likenessOf(token, word, meanings);
    if (likeness > found.likeness) found = { likeness, places: [place], took: 1 };
    if (pair === word && typed.length > i + 1) found = { likeness: 0.99, places: [place], took: 2 };
    const two = word + (title[place + 1] ?? '');
    const joined = free.has(place + 1) ? (token === two ? 0.99 : (meanings.get(token)?.get(two) ?? 0) * 0.98) : 0;
    if (joined > found.likeness) found = { likeness: joined, places: [place, place + 1], took: 1 };
  }
  return found;
}

function likenessOf(token: string, word: string, meanings: Meanings): number {
  if (token === word) return 1;
  if (canonical(token) === canonical(word)) return 0.99;
  return meanings.get(token)?.get(word) ?? 0;
}
