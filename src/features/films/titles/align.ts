import type { Candidate, StandsFor } from './rank.ts';
import { canonical } from './said.ts';
import { weight } from './weights.ts';

/** The score of a title that holds all that was typed, and nothing else, in order. */
export const ALL_WORDS = 1.35;
/** Words written together must be at least so alike. */
const JOINED = 0.75;

/** Finds each typed word in the title: how much of what was typed is there, how much of the title that is, in order? */
export function align(
  typed: readonly string[],
  { tokens, beside }: Candidate,
  standsFor: StandsFor,
): { score: number; exact: boolean } {
  const free = new Set(tokens.keys());
  const title: Words = { words: tokens, forms: tokens.map(canonical), initials: tokens.map((word) => word.charAt(0)) };
  const sum = { asked: 0, found: 0, title: 0, inOrder: 0 };
  let exact = true;
  let previous = -1;
  for (let i = 0; i < typed.length; ) {
    const spot = bestSpot(typed, i, title, free, standsFor);
    const asked = typed.slice(i, i + spot.took).reduce((total, token) => total + weight(token), 0);
    const known = spot.likeness === 0 && beside.has(typed[i] ?? '');
    sum.asked += asked;
    sum.found += asked * (known ? 0.9 : spot.likeness);
    sum.inOrder += spot.places.at(0) === previous + 1 ? spot.took : 0;
    exact &&= spot.likeness >= 0.95;
    for (const place of spot.places) {
      free.delete(place);
      sum.title += weight(tokens[place] ?? '');
    }
    previous = spot.places.at(-1) ?? previous;
    i += spot.took;
  }
  if (free.size === tokens.length) return { score: 0, exact: false };
  const whole = tokens.reduce((total, token) => total + weight(token), 0);
  const [said, covered, order] = [sum.found / sum.asked, sum.title / whole, sum.inOrder / typed.length];
  return { score: ALL_WORDS * said ** 2 * (0.62 + 0.33 * covered + 0.05 * order), exact };
}

/** The words of a title, as they count in comparing, and their first letters. */
type Words = { words: readonly string[]; forms: readonly string[]; initials: readonly string[] };

type Spot = { likeness: number; places: readonly number[]; took: number };

/** The best free place in the title for the typed word at `i`, alone or written together with its neighbour. */
function bestSpot(
  typed: readonly string[],
  i: number,
  { words, forms, initials }: Words,
  free: ReadonlySet<number>,
  standsFor: StandsFor,
): Spot {
  const token = typed[i] ?? '';
  const form = canonical(token);
  const pair = i + 1 < typed.length ? token + (typed[i + 1] ?? '') : undefined;
  let best = initialsSpot(token, initials, free);
  const offer = (likeness: number, place: number, next = 0, took = 1) => {
    if (likeness <= best.likeness) return;
    best = { likeness, places: next === 0 ? [place] : [place, next], took };
  };
  for (const place of free) {
    const word = words[place] ?? '';
    offer(token === word ? 1 : form === forms[place] ? 0.99 : standsFor(token, word), place);
    if (pair !== undefined) offer(joined(pair, word, standsFor), place, 0, 2);
    if (free.has(place + 1)) offer(joined(token, word + (words[place + 1] ?? ''), standsFor), place, place + 1);
  }
  return best;
}

/** Words written together are hardly misspelt as well: else a long word swallows the short one beside it, `hte`. */
function joined(typed: string, word: string, standsFor: StandsFor): number {
  const likeness = typed === word ? 1 : standsFor(typed, word);
  return likeness < JOINED ? 0 : 0.98 * likeness;
}

/** Where the title's words begin with the letters typed: `gotg vol 2`. */
function initialsSpot(token: string, initials: readonly string[], free: ReadonlySet<number>): Spot {
  const none = { likeness: 0, places: [], took: 1 };
  if (token.length < 3 || token.length > initials.length) return none;
  const start = initials
    .map((letter, place) => (free.has(place) ? letter : ' '))
    .join('')
    .indexOf(token);
  return start < 0 ? none : { likeness: 0.88, places: Array.from(token, (_, i) => start + i), took: 1 };
}
