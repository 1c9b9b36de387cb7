import type { Query } from '../titles/query.ts';
import { type Candidate, type Match, match, type StandsFor } from '../titles/rank.ts';
import type { CandidateRow } from './candidates.ts';
import { type Dictionary, farLikeness } from './dictionary.ts';

const NOBODY: ReadonlySet<string> = new Set();

export const NO_MATCH: Match = { score: 0, exactness: 'fuzzy' };

/** The match of the best score; the first of equals. */
export function bestOf(matches: readonly Match[]): Match {
  return matches.reduce((a, b) => (b.score > a.score ? b : a), NO_MATCH);
}

/** How well titles fit a query. */
export class Scoring {
  readonly #query: Query;
  readonly #dictionary: Dictionary;
  /** Titles share most of their words: each pair is compared once. */
  readonly #compared = new Map<string, Map<string, number>>();

  constructor(query: Query, dictionary: Dictionary) {
    this.#query = query;
    this.#dictionary = dictionary;
  }

  /** By the words that the dictionary says are meant. `beside`: words that may be typed beside the title. */
  near(row: CandidateRow, beside = NOBODY): Match {
    return this.#score(row, beside, this.#near);
  }

  /** The same, each word compared with each of the title's, so that words two slips apart count too. */
  far(row: CandidateRow, beside = NOBODY): Match {
    return this.#score(row, beside, this.#far);
  }

  readonly #near: StandsFor = (typed, word) => this.#dictionary.meanings.get(typed)?.get(word) ?? 0;

  readonly #far: StandsFor = (typed, word) => {
    const compared = this.#compared.get(typed) ?? new Map<string, number>();
    this.#compared.set(typed, compared);
    const likeness = compared.get(word) ?? (this.#near(typed, word) || farLikeness(typed, word));
    compared.set(word, likeness);
    return likeness;
  };

  #score(row: CandidateRow, beside: ReadonlySet<string>, standsFor: StandsFor): Match {
    const candidate: Candidate = {
      tokens: row.tokens.split(' '),
      squeezed: row.squeezed,
      title: row.title,
      isOwn: row.is_own,
      parts: row.parts ?? [],
      years: row.years,
      beside,
    };
    return bestOf(this.#query.readings.map((reading) => match(reading, candidate, standsFor)));
  }
}
