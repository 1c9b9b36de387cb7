import type { Db } from '../../../db/db.ts';
import { popularity } from '../rules.ts';
import type { Query, Reading } from '../titles/query.ts';
import type { Match } from '../titles/rank.ts';
import { telling } from '../titles/weights.ts';
import type { CandidateRow } from './candidates.ts';
import { type Dictionary, lookUpFar, MEANT } from './dictionary.ts';
import { byAge, type FilmHit, hitOf } from './hits.ts';
import { besideWords, type FoundFilm } from './known.ts';
import { bestOf, NO_MATCH, Scoring } from './scoring.ts';

/** Below this score nothing fits well: look wider. */
const GOOD = 0.8;
/** Below this there is nothing yet. */
const FAIR = 0.4;
/** From here on a title begins as was typed, or holds it. */
const ENOUGH = 0.95;
/** Of fewer, the best must be likely what was meant. */
const FEW = 3;
/** From here on the best is likely what was meant. */
const LIKELY = 1.1;
/** How many of the best are looked at closely where people may decide. */
const MOST_CLOSE = 40;
/** A typed word this long may hold two slips. */
const LONG = 5;
const SHORT = 3;

type Scored = Match & { rows: CandidateRow[] };

/** One search under way: what has been found for a query so far. */
export class Search {
  readonly #query: Query;
  readonly dictionary: Dictionary;
  readonly #scoring: Scoring;
  readonly #found = new Map<string, Scored>();
  #bestScore = 0;
  /** The best score of a title that is all that was typed. */
  #bestWhole = 0;

  constructor(query: Query, dictionary: Dictionary) {
    this.#query = query;
    this.dictionary = dictionary;
    this.#scoring = new Scoring(query, dictionary);
  }

  /** The readings that take all of it for a title, each words once. */
  get titles(): Reading[] {
    const titles = this.#query.readings.filter(({ dropped }) => dropped.length === 0);
    return [...new Map(titles.map((reading) => [reading.tokens.join(' '), reading])).values()];
  }

  /** Looks further for words that are in no title as they were typed. */
  async addFar(db: Db): Promise<void> {
    for (const word of new Set(this.titles.flatMap(({ tokens }) => telling(tokens)))) {
      const near = this.dictionary.meanings.get(word) ?? new Map<string, number>();
      if (word.length < LONG || near.values().some((likeness) => likeness >= MEANT)) continue;
      await lookUpFar(db, this.dictionary, word);
    }
  }

  add(rows: readonly CandidateRow[]): void {
    const fresh = new Map<string, CandidateRow>();
    for (const row of rows) {
      const key = `${row.film_id} ${row.tokens}`;
      if (row.parts || !fresh.has(key)) fresh.set(key, row);
    }
    for (const row of fresh.values()) {
      const before = this.#found.get(row.film_id);
      const now = this.#scoring.near(row);
      const best = before && before.score >= now.score ? before : now;
      this.#bestScore = Math.max(this.#bestScore, best.score);
      if (!best.isPart) this.#bestWhole = Math.max(this.#bestWhole, best.score);
      this.#found.set(row.film_id, { ...best, rows: [...(before?.rows ?? []), row] });
    }
  }

  /** How many were found by all that was typed. */
  get #whole(): number {
    return this.#found.values().reduce((count, { isPart, score }) => (isPart || score === 0 ? count : count + 1), 0);
  }

  /** Whether several words tell what is meant: a title that has all of them is, and hardly one that has some. */
  isTelling(): boolean {
    return telling(this.titles[0]?.tokens ?? []).length > 1;
  }

  /** Whether a title is called or begins as was typed, so that no word of it needs to be a slip. */
  isCalledSo(): boolean {
    const [only = '', ...more] = telling(this.titles[0]?.tokens ?? []);
    const isBegun = more.length > 0 || only.length <= SHORT || this.dictionary.uses.has(only);
    return this.#found
      .values()
      .some(({ exactness, isPart }) => !isPart && (exactness === 'exact' || (exactness === 'prefix' && isBegun)));
  }

  /** Whether so many titles begin so, or hold the very characters typed, that others need not be looked for. */
  isFull(limit: number): boolean {
    const good = this.#found.values().filter(({ isPart, score }) => !isPart && score >= ENOUGH);
    return good.take(limit).toArray().length === limit;
  }

  /** Whether a title that fits well is called one of these names. */
  isCalled(names: readonly string[]): boolean {
    const called = new Set(names);
    return this.#found
      .values()
      .some(({ score, rows }) => score >= GOOD && rows.some(({ squeezed }) => called.has(squeezed)));
  }

  isWeak(): boolean {
    return this.#bestScore < GOOD || (this.#bestScore < LIKELY && this.#whole < FEW);
  }

  isPoor(): boolean {
    return this.#bestScore < FAIR;
  }

  /** The ids of the best films so far, and which of them a person's name may lift: of these, more. */
  best(limit: number): { ids: string[]; peopled: string[] } {
    const best = [...this.#found]
      .filter(([, { score }]) => score > 0)
      .map(([id, found]) => ({ id, isLifted: this.#isLifted(found), order: found.score + fame(found) }))
      .sort((a, b) => b.order - a.order)
      .slice(0, Math.max(limit, MOST_CLOSE));
    return {
      ids: best.filter(({ isLifted }, i) => isLifted || i < limit).map(({ id }) => id),
      peopled: best.filter(({ isLifted }) => isLifted).map(({ id }) => id),
    };
  }

  /** Whether it may be a person that is named beside the title; hardly where a title is all that was typed. */
  #isLifted({ isPart }: Match): boolean {
    if (isPart) return this.#bestWhole < LIKELY;
    return this.#bestScore < GOOD && (this.titles[0]?.tokens.length ?? 0) > 1;
  }

  /** These films, scored with all that is known of them, best first. */
  rank(films: readonly FoundFilm[]): FilmHit[] {
    const scored = films.map((film) => {
      const match = this.#closely(film);
      return { film, match, score: match.score + popularity(film, match.exactness) };
    });
    return scored
      .sort((a, b) => b.score - a.score || byAge(a.film, b.film))
      .map(({ film, match }) => hitOf(film, match));
  }

  #closely(film: FoundFilm): Match {
    const found = this.#found.get(film.id);
    if (found === undefined) return NO_MATCH;
    const isVague = this.#bestScore < LIKELY;
    if (!isVague && !this.#isLifted(found)) return found;
    const beside = this.#isLifted(found) ? besideWords(film) : undefined;
    return bestOf(found.rows.map((row) => this.#scoring[isVague ? 'far' : 'near'](row, beside)));
  }
}

/** What popularity may add to a title that was found. */
function fame({ rows, exactness }: Scored): number {
  return popularity({ votes: rows[0]?.votes ?? null, activity: 0 }, exactness);
}
