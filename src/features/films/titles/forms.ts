import { EAST_ASIAN, jamo } from './letters.ts';
import { withDigits } from './numbers.ts';
import { Remembered } from './remembered.ts';
import { canonical, isArticle, LONGEST_FORM, squeeze, squeezeSaid } from './said.ts';
import { type Stretch, stretches, tokens } from './words.ts';

/** Another number whenever `titleForms`, `isWord` or `deletions` says something else of some title. */
export const FORMS = '2';

/** A title as the search sees it. */
export type TitleForms = {
  /** Its words in order, plain, Hangul as keys. */
  tokens: string[];
  /** One string for "the same but for spaces, punctuation, a leading article, `and`, how numbers are written". */
  squeezed: string;
  /** What an index finds it by: words, words written together, `+all` of it so, `=part` of it, `.initials`, `~pairs`. */
  words: string[];
  /** Those of `words` that are several words of the title written together. */
  together: string[];
};

const PARTS = /[:：;()[\]]|\s[-–—~|/]+\s|[–—]|,? or:? /;
const LONGEST_JOINED = 32;

/** Everything the search keeps of a title. */
export function titleForms(title: string): TitleForms {
  const found = stretches(title);
  const keys = found.length === 1 && found[0] ? [...found[0].keys] : found.flatMap((stretch) => stretch.keys);
  const isSaid = found.every((stretch) => stretch.isSaid);
  const squeezed = isSaid ? squeezeSaid(keys) : squeeze(keys);
  const all = keys.join('');
  const words = new Set(keys);
  if (!isSaid) {
    for (const key of keys) words.add(canonical(key));
    for (const word of withDigits(keys)) words.add(word);
  }
  const joined = found.filter((stretch) => stretch.words.length > 1).map((stretch) => stretch.together);
  if (keys.length === 2 || found.some((stretch) => stretch.isEastAsian)) joined.push(all);
  const kept = joined.filter((word) => word.length <= LONGEST_JOINED);
  const together = kept.filter((word) => !words.has(word));
  for (const word of together) words.add(word);
  const whole = all.slice(0, LONGEST_FORM);
  if (whole !== squeezed) words.add(`+${whole}`);
  const parts = PARTS.test(title) ? partsOf(title) : [];
  if (parts.length > 1) {
    for (const part of parts.map(squeeze)) if (/\p{L}/u.test(part)) words.add(`=${part}`);
  }
  for (const initial of initials([keys, ...parts])) words.add(initial);
  for (const pair of syllablePairs(found)) words.add(pair);
  return { tokens: keys, squeezed, words: [...words], together };
}

function partsOf(title: string): string[][] {
  return title
    .split(PARTS)
    .map(tokens)
    .filter((part) => part.length > 0);
}

/** `.lotr` for "The Lord of the Rings": with and without a leading article, of the whole and of each part. */
function initials(parts: readonly string[][]): string[] {
  const bare = parts.filter(([first = '']) => isArticle(first)).map((part) => part.slice(1));
  return [...parts, ...bare]
    .filter((part) => part.length >= 3 && part.length <= 10 && part.every(beginsPlain))
    .map((part) => `.${part.map((word) => word.charAt(0)).join('')}`);
}

function beginsPlain(word: string): boolean {
  const code = word.charCodeAt(0);
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** Every two neighbouring characters of East Asian text, spaces or not, for words found inside words. */
function syllablePairs(found: readonly Stretch[]): string[] {
  if (!found.some((stretch) => stretch.hasEastAsian)) return [];
  const pairs: string[] = [];
  let before: Character | undefined;
  for (const stretch of found) {
    for (const word of stretch.words) {
      for (const text of word) {
        const character = remembered.get(text) ?? remembered.set(text, characterOf(text));
        if (before?.begins && character.isEastAsian) pairs.push(`~${before.keys}${character.keys}`);
        before = character;
      }
    }
  }
  return pairs;
}

/** `begins`: whether it may be the first of a pair, which those beyond 16 bits are not. */
type Character = { keys: string; isEastAsian: boolean; begins: boolean };

const remembered = new Remembered<Character>(4_000);

function characterOf(text: string): Character {
  return { keys: jamo(text), isEastAsian: EAST_ASIAN.test(text), begins: EAST_ASIAN.test(text.charAt(0)) };
}

/** The pairs of a typed text, as `TitleForms.words` has them. */
export function pairsOf(text: string): string[] {
  return syllablePairs(stretches(text));
}

/** Whether an index word is a word of the language, not one of the marked forms. */
export function isWord(word: string): boolean {
  return word.length < 2 || !MARKS.includes(word.charAt(0));
}

const MARKS = '+=.~';
