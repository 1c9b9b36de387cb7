import { EAST_ASIAN, jamo, plain } from './letters.ts';
import { digits, withDigits } from './numbers.ts';

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

/** The stretches of a text between spaces, each as its words. */
function chunks(text: string): string[][] {
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
  const said = spoken(words);
  const bare = said.length > 1 && isArticle(said[0] ?? '') ? said.slice(1) : said;
  return bare.join('').slice(0, LONGEST_FORM);
}

const PARTS = /[:：;()[\]]|\s[-–—~|/]+\s|[–—]|,? or:? /;
const LONGEST_JOINED = 32;
/** What is kept of a very long title's forms: an index takes no more than about 2,700 bytes. */
const LONGEST_FORM = 200;

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
