import { EAST_ASIAN, jamo, plain } from './letters.ts';
import { Remembered } from './remembered.ts';
import { isSaidAsWritten } from './said.ts';

const ELIDED = /^(?:[ldjncmst]|qu|un|gl|(?:de|a|ne|su|da|que)ll|quest|lorsqu|jusqu)$/i;
const FRACTION = /(?<=\d)(?=[¼-¾⅐-⅞])/g;
const HAS_FRACTION = /[¼-¾⅐-⅞]/;
const OTHER_SPACE = /[\s--[ ]]/v;
const ALL_EAST_ASIAN = new RegExp(`^${EAST_ASIAN.source}+$`, 'u');
const SCRIPTS_MEET = new RegExp(
  `(?<=${EAST_ASIAN.source})(?=[\\p{L}\\p{N}])(?!${EAST_ASIAN.source})|(?<=[\\p{L}\\p{N}])(?<!${EAST_ASIAN.source})(?=${EAST_ASIAN.source})`,
  'u',
);

/** What lies between two spaces of a text. */
export type Stretch = {
  /** Its words; Hangul as it is written. None: signs alone. */
  readonly words: readonly string[];
  /** Its words, Hangul as keys. */
  readonly keys: readonly string[];
  /** Its words written together. */
  readonly together: string;
  /** Whether any of it is East Asian as it is written, and whether any of its words is. */
  readonly isEastAsian: boolean;
  readonly hasEastAsian: boolean;
  /** Whether `spoken` leaves its words as they are. */
  readonly isSaid: boolean;
};

/** Titles use the same words again and again: what is found of a stretch is remembered. */
const remembered = new Remembered<Stretch>(8_000);

function stretchOf(text: string): Stretch {
  return remembered.get(text) ?? remembered.set(text, makeStretch(text, pieces(text)));
}

function makeStretch(text: string, words: string[]): Stretch {
  const keys = words.map(jamo);
  return {
    words,
    keys: keys.every((key, i) => key === words[i]) ? words : keys,
    together: keys.length === 1 ? (keys[0] ?? '') : jamo(words.join('')),
    isEastAsian: EAST_ASIAN.test(text),
    hasEastAsian: words.some((word) => EAST_ASIAN.test(word)),
    isSaid: keys.every(isSaidAsWritten),
  };
}

/** Words of one stretch without spaces: `Spider-Man` two, `d'Amélie` two, `Momma's` one, `S.W.A.T.` one, `48시간` two. */
function pieces(chunk: string): string[] {
  const open = chunk.replace(/['’ʼ‘`´]/g, (_, at: number) => (ELIDED.test(chunk.slice(0, at)) ? ' ' : ''));
  const found = plain(open)
    .split(' ')
    .flatMap((piece) => (isOfOneKind(piece) ? [piece] : piece.split(SCRIPTS_MEET)))
    .filter((piece) => piece !== '');
  return found.every((piece) => /^[a-z]$/.test(piece)) ? [found.join('')].filter(Boolean) : found;
}

const isOfOneKind = (piece: string) => !EAST_ASIAN.test(piece) || ALL_EAST_ASIAN.test(piece);

/** The stretches of a text, also those of signs alone, unless all are: then the signs are the only word. */
export function stretches(text: string): readonly Stretch[] {
  const parted = HAS_FRACTION.test(text) ? text.replace(FRACTION, ' ') : text;
  const found = (OTHER_SPACE.test(parted) ? parted.split(/\s+/) : parted.split(' ')).map(stretchOf);
  if (found.some(({ words }) => words.length > 0)) return found;
  // a title of signs alone ("...", "$") is its own only word
  const signs = text.toLowerCase().replace(/\s+/g, '');
  return signs === '' ? [] : [makeStretch(signs, [signs])];
}

/** The words of a text in order, as `TitleForms.tokens`. */
export function tokens(text: string): string[] {
  return stretches(text).flatMap(({ keys }) => keys);
}
