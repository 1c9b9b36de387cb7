import { hash } from 'node:crypto';
import type { Step, Tallied } from './result.ts';

/**
 * A film's lot in a draw: the SHA-256 of `seed:id` in hex, the lowest wins. `printf %s 'SEED:ID' | sha256sum` prints
 * it anywhere. Hashed, since ids and seeds begin with the time they were made at, which no draw may favour.
 */
export function lot(seed: string, id: string): string {
  return hash('sha256', `${seed}:${id}`);
}

/**
 * The tie rule as one order, best first: more first choices (or votes: level films of one tally have the same), then
 * waiting longer, then the lower lot. The first of level films wins, the last of them is eliminated.
 */
export function byTieRule(films: readonly Tallied[], seed: string): Tallied[] {
  const lots = new Map(films.map(({ id }) => [id, lot(seed, id)]));
  const drawn = (a: Tallied, b: Tallied) => ((lots.get(a.id) ?? '') < (lots.get(b.id) ?? '') ? -1 : 1);
  return films.toSorted((a, b) => b.votes - a.votes || a.waitingSince - b.waitingSince || drawn(a, b));
}

/** The step of the tie rule that tells two films apart. */
export function decidingStep(one: Tallied, other: Tallied): Step {
  if (one.votes !== other.votes) return 'first-choices';
  return one.waitingSince !== other.waitingSince ? 'waiting' : 'draw';
}
