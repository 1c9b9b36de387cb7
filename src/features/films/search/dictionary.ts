import type { Db } from '../../../db/db.ts';
import { rowsPrepared } from '../../../db/prepared.ts';
import { deletions, farDeletions } from '../titles/deletions.ts';
import { likeness } from '../titles/edits.ts';
import type { Query } from '../titles/query.ts';
import { canonical } from '../titles/said.ts';

/** Words that titles have, with how many have each, or more. */
type Uses = Map<string, number>;

/** What typed words may stand for: for each, words that titles have, with a likeness of 0 to 1. */
export type Dictionary = { meanings: Map<string, ReadonlyMap<string, number>>; uses: Uses };

/** How many words one typed word may be misspelt for, and how many it may begin. */
const MOST_MEANINGS = 40;
/** A begun word counts more than a misspelt one, a misspelt one less than the word itself. */
const BEGUN = 0.85;
const MISSPELT = 0.94;
/** From this likeness on a word is the typed one, perhaps not finished. */
export const MEANT = 0.85;
/** Words one slip apart differ in length by no more, with a doubled letter or two. */
const LENGTHS_APART = 2;

/** A word of the dictionary and how many titles have it, or more. */
export type WordRow = { word: string; uses: number };

/** By what the words that a query may stand for are found: themselves, hashes of what is left of them, how the last begins. */
export type WantedWords = { exact: string[]; shared: number[]; shortest: number; longest: number; begun: string[] };

export function wordsOf(query: Query): WantedWords {
  const { typed, begun } = typedIn(query);
  const lengths = typed.map((token) => token.length);
  return {
    exact: [...new Set([...typed, ...typed.map(canonical), ...typed.flatMap(halves)])],
    shared: [...new Set(typed.flatMap(deletions))],
    shortest: Math.min(...lengths) - LENGTHS_APART,
    longest: Math.max(...lengths) + LENGTHS_APART,
    begun,
  };
}

/** What the words of a query may stand for, of the words found by `wordsOf` it. */
export function dictionaryOf(query: Query, rows: readonly WordRow[]): Dictionary {
  const { typed, begun } = typedIn(query);
  const words = new Map(rows.map((row) => [row.word, { ...row, form: canonical(row.word) }]));
  return {
    meanings: new Map(typed.map((token) => [token, meaningsOf(token, begun.includes(token), [...words.values()])])),
    uses: new Map(rows.map(({ word, uses }) => [word, uses])),
  };
}

/** The words of a query, alone and with a neighbour, and which of them may not be finished. */
function typedIn(query: Query): { typed: string[]; begun: string[] } {
  const titles = query.readings.filter(({ dropped }) => dropped.length === 0);
  return {
    typed: [...new Set(titles.flatMap(({ tokens, squeezed }) => [...tokens, ...pairs(tokens), squeezed]))],
    begun: [...new Set(titles.flatMap(({ tokens }) => tokens.slice(-1)))],
  };
}

const pairs = (tokens: readonly string[]) => tokens.slice(1).map((token, i) => `${tokens[i]}${token}`);

/** A word parted in two at every place: `spiderman` may be two words elsewhere. */
function halves(word: string): string[] {
  if (word.length < 5 || word.length > 24) return [];
  return Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)]).flat();
}

/** A word with how it counts in comparing. */
type Known = WordRow & { form: string };

function meaningsOf(token: string, isBegun: boolean, words: readonly Known[]): Map<string, number> {
  const form = canonical(token);
  const found = words
    .flatMap((known) => {
      const likeness = standsFor(token, form, known, isBegun);
      return likeness > 0 ? [{ ...known, likeness }] : [];
    })
    .sort((a, b) => b.likeness - a.likeness || b.uses - a.uses);
  const begun = found.filter(({ word }) => isBegun && word.startsWith(token));
  const others = found.filter(({ word }) => !isBegun || !word.startsWith(token));
  const best = [...begun.slice(0, MOST_MEANINGS), ...others.slice(0, MOST_MEANINGS)];
  return new Map(best.map(({ word, likeness }) => [word, likeness]));
}

/** How likely it is, 0 to 1, that who typed `token`, which counts as `form`, means a word. */
function standsFor(token: string, form: string, { word, form: other }: Known, isBegun: boolean): number {
  if (token === word) return 1;
  if (form === other) return 0.99;
  if (isBegun && word.startsWith(token)) return BEGUN + (0.97 - BEGUN) * (token.length / word.length);
  return /^\d+$/.test(token) ? 0 : Math.min(MISSPELT, likeness(token, word));
}

/** Adds words further from one than an edit: by two letters left out, by their trigrams, begun and misspelt. */
export async function lookUpFar(db: Db, dictionary: Dictionary, token: string): Promise<void> {
  const [shortest, longest] = [token.length - LENGTHS_APART, 2 * token.length];
  const rows = await rowsPrepared<WordRow>(db, [
    { name: 'search_words_far', args: [token, farDeletions(token), shortest, longest, MOST_MEANINGS] },
  ]);
  const found = rows.map(({ word }): [string, number] => [word, farLikeness(token, word)]);
  const best = found.filter(([, likeness]) => likeness > 0).sort(([, p], [, q]) => q - p);
  for (const { word, uses } of rows) dictionary.uses.set(word, uses);
  dictionary.meanings.set(token, new Map([...best.slice(0, MOST_MEANINGS), ...(dictionary.meanings.get(token) ?? [])]));
}

const LEAST_BEGUN = 3;

/** `standsFor` for words two slips apart, where what stands around them fits. */
export function farLikeness(token: string, word: string): number {
  const begun =
    token.length > LEAST_BEGUN && word.length > token.length ? 0.8 * likeness(token, word.slice(0, token.length)) : 0;
  return Math.min(MISSPELT, Math.max(likeness(token, word, true), begun));
}
