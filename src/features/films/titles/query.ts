import { clean } from '../../../lib/text.ts';
import { pairsOf } from './forms.ts';
import { isAnd, isArticle, squeeze, squeezeBegun } from './said.ts';
import { isNoise } from './weights.ts';
import { tokens } from './words.ts';

/** One way to understand what somebody typed. */
export type Reading = {
  tokens: string[];
  squeezed: string;
  /** All that was typed, in small letters. */
  text: string;
  /** The years it may be from; empty where none is named. */
  years: number[];
  /** Words taken for something else than the title: a director, a country, a service. */
  dropped: string[];
};

/** What somebody typed, read in every way that makes sense; the first takes all of it as a title. */
export type Query = {
  readings: Reading[];
  /** Neighbouring syllables of East Asian text, marked as in `TitleForms.words`. */
  pairs: string[];
};

/** How much of a typed text is looked at, in UTF-16 code units, and how many of its words. */
const LONGEST_QUERY = 200;
const MOST_WORDS = 16;

const FULL_YEAR = /^(18[7-9]\d|19\d\d|20\d\d)$/;
const IN_BRACKETS = /[([](\d{4})[)\]]/;

/** Reads a typed text. No readings: there is nothing in it to look for. */
export function readQuery(text: string): Query {
  // cut before cleaning (6,000 invisible characters cost nothing) and after it
  const line = clean(text.slice(0, LONGEST_QUERY * 2))
    .trim()
    .slice(0, LONGEST_QUERY)
    .toWellFormed();
  const words = tokens(line).slice(0, MOST_WORDS);
  if (words.length === 0) return { readings: [], pairs: [] };
  const titles = [...whole(words), ...withYear(line, words)];
  const typed = line.toLowerCase();
  const readings = [...titles, ...titles.flatMap(withoutBeside)].map((one) => ({ ...one, text: typed }));
  return { readings, pairs: pairsOf(line) };
}

function reading(words: string[], years: number[] = [], dropped: string[] = []): Omit<Reading, 'text'> {
  return { tokens: words, squeezed: squeeze(words), years, dropped };
}

/** The readings that take all of it for a title: as it is said, and with its last word still being typed. */
function whole(words: string[]): Omit<Reading, 'text'>[] {
  const [said, begun] = [reading(words), { ...reading(words), squeezed: squeezeBegun(words) }];
  if (begun.squeezed === said.squeezed) return [said];
  return isOpen(words) ? [begun] : [said, begun];
}

/** Whether the last word is hardly the last: an `and`, or the one letter there is, which is no numeral yet. */
function isOpen(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  const alone = words.slice(0, -1).every(isArticle);
  return alone ? /^[a-z]$/.test(last) : isAnd(last);
}

/** The readings that take a number for the year: "(2023)", a year first or last, "21" last. */
function withYear(line: string, words: readonly string[]): Omit<Reading, 'text'>[] {
  if (words.length < 2) return [];
  const bracketed = IN_BRACKETS.exec(line)?.[1];
  const last = words.at(-1) ?? '';
  const place = bracketed !== undefined && FULL_YEAR.test(bracketed) ? words.lastIndexOf(bracketed) : yearPlace(words);
  if (place >= 0) return [reading(words.toSpliced(place, 1), [Number(words[place])])];
  return /^\d\d$/.test(last) ? [reading(words.slice(0, -1), [Number(`20${last}`), Number(`19${last}`)])] : [];
}

function yearPlace(words: readonly string[]): number {
  if (FULL_YEAR.test(words.at(-1) ?? '')) return words.length - 1;
  return FULL_YEAR.test(words[0] ?? '') ? 0 : -1;
}

/** The same reading without noise, and without the one or two words at an end that may name a person or a country. */
function withoutBeside({ tokens, years }: Omit<Reading, 'text'>): Omit<Reading, 'text'>[] {
  const title = tokens.filter((token) => !isNoise(token));
  const ends = [
    [title.slice(0, -1), title.slice(-1)],
    [title.slice(0, -2), title.slice(-2)],
    [title.slice(0, -3), title.slice(-3)],
    [title.slice(1), title.slice(0, 1)],
    [title.slice(2), title.slice(0, 2)],
  ] as const;
  const noise = title.length < tokens.length && title.length > 0 ? [reading(title, years, tokens.filter(isNoise))] : [];
  return [...noise, ...ends.filter(([kept]) => kept.length > 0).map(([kept, gone]) => reading(kept, years, gone))];
}
