import type { Db } from '../../../db/db.ts';
import { popularity } from '../rules.ts';
import { type Query, type Reading, readQuery } from '../titles/query.ts';
import { type Candidate, type Exactness, type Match, match, type StandsFor } from '../titles/rank.ts';
import { telling } from '../titles/weights.ts';
import { type CandidateRow, type Group, titlesNamed, titlesWorded } from './candidates.ts';
import { type Dictionary, farLikeness, lookUp, lookUpFar, MEANT } from './dictionary.ts';
import { besideWords, type FoundFilm, foundFilms } from './known.ts';

/** A film that was found. `similarity`: how well it fits what was typed, 0 to 1. */
export type FilmHit = Omit<FoundFilm, 'people' | 'activity' | 'votes'> & { exactness: Exactness; similarity: number };

/** Below this score nothing fits well: look wider. */
const GOOD = 0.8;
/** Below this there is nothing yet. */
const FAIR = 0.4;
/** Above it, the few found are enough. */
const SURE = 1.3;
const FEW = 3;
/** How many of the best are looked at closely. */
const MOST_CLOSE = 60;
/** A typed word this long may hold two slips. */
const LONG = 5;
const SHORT = 3;
const MOST_GROUPS = 6;
/** The best score there is without a year. */
const PERFECT = 1.6;

type Asked = { text: string; guildId?: string | undefined; limit: number };

/** The films that a typed text may mean, best first. */
export async function findFilms(db: Db, { text, guildId, limit }: Asked): Promise<FilmHit[]> {
  const query = readQuery(text);
  if (query.readings.length === 0) return [];
  const [dictionary, named] = await Promise.all([lookUp(db, query), titlesNamed(db, guildId, query)]);
  const search = new Search(query, dictionary);
  search.add(named);
  search.add(await titlesWorded(db, guildId, search.ways(false)));
  if (search.isWeak()) {
    await search.addFar(db);
    search.add(await titlesWorded(db, guildId, [...search.ways(true), ...search.waysWithoutOne()]));
    if (search.isPoor()) search.add(await titlesWorded(db, guildId, search.waysByLongest()));
  }
  return search.rank(await foundFilms(db, guildId, search.best(MOST_CLOSE))).slice(0, limit);
}

type Scored = Match & { rows: CandidateRow[] };

/** One search under way: what has been found for a query so far. */
class Search {
  readonly #query: Query;
  readonly #dictionary: Dictionary;
  readonly #found = new Map<string, Scored>();

  constructor(query: Query, dictionary: Dictionary) {
    this.#query = query;
    this.#dictionary = dictionary;
  }

  get #titles(): Reading[] {
    return this.#query.readings.filter(({ dropped }) => dropped.length === 0);
  }

  readonly #near: StandsFor = (typed, word) => this.#dictionary.meanings.get(typed)?.get(word) ?? 0;

  /** Titles share most of their words: each pair is compared once. */
  readonly #compared = new Map<string, Map<string, number>>();

  readonly #far: StandsFor = (typed, word) => {
    const compared = this.#compared.get(typed) ?? new Map<string, number>();
    this.#compared.set(typed, compared);
    const likeness = compared.get(word) ?? (this.#near(typed, word) || farLikeness(typed, word));
    compared.set(word, likeness);
    return likeness;
  };

  /** Looks further for words that are in no title as they were typed. */
  async addFar(db: Db): Promise<void> {
    for (const word of new Set(this.#titles.flatMap(({ tokens }) => telling(tokens)))) {
      const near = this.#dictionary.meanings.get(word) ?? new Map<string, number>();
      if (word.length < LONG || near.values().some((likeness) => likeness >= MEANT)) continue;
      await lookUpFar(db, this.#dictionary, word);
    }
  }

  /** The words that stand for each telling word of a reading: only those meant, or also what they may be misspelt for. */
  #groups(tokens: readonly string[], wide: boolean): Group[] {
    const groups = telling(tokens).map((token) => {
      const meanings = [...(this.#dictionary.meanings.get(token) ?? [])];
      const meant = meanings.filter(([, likeness]) => likeness >= MEANT);
      const words = (wide || meant.length === 0 ? meanings : meant).map(([word]) => word);
      return words.length === 0 ? this.#group([]) : this.#group([...words, `.${token}`]);
    });
    return groups.filter(({ words }) => words.length > 0).slice(0, MOST_GROUPS);
  }

  #group(words: readonly string[]): Group {
    return { words, uses: words.reduce((sum, word) => sum + (this.#dictionary.uses.get(word) ?? 0), 0) };
  }

  /** Titles that have all telling words. */
  ways(wide: boolean): Group[][] {
    return this.#titles.flatMap(({ tokens }) => {
      const groups = this.#groups(tokens, wide);
      const [only] = groups;
      // a letter or two begin too many words; titles that begin so are found by name
      if (only && groups.length === 1 && (tokens.at(-1)?.length ?? 0) < SHORT) {
        return [[this.#group(only.words.slice(0, 2))]];
      }
      return groups.length > 0 ? [groups] : [];
    });
  }

  /** Titles that have all telling words but one. */
  waysWithoutOne(): Group[][] {
    const [first] = this.#titles;
    const groups = this.#groups(first?.tokens ?? [], false);
    return groups.length < 2 ? [] : groups.map((_, i) => groups.toSpliced(i, 1));
  }

  /** Titles that have the two longest words, or one of them. */
  waysByLongest(): Group[][] {
    const [first] = this.#titles;
    const longest = telling(first?.tokens ?? []).sort((a, b) => b.length - a.length);
    const groups = this.#groups(longest.slice(0, 2), true);
    const each = groups.map((group) => [group]);
    return groups.length < 2 ? each : [groups, ...each];
  }

  add(rows: readonly CandidateRow[]): void {
    const fresh = new Map(rows.map((row) => [`${row.film_id} ${row.tokens}`, row]));
    for (const row of rows) if (row.parts) fresh.set(`${row.film_id} ${row.tokens}`, row);
    for (const row of fresh.values()) {
      const before = this.#found.get(row.film_id);
      const now = this.#score(row, NOBODY, this.#near);
      const best = before && before.score >= now.score ? before : now;
      this.#found.set(row.film_id, { ...best, rows: [...(before?.rows ?? []), row] });
    }
  }

  #score(row: CandidateRow, beside: ReadonlySet<string>, standsFor: StandsFor): Match {
    const candidate: Candidate = {
      tokens: row.tokens.split(' '),
      squeezed: row.squeezed,
      isOwn: row.is_own,
      parts: row.parts ?? [],
      years: row.years,
      beside,
    };
    return bestOf(this.#query.readings.map((reading) => match(reading, candidate, standsFor)));
  }

  get #bestScore(): number {
    return Math.max(0, ...this.#found.values().map(({ score }) => score));
  }

  isWeak(): boolean {
    return this.#bestScore < GOOD || (this.#bestScore < SURE && this.#found.size < FEW);
  }

  isPoor(): boolean {
    return this.#bestScore < FAIR;
  }

  /** The ids of the best films so far. */
  best(count: number): string[] {
    const votes = ({ rows, exactness }: Scored) =>
      popularity({ votes: rows[0]?.votes ?? null, activity: 0 }, exactness);
    return [...this.#found]
      .filter(([, { score }]) => score > 0)
      .sort(([, a], [, b]) => b.score + votes(b) - a.score - votes(a))
      .slice(0, count)
      .map(([id]) => id);
  }

  /** These films, scored with all that is known of them, best first. */
  rank(films: readonly FoundFilm[]): FilmHit[] {
    const scored = films.map((film) => {
      const beside = besideWords(film);
      const match = bestOf((this.#found.get(film.id)?.rows ?? []).map((row) => this.#score(row, beside, this.#far)));
      return { film, match, score: match.score + popularity(film, match.exactness) };
    });
    return scored
      .sort((a, b) => b.score - a.score || byAge(a.film, b.film))
      .map(({ film, match }) => hitOf(film, match));
  }
}

function hitOf({ people, activity, votes, ...film }: FoundFilm, { exactness, score }: Match): FilmHit {
  return { ...film, exactness, similarity: Math.min(1, score / PERFECT) };
}

/** Films that are meant without a doubt, best known first, then the newest. */
export function hitsOf(films: readonly FoundFilm[]): FilmHit[] {
  return films
    .toSorted((a, b) => popularity(b, 'exact') - popularity(a, 'exact') || byAge(a, b))
    .map((film) => hitOf(film, { score: PERFECT, exactness: 'exact' }));
}

/** The newer first; films of one year in an order that stays. */
function byAge(a: FoundFilm, b: FoundFilm): number {
  return (b.year ?? 0) - (a.year ?? 0) || (a.id < b.id ? -1 : 1);
}

const NOBODY: ReadonlySet<string> = new Set();

function bestOf(matches: readonly Match[]): Match {
  return matches.reduce((a, b) => (b.score > a.score ? b : a), { score: 0, exactness: 'fuzzy' });
}
