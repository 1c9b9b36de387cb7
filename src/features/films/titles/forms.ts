import { EAST_ASIAN, jamo } from './letters.ts';
import { withDigits } from './numbers.ts';
import { canonical, chunks, isArticle, LONGEST_FORM, squeeze, tokens } from './words.ts';

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
  const found = chunks(title);
  const flat = found.flat();
  const keys = flat.map(jamo);
  const squeezed = squeeze(keys);
  const together = found.filter((chunk) => chunk.length > 1).map((chunk) => jamo(chunk.join('')));
  const whole = keys.length === 2 || EAST_ASIAN.test(title) ? [keys.join('')] : [];
  const joined = [...together, ...whole].filter((word) => word.length <= LONGEST_JOINED);
  const parts = title
    .split(PARTS)
    .map(tokens)
    .filter((part) => part.length > 0);
  const all = keys.join('').slice(0, LONGEST_FORM);
  const single = new Set([...keys, ...keys.map(canonical), ...withDigits(keys)]);
  const words = [
    ...single,
    ...joined,
    ...(all === squeezed ? [] : [`+${all}`]),
    ...(parts.length > 1
      ? parts
          .map(squeeze)
          .filter((part) => /\p{L}/u.test(part))
          .map((part) => `=${part}`)
      : []),
    ...initials([keys, ...parts]),
    ...syllablePairs(flat),
  ];
  return { tokens: keys, squeezed, words: [...new Set(words)], together: joined.filter((word) => !single.has(word)) };
}

/** `.lotr` for "The Lord of the Rings": with and without a leading article, of the whole and of each part. */
function initials(parts: readonly string[][]): string[] {
  const bare = parts.map((part) => (isArticle(part[0] ?? '') ? part.slice(1) : part));
  return [...parts, ...bare]
    .filter((part) => part.length >= 3 && part.length <= 10 && part.every((word) => /^[a-z0-9]/.test(word)))
    .map((part) => `.${part.map((word) => word.charAt(0)).join('')}`);
}

/** Every two neighbouring characters of East Asian text, spaces or not, for words found inside words. */
function syllablePairs(pieces: readonly string[]): string[] {
  const characters = [...pieces.join('')];
  return characters.slice(1).flatMap((character, i) => {
    const pair = `${characters[i]}${character}`;
    return EAST_ASIAN.test(pair.charAt(0)) && EAST_ASIAN.test(character) ? [`~${jamo(pair)}`] : [];
  });
}

/** The pairs of a typed text, as `TitleForms.words` has them. */
export function pairsOf(text: string): string[] {
  return syllablePairs(chunks(text).flat());
}

/** Whether an index word is a word of the language, not one of the marked forms. */
export function isWord(word: string): boolean {
  return !/^[+=.~]./.test(word);
}
