import { popularity } from '../rules.ts';
import type { Exactness, Match } from '../titles/rank.ts';
import { isWhole } from '../titles/whole.ts';
import type { FoundFilm } from './known.ts';

/**
 * A film that was found. `similarity`: how well it fits what was typed, 0 to 1. `isWhole`: whether so much of its title
 * was typed that it can be what was meant, see the rule of that name.
 */
export type FilmHit = Omit<FoundFilm, 'activity' | 'people' | 'votes'> & {
  exactness: Exactness;
  similarity: number;
  isWhole: boolean;
};

/** The best score there is without a year. */
const PERFECT = 1.6;

export function hitOf({ people, activity, votes, ...film }: FoundFilm, { exactness, score, of }: Match): FilmHit {
  const isIt = of ? isWhole(of.reading, of.candidate, exactness) : exactness === 'exact';
  return { ...film, exactness, similarity: Math.min(1, score / PERFECT), isWhole: isIt };
}

/** Films that are meant without a doubt, best known first, then the newest. */
export function hitsOf(films: readonly FoundFilm[]): FilmHit[] {
  return films
    .toSorted((a, b) => popularity(b, 'exact') - popularity(a, 'exact') || byAge(a, b))
    .map((film) => hitOf(film, { score: PERFECT, exactness: 'exact' }));
}

/** The newer first; films of one year in an order that stays. */
export function byAge(a: FoundFilm, b: FoundFilm): number {
  return (b.year ?? 0) - (a.year ?? 0) || (a.id < b.id ? -1 : 1);
}
