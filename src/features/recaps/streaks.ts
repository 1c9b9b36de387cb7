import { byId } from './rules.ts';

/** Nights in a row that somebody came to: the longest run, and the one that still goes on (0: none). */
export type Streak = { userId: string; longest: number; current: number };

/**
 * The streaks of everybody who came to any of these nights, given the oldest first. A night of which nobody knows who
 * was there (undefined) neither breaks a streak nor makes it longer. The longest streak first, then the longer one that
 * goes on, then by id.
 */
export function streaksOf(nights: readonly (readonly string[] | undefined)[]): Streak[] {
  const known = nights.filter((night) => night !== undefined).map((night) => new Set(night));
  const people = [...new Set(known.flatMap((night) => [...night]))];
  return people
    .map((userId) => streakOf(userId, known))
    .sort((a, b) => b.longest - a.longest || b.current - a.current || byId(a.userId, b.userId));
}

function streakOf(userId: string, nights: readonly ReadonlySet<string>[]): Streak {
  let [longest, current] = [0, 0];
  for (const night of nights) {
    current = night.has(userId) ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return { userId, longest, current };
}
