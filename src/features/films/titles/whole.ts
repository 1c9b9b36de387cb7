import type { Reading } from './query.ts';
import type { Candidate, Exactness } from './rank.ts';
import { isArticle, spoken, squeeze } from './said.ts';
import { tokens as words } from './words.ts';

/** Of fewer letters typed, each is in the titles of many films. */
const FEWEST_NEARLY_WHOLE = 6;
const FEWEST_OF_SOME_WORDS = 8;
/** How much of the longer of the two the shorter must be to be the same name, written badly or not to its end. */
const NEARLY = 0.75;
/** A first part is called without its number too; and it may be the English `I`. */
const FIRST = '1';
const SUBTITLE = /[:：–—]|\s[-~|/]+\s/g;

/**
 * Whether a film can be taken to be meant, though its title is not quite what was typed: nearly all of the title was
 * typed, or several of its words. `Her` may begin many a title and yet be the whole of another, as may what stands
 * before a subtitle (`Mad Max`), and a title with a number less or more (`Alien 3`) is that of another film.
 */
export function isWhole(reading: Reading, candidate: Candidate, exactness: Exactness): boolean {
  if (exactness === 'exact') return true;
  if (isAnotherPart(reading, candidate)) return false;
  const [typed, title] = [reading.squeezed, candidate.squeezed];
  const letters = lengthOf(typed);
  const share = Math.min(letters, lengthOf(title)) / Math.max(letters, lengthOf(title));
  if (share >= NEARLY) return Math.min(letters, lengthOf(title)) >= FEWEST_NEARLY_WHOLE;
  return letters >= FEWEST_OF_SOME_WORDS && letters < lengthOf(title) && areSomeWords(reading, candidate, exactness);
}

/** A Chinese character says as much as two letters; Hangul is already spelt in its own. */
const lengthOf = (squeezed: string) =>
  squeezed.length + (squeezed.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0);

/** Whether more than one word of a title was typed, spaces left aside. */
function areSomeWords({ tokens, squeezed }: Reading, candidate: Candidate, exactness: Exactness): boolean {
  if (tokens.filter((word) => !isArticle(word)).length > 1) return true;
  const [first = ''] = candidate.tokens.filter((word) => !isArticle(word));
  return exactness === 'prefix' && squeezed.length > first.length;
}

/** Whether it is the name of a series, or has other numbers than the title; one that the title begins with may be left out. */
function isAnotherPart({ tokens, squeezed }: Reading, candidate: Candidate): boolean {
  if (candidate.squeezed.startsWith(squeezed) && seriesOf(candidate.title).includes(squeezed)) return true;
  const typed = spoken(tokens).filter(isNumbered);
  const [first = '', ...rest] = spoken(candidate.tokens);
  const later = rest.filter(isNumbered);
  return (
    typed.some((number) => number !== first && !later.includes(number)) ||
    later.some((number) => number !== FIRST && !typed.includes(number))
  );
}

/** What stands before each subtitle. */
function seriesOf(title: string): string[] {
  return [...title.matchAll(SUBTITLE)].map(({ index }) => squeeze(words(title.slice(0, index))));
}

const isNumbered = (word: string) => /^\d/.test(word);
