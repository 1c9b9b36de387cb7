import { type Random, random } from './search-random.ts';

/** Words of a kind, each with a rank: the lower, the more often it is drawn. */
export type Lexicon = (source: Random) => string;

/** How many letters decide which may follow: of few words, more would make none but those words again. */
const orderFor = (words: number) => (words < 5000 ? 2 : 3);
const LONGEST = 14;
const SHORTEST = 3;
/** So many of the first ranks are about as common. */
const FLAT = { words: 300, signs: 15, signWords: 40 };

/**
 * Words that look like those given, made by a Markov chain of their letters: `count` of them, drawn by Zipf's law. The
 * word of a rank depends on nothing but the seed, the rank and the words given.
 */
export function inventedWords(like: readonly string[], count: number, seed: number): Lexicon {
  const order = orderFor(like.length);
  const follows = new Map<string, string>();
  for (const word of like) {
    const padded = `${' '.repeat(order)}${word} `;
    for (let i = order; i < padded.length; i++) {
      const before = padded.slice(i - order, i);
      follows.set(before, (follows.get(before) ?? '') + padded.charAt(i));
    }
  }
  return made(count, FLAT.words, (rank) => chain(follows, order, random(seed ^ Math.imul(rank + 1, 0x9e3779b1))));
}

function chain(follows: ReadonlyMap<string, string>, order: number, source: Random): string {
  for (;;) {
    let word = '';
    for (let state = ' '.repeat(order); word.length <= LONGEST; ) {
      const letters = follows.get(state) ?? ' ';
      const next = letters.charAt(source.below(letters.length));
      if (next === ' ') break;
      word += next;
      state = (state + next).slice(-order);
    }
    if (word.length >= SHORTEST && word.length <= LONGEST) return word;
  }
}

/** Words of these signs, the signs drawn by Zipf's law too, so that some pairs are common and most are rare. */
export function signWords(signs: readonly string[], lengths: readonly number[], count: number, seed: number): Lexicon {
  return made(count, FLAT.signWords, (rank) => {
    const source = random(seed ^ Math.imul(rank + 1, 0x85ebca6b));
    const length = source.pick(lengths);
    return Array.from({ length }, () => signs[source.rank(signs.length, FLAT.signs)] ?? '').join('');
  });
}

/** Draws by rank, each word made when it is first drawn. */
function made(count: number, flat: number, make: (rank: number) => string): Lexicon {
  const kept = new Map<number, string>();
  return (source) => {
    const rank = source.rank(count, flat);
    const word = kept.get(rank) ?? make(rank);
    kept.set(rank, word);
    return word;
  };
}
