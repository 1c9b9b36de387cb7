import { expect, test } from 'vitest';
import { popularity } from '../../../../src/features/films/rules.ts';
import { likeness } from '../../../../src/features/films/titles/edits.ts';
import { titleForms } from '../../../../src/features/films/titles/forms.ts';
import { readQuery } from '../../../../src/features/films/titles/query.ts';
import { type Candidate, type Match, match } from '../../../../src/features/films/titles/rank.ts';

function candidate(title: string, year = 2000, beside: string[] = []): Candidate {
  const { tokens, squeezed, words } = titleForms(title);
  return {
    tokens,
    squeezed,
    title,
    isOwn: true,
    parts: words.filter((word) => /^[+=.]/.test(word)),
    years: [year],
    beside: new Set(beside),
  };
}

function score(text: string, film: Candidate): Match {
  const matches = readQuery(text).readings.map((reading) => match(reading, film, likeness));
  return matches.reduce((a, b) => (b.score > a.score ? b : a));
}

/** The candidates by score, best first, as titles. */
function ranked(text: string, titles: readonly string[]): string[] {
  return titles.toSorted((a, b) => score(text, candidate(b)).score - score(text, candidate(a)).score);
}

test('a title comes before one with an article, one that begins so, one that holds the words', () => {
  const order = ['Hunt', 'The Hunt', 'Hunt for Riga', 'A Long Winter Hunt in the Snow', 'Haunted'];
  expect(ranked('hunt', order.toReversed())).toEqual(order);
});

test('a whole title with a slip comes before another that has one of its words', () => {
  expect(ranked('tower heistt', ['Tower', 'The Leaning Tower', 'Tower Heist'])[0]).toBe('Tower Heist');
});

test('words in another order still find the title', () => {
  expect(score('river the under bridge', candidate('The Bridge under the River')).exactness).toBe('words');
  expect(score('river the under bridge', candidate('The Bridge under the River')).score).toBeGreaterThan(1);
});

test('a year decides between films of one name', () => {
  const of = (year: number) => score('dune 1984', candidate('Dune', year)).score;
  expect(of(1984)).toBeGreaterThan(of(1985));
  expect(of(1985)).toBeGreaterThan(of(2021));
});

test('a number that is part of the title is no year', () => {
  expect(score('blade 2049', candidate('Blade 2049', 2017)).exactness).toBe('exact');
  expect(score('blade 2049', candidate('Blade 2049', 2017)).score).toBeGreaterThan(
    score('blade 2049', candidate('Blade', 1982)).score,
  );
});

test('a director named beside the title decides between films of one name', () => {
  const lynch = score('dune lynch', candidate('Dune', 1984, ['david', 'lynch'])).score;
  expect(lynch).toBeGreaterThan(score('dune lynch', candidate('Dune', 2021)).score);
});

test('a subtitle, a first part and initials are found', () => {
  const film = candidate('Moth Wars: The Quiet Return of the King');
  expect(score('the quiet return of the king', film).score).toBeGreaterThan(1);
  expect(score('moth wars', film).score).toBeGreaterThan(1);
  expect(score('tqrotk', film).score).toBeGreaterThan(1);
  expect(score('tqrotk 2', film).score).toBeGreaterThan(0.2);
});

test('a title that has nothing of the query scores nothing', () => {
  expect(score('zebra', candidate('Moth Wars')).score).toBe(0);
});

test.each([
  ['moths and lanterns', 'Moths & Lanterns', 'Moths and Lanterns'],
  ['moth wars 2', 'Moth Wars II', 'Moth Wars 2'],
  ['moth wars 2', 'Moth Wars: Part Two', 'Moth Wars 2'],
  ["heron's 11", "Heron's Eleven", "Heron's 11"],
])(
  '"%s" means the famous "%s" before an unknown "%s", and the latter where both are unknown',
  (text, said, written) => {
    const famous = popularity({ votes: 1500, activity: 0 }, 'exact');
    expect(score(text, candidate(said)).score + famous).toBeGreaterThan(score(text, candidate(written)).score);
    expect(score(text, candidate(said)).score).toBeLessThan(score(text, candidate(written)).score);
  },
);

test('however famous, a title with an article does not come before the one typed', () => {
  const famous = popularity({ votes: 1_000_000, activity: 0 }, 'exact');
  expect(score('hunt', candidate('The Hunt')).score + famous).toBeLessThan(score('hunt', candidate('Hunt')).score);
});

test('a short word with a slip counts beside its long neighbour, not as a part of it', () => {
  const [reading] = readQuery('hte carnival').readings;
  const farther = (typed: string, word: string) => likeness(typed, word, true);
  const found = reading && match(reading, candidate('The Carnival'), farther);
  expect(found?.score).toBeGreaterThan(0.75);
});
