import { digits, withDigits } from './numbers.ts';

/** What is kept of a very long title's forms: an index takes no more than about 2,700 bytes. */
export const LONGEST_FORM = 200;

// a map: an object has a word `constructor` too
const SHORT: ReadonlyMap<string, string> = new Map([
  ['doctor', 'dr'],
  ['mister', 'mr'],
  ['volume', 'vol'],
  ['part', 'pt'],
  ['versus', 'vs'],
  ['saint', 'st'],
  ['mount', 'mt'],
  ['episode', 'ep'],
  ['chapter', 'ch'],
]);

/** A word as it counts in comparing: numbers in digits, titles and volumes abbreviated. */
export function canonical(token: string): string {
  return digits(token) ?? SHORT.get(token) ?? token;
}

const ARTICLE = new Set('the a an le la les l el los las il lo der das een het'.split(' '));

export function isArticle(token: string): boolean {
  return ARTICLE.has(token);
}

const AND = new Set(['and', 'n']);

export function isAnd(token: string): boolean {
  return AND.has(token);
}

const VOLUME = new Set(['vol', 'pt', 'ep', 'ch']);

/** Whether `spoken` leaves a word as it is, whatever stands beside it. */
export function isSaidAsWritten(word: string): boolean {
  return canonical(word) === word && digits(word) === undefined && !AND.has(word) && !VOLUME.has(word);
}

/**
 * Words as they are said: numbers in digits, titles abbreviated, no `and` or `&`, no `part` before its number. Two
 * titles that are said alike are one name written in two ways.
 */
export function spoken(words: readonly string[]): string[] {
  const short = withDigits(words).map((word) => SHORT.get(word) ?? word);
  const kept = short.filter(
    (word, i) => !(isAnd(word) && i > 0) && !(i > 0 && VOLUME.has(word) && /^\d/.test(short[i + 1] ?? '')),
  );
  return kept.length > 0 ? kept : short;
}

/** See `TitleForms.squeezed`. */
export function squeeze(words: readonly string[]): string {
  return squeezeSaid(spoken(words));
}

/** `squeeze` of words whose last is not finished: it stays as it is typed, be it `and`, `n` or a numeral. */
export function squeezeBegun(words: readonly string[]): string {
  return squeezeSaid([...spoken(words.slice(0, -1)), ...words.slice(-1)]);
}

/** `squeeze` of words that are as they are said. */
export function squeezeSaid(said: readonly string[]): string {
  const bare = said.length > 1 && isArticle(said[0] ?? '') ? said.slice(1) : said;
  return bare.join('').slice(0, LONGEST_FORM);
}
