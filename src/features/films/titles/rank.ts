import { ALL_WORDS, align } from './align.ts';
import { EAST_ASIAN } from './letters.ts';
import type { Reading } from './query.ts';
import { isArticle, spoken } from './said.ts';
import { isNoise } from './weights.ts';

/** How a title was found: as it is called, as it begins, by its words, by words like them. */
export type Exactness = 'exact' | 'prefix' | 'words' | 'fuzzy';

/** A title that may be meant, with what its film is known for. */
export type Candidate = {
  tokens: readonly string[];
  squeezed: string;
  /** As its source writes it. */
  title: string;
  /** Whether it is the film's main or original title, not one of many elsewhere. */
  isOwn: boolean;
  /** Names, marked as in `TitleForms.words`, of its parts and initials that a query may have. */
  parts: readonly string[];
  /** The years that the film is listed under. */
  years: readonly number[];
  /** Words that a query may name beside the title: its people, its countries. */
  beside: ReadonlySet<string>;
};

/** How likely it is, 0 to 1, that who typed the first word means the second. */
export type StandsFor = (typed: string, word: string) => number;

/**
 * `score`: 0 to about 2, more is better, popularity left aside. `isPart`: what else was typed may be its people. `of`:
 * what was compared.
 */
export type Match = {
  score: number;
  exactness: Exactness;
  isPart?: boolean;
  of?: { reading: Reading; candidate: Candidate };
};

const CALLED = 1.6;
/** Less than popularity may add: who types `2` may well mean the famous `II`; who types `one` hardly means `1`. */
const SAID_ALIKE = 1.58;
const CALLED_NEARLY = 1.5;
const CALLED_ELSEWHERE = 0.04;
const FIRST_PART = 1.3;
const LATER_PART = 1.2;
const INITIALS = 1.1;
const FEW_INITIALS = 0.95;
const BEGINS = 0.75;
const HOLDS = 0.8;
/** More for a title that begins as typed, word for word, and for one that has the very characters typed. */
const BEGINS_SO = 0.45;
const BEGINS_ALMOST = 0.12;
const HOLDS_SO = 0.35;
const BEGUN_AT_MOST = 1.34;
const NOISE_DROPPED = 0.1;
const WORD_DROPPED = 0.95;
const KNOWN_DROPPED = 0.2;

/** How well a title fits one reading of a query. */
export function match(reading: Reading, candidate: Candidate, standsFor: StandsFor): Match {
  const isPart = reading.dropped.length > 0;
  const found = isPart ? matchName(reading, candidate) : matchTitle(reading, candidate, standsFor);
  return {
    ...found,
    isPart,
    of: { reading, candidate },
    score: Math.max(0, found.score + yearScore(reading.years, candidate.years) - dropCost(reading, candidate)),
  };
}

/** What it costs that words were left out: little for noise and for what the film is known for. */
function dropCost({ dropped }: Reading, { beside }: Candidate): number {
  const costs = dropped.map((word) =>
    isNoise(word) ? NOISE_DROPPED : beside.has(word) ? KNOWN_DROPPED : WORD_DROPPED,
  );
  return costs.length === 0 ? 0 : Math.max(...costs) + 0.01 * costs.length;
}

function yearScore(asked: readonly number[], listed: readonly number[]): number {
  if (asked.length === 0) return 0;
  const away = Math.min(...asked.flatMap((year) => listed.map((other) => Math.abs(year - other))));
  if (away === 0) return 0.4;
  return away === 1 ? 0.15 : -0.5;
}

/** The match of a name alone: the whole title, or a part of it that stands for the whole. */
function matchName(reading: Reading, { squeezed, tokens, parts, isOwn }: Candidate): Match {
  if (squeezed === reading.squeezed) {
    return { score: called(reading.tokens, tokens) - (isOwn ? 0 : CALLED_ELSEWHERE), exactness: 'exact' };
  }
  if (parts.includes(`+${reading.squeezed}`)) return { score: CALLED_NEARLY, exactness: 'exact' };
  if (parts.includes(`=${reading.squeezed}`)) {
    return { score: squeezed.startsWith(reading.squeezed) ? FIRST_PART : LATER_PART, exactness: 'words' };
  }
  const areInitials = reading.tokens.length === 1 && parts.includes(`.${reading.squeezed}`);
  return { score: areInitials ? (reading.squeezed.length > 3 ? INITIALS : FEW_INITIALS) : 0, exactness: 'words' };
}

/** How well a title is called that is the same but for spaces and signs. */
function called(typed: readonly string[], title: readonly string[]): number {
  if (equal(typed, title)) return CALLED;
  const isLoneWord = typed.length === 1 && !/\d/.test(typed[0] ?? '');
  return !isLoneWord && equal(spoken(typed), spoken(title)) ? SAID_ALIKE : CALLED_NEARLY;
}

function matchTitle(reading: Reading, candidate: Candidate, standsFor: StandsFor): Match {
  const name = matchName(reading, candidate);
  if (name.exactness === 'exact') return name;
  const share = reading.squeezed.length / candidate.squeezed.length;
  const starts = candidate.squeezed.startsWith(reading.squeezed);
  const telling = reading.squeezed.length > 2 || EAST_ASIAN.test(reading.squeezed);
  const holds = telling && candidate.squeezed.includes(reading.squeezed);
  const whole = standsFor(reading.squeezed, candidate.squeezed);
  const { score, exact } = align(reading.tokens, candidate, standsFor);
  const ways: Match[] = [
    { score, exactness: exact ? 'words' : 'fuzzy' },
    { score: starts ? BEGINS + 0.25 * share : 0, exactness: 'prefix' },
    { score: holds ? HOLDS * (0.75 + 0.25 * share) : 0, exactness: 'words' },
    { score: share > 0.5 ? ALL_WORDS * whole ** 2 : 0, exactness: 'fuzzy' },
    name,
  ];
  const best = ways.reduce((a, b) => (b.score > a.score ? b : a));
  const so = literal(reading, candidate, starts, holds);
  return {
    score: Math.max(best.score, Math.min(BEGUN_AT_MOST, best.score + so)),
    exactness: starts ? 'prefix' : best.exactness,
  };
}

/** What it adds that a title has the very words typed at its beginning, or in East Asian script the very characters. */
function literal(reading: Reading, candidate: Candidate, starts: boolean, holds: boolean): number {
  if (!EAST_ASIAN.test(reading.text)) return starts ? (beginsSo(reading, candidate) ? BEGINS_SO : BEGINS_ALMOST) : 0;
  if (!holds || !candidate.title.toLowerCase().includes(reading.text)) return 0;
  return starts ? HOLDS_SO + 0.05 : HOLDS_SO;
}

/** Whether a title begins with the letters typed, its article left aside where none was typed. */
function beginsSo({ tokens }: Reading, candidate: Candidate): boolean {
  const [first = '', ...rest] = candidate.tokens;
  const typed = tokens.join('');
  return candidate.tokens.join('').startsWith(typed) || (isArticle(first) && rest.join('').startsWith(typed));
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}
