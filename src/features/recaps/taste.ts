import { byId, type Said } from './rules.ts';

/** Films that two people must both have rated before anything is said of their tastes. */
export const FEWEST_SHARED = 3;
/** People who are compared with each other, those with the most ratings: their pairs grow with the square. */
const MOST_COMPARED = 150;

/** Two people, the films both have rated, and by how many stars they differ on average. */
export type Pair = { userIds: readonly [string, string]; shared: number; distance: number };

/**
 * How alike people rate: for each two of them the mean absolute difference of their ratings in stars over the films
 * that both have rated, three at least. 0 is the same taste; 4.5 is as far apart as it goes. The nearest first; of equal
 * distances those with more shared films, then by their ids.
 */
export function tastePairs(films: readonly (readonly Said[])[]): Pair[] {
  const rated = new Map<string, Map<number, number>>();
  for (const [film, said] of films.entries())
    for (const { userId, halfStars } of said) {
      const theirs = rated.get(userId) ?? new Map<number, number>();
      rated.set(userId, theirs.set(film, halfStars));
    }
  const people = [...rated]
    .filter(([, theirs]) => theirs.size >= FEWEST_SHARED)
    .sort(([a, one], [b, other]) => other.size - one.size || byId(a, b))
    .slice(0, MOST_COMPARED)
    .sort(([a], [b]) => byId(a, b));
  const pairs = people.flatMap((one, index) => people.slice(index + 1).flatMap((other) => pairOf(one, other)));
  return pairs.sort(
    (a, b) =>
      a.distance - b.distance ||
      b.shared - a.shared ||
      byId(a.userIds[0], b.userIds[0]) ||
      byId(a.userIds[1], b.userIds[1]),
  );
}

type Person = readonly [string, ReadonlyMap<number, number>];

function pairOf([a, ofA]: Person, [b, ofB]: Person): Pair[] {
  let [shared, apart] = [0, 0];
  for (const [film, halfStars] of ofA) {
    const other = ofB.get(film);
    if (other === undefined) continue;
    shared++;
    apart += Math.abs(halfStars - other);
  }
  return shared < FEWEST_SHARED ? [] : [{ userIds: [a, b], shared, distance: apart / (2 * shared) }];
}
