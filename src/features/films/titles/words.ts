import { EAST_ASIAN, jamo, plain } from './letters.ts';
import { digits, withDigits } from './numbers.ts';

/** What is kept of a very long title's forms: an index takes no more than about 2,700 bytes. */
export const LONGEST_FORM = 200;

const ELIDED = /^(?:[ldjncmst]|qu|un|gl|(?:de|a|ne|su|da|que)ll|quest|lorsqu|jusqu)$/i;
const FRACTION = /(?<=\d)(?=[¼-¾⅐-⅞])/g;
const SCRIPTS_MEET = new RegExp(
  `(?<=${EAST_ASIAN.source})(?=[\\p{L}\\p{N}])(?!${EAST_ASIAN.source})|(?<=[\\p{L}\\p{N}])(?<!${EAST_ASIAN.source})(?=${EAST_ASIAN.source})`,
  'u',
);

/** Words of one stretch without spaces: `Spider-Man` two, `d'Amélie` two, `Momma's` one, `S.W.A.T.` one, `48시간` two. */
function pieces(chunk: string): string[] {
  const known = rememberedPieces.get(chunk);
  if (known !== undefined) return known;
  if (rememberedPieces.size >= MOST_REMEMBERED) rememberedPieces.clear();
  const found = findPieces(chunk);
  rememberedPieces.set(chunk, found);
  return found;
}

const rememberedPieces = new Map<string, string[]>();

function findPieces(chunk: string): string[] {
  const open = chunk.replace(/['’ʼ‘`´]/g, (_, at: number) => (ELIDED.test(chunk.slice(0, at)) ? ' ' : ''));
  const found = plain(open)
    .split(' ')
    .flatMap((piece) => piece.split(SCRIPTS_MEET))
    .filter((piece) => piece !== '');
  return found.every((piece) => /^[a-z]$/.test(piece)) ? [found.join('')].filter(Boolean) : found;
}

/** The stretches of a text between spaces, each as its words; Hangul as it is written. */
export function chunks(text: string): string[][] {
  const found = text
    .replace(FRACTION, ' ')
    .split(/\s+/)
    .map(pieces)
    .filter((chunk) => chunk.length > 0);
  if (found.length > 0) return found;
  // a title of signs alone ("...", "$") is its own only word
  const signs = text.toLowerCase().replace(/\s+/g, '');
  return signs === '' ? [] : [[signs]];
}

/** The words of a text in order, as `TitleForms.tokens`. */
export function tokens(text: string): string[] {
  return chunks(text).flat().map(jamo);
}

const SHORT: Readonly<Record<string, string>> = {
  doctor: 'dr',
  mister: 'mr',
  volume: 'vol',
  part: 'pt',
  versus: 'vs',
  saint: 'st',
  mount: 'mt',
  episode: 'ep',
  chapter: 'ch',
};

/** So many words are remembered: a search compares the same few hundred again and again. */
const MOST_REMEMBERED = 20_000;
const remembered = new Map<string, string>();

/** A word as it counts in comparing: numbers in digits, titles and volumes abbreviated. */
export function canonical(token: string): string {
  const known = remembered.get(token);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const form = digits(token) ?? SHORT[token] ?? token;
  remembered.set(token, form);
  return form;
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

/**
 * Words as they are said: numbers in digits, titles abbreviated, no `and` or `&`, no `part` before its number. Two
 * titles that are said alike are one name written in two ways.
 */
export function spoken(words: readonly string[]): string[] {
  const short = withDigits(words).map((word) => SHORT[word] ?? word);
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

function squeezeSaid(said: readonly string[]): string {
  const bare = said.length > 1 && isArticle(said[0] ?? '') ? said.slice(1) : said;
  return bare.join('').slice(0, LONGEST_FORM);
}
