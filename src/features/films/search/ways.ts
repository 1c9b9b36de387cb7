import type { Reading } from '../titles/query.ts';
import { canonical } from '../titles/said.ts';
import { telling } from '../titles/weights.ts';
import { type Dictionary, MEANT } from './dictionary.ts';

/** Words of which a title must have one. `uses`: how many titles have one, or more. */
export type Group = { words: readonly string[]; uses: number };
/** A title must have a word of each group. */
export type Way = readonly Group[];

const MOST_GROUPS = 6;
/** A begun word of fewer letters may be too many words. */
const SHORT = 3;

/** Of more titles than these, an unknown one is not looked at. */
const MANY = 100;

/** What a telling word stands for: words meant by it as it was typed, and also those it may be misspelt for. */
type Word = { meant: Group; any: Group };

/** Titles that have all telling words, each as typed; what is in no title so, as what it may be misspelt for. */
export function waysAsTyped(dictionary: Dictionary, readings: readonly Reading[]): Way[] {
  return waysOf(dictionary, readings, (words) => [words.map(asTyped)]);
}

/** The same where one of the words may be another misspelt: first the rarest taken as typed, then the next. */
export function waysWithSlip(dictionary: Dictionary, readings: readonly Reading[]): Way[] {
  return waysOf(dictionary, readings, (words) => {
    if (words.some(({ meant }) => meant.uses === 0)) return [words.map(asTyped)];
    const [rarest, next] = words.toSorted((a, b) => a.meant.uses - b.meant.uses);
    return [rarest, next].map((kept) => words.map((word) => (word === kept ? word.meant : word.any)));
  });
}

/** Titles that have all telling words, each of them perhaps misspelt. */
export function waysAtWidest(dictionary: Dictionary, readings: readonly Reading[]): Way[] {
  return waysOf(dictionary, readings, (words) => [words.map(({ any }) => any)]);
}

/** Titles that have all telling words but one. */
export function waysWithoutOne(dictionary: Dictionary, readings: readonly Reading[]): Way[] {
  const words = wordsOf(dictionary, readings[0]?.tokens ?? []).map(asTyped);
  return words.length < 2 ? [] : words.map((_, i) => words.toSpliced(i, 1));
}

/** Titles that have the two longest words, or one of them. */
export function waysByLongest(dictionary: Dictionary, readings: readonly Reading[]): Way[] {
  const longest = telling(readings[0]?.tokens ?? []).sort((a, b) => b.length - a.length);
  const words = wordsOf(dictionary, longest.slice(0, 2)).map(({ any }) => any);
  const each = words.map((word) => [word]);
  return words.length < 2 ? each : [words, ...each];
}

const asTyped = ({ meant, any }: Word) => (meant.uses > 0 ? meant : any);

function waysOf(dictionary: Dictionary, readings: readonly Reading[], choose: (words: Word[]) => Way[]): Way[] {
  return readings.flatMap(({ tokens }) => {
    const words = wordsOf(dictionary, tokens);
    const [only] = words;
    if (only === undefined) return [];
    // a letter or two begin too many words; titles that begin so are found by name
    if (words.length === 1 && (tokens.at(-1)?.length ?? 0) < SHORT) {
      return [[groupOf(dictionary, only.any.words.slice(0, 2))]];
    }
    const ways = choose(words);
    const few = Math.min(...words.map((word) => asTyped(word).uses)) <= MANY;
    const little = few ? [] : littleOnes(dictionary, tokens);
    return little.length === 0 ? ways : [...ways, [...words.map(asTyped), ...little]];
  });
}

/** The other typed words, as they were typed: of very many titles, those that have them too. */
function littleOnes(dictionary: Dictionary, tokens: readonly string[]): Group[] {
  const told = new Set(telling(tokens));
  const little = tokens.filter((token) => !told.has(token) && dictionary.uses.has(token));
  return little.map((token) => groupOf(dictionary, [...new Set([token, canonical(token)])]));
}

/** The telling ones of some typed words that stand for anything. */
function wordsOf(dictionary: Dictionary, tokens: readonly string[]): Word[] {
  return telling(tokens)
    .map((token) => {
      const meanings = [...(dictionary.meanings.get(token) ?? [])];
      const meant = meanings.filter(([, likeness]) => likeness >= MEANT);
      const group = (found: typeof meanings) => groupOf(dictionary, [...found.map(([word]) => word), `.${token}`]);
      return { meant: group(meant), any: group(meanings) };
    })
    .filter(({ any }) => any.uses > 0)
    .slice(0, MOST_GROUPS);
}

function groupOf(dictionary: Dictionary, words: readonly string[]): Group {
  return { words, uses: words.reduce((sum, word) => sum + (dictionary.uses.get(word) ?? 0), 0) };
}
