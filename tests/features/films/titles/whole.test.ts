import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeness } from '../../../../src/features/films/titles/edits.ts';
import { titleForms } from '../../../../src/features/films/titles/forms.ts';
import { readQuery } from '../../../../src/features/films/titles/query.ts';
import { type Candidate, match } from '../../../../src/features/films/titles/rank.ts';
import { isWhole } from '../../../../src/features/films/titles/whole.ts';

function candidate(title: string): Candidate {
  const { tokens, squeezed, words } = titleForms(title);
  const parts = words.filter((word) => /^[+=.]/.test(word));
  return { tokens, squeezed, title, isOwn: true, parts, years: [2000], beside: new Set() };
}

/** Whether the title can be what was typed, in the reading that fits it best. */
function means(text: string, title: string): boolean {
  const film = candidate(title);
  const [best] = readQuery(text)
    .readings.map((reading) => ({ reading, ...match(reading, film, likeness) }))
    .toSorted((a, b) => b.score - a.score);
  return best !== undefined && isWhole(best.reading, film, best.exactness);
}

test.each([
  ['her', 'The Boy and the Heron'],
  ['drive', 'Drive My Car'],
  ['old', 'Oldboy'],
  ['up', 'Close-Up'],
  ['a b', 'À bout de souffle'],
  ['casino', 'Casino Royale'],
  ['odyssey', '2001: A Space Odyssey'],
  ['올드', '올드보이'],
  ['寄生', '寄生虫一家'],
])('"%s" may be the whole of another title than "%s"', (text, title) => {
  expect(means(text, title)).toBe(false);
});

test.each([
  ['alien 3', 'Alien'],
  ['the godfather part ii', 'The Godfather'],
  ['toy story', 'Toy Story 3'],
  ['blade runner', 'Blade Runner 2049'],
  ['mission impossible', 'Mission: Impossible – Fallout'],
])('"%s" is another film of a series than "%s"', (text, title) => {
  expect(means(text, title)).toBe(false);
});

test.each([
  ['balerina', 'Ballerina'],
  ['burnin', 'Burning'],
  ['everything everywhere', 'Everything Everywhere All at Once'],
  ['portrait of a lady', 'Portrait of a Lady on Fire'],
  ['wonderful life', "It's a Wonderful Life"],
  ['space odyssey', '2001: A Space Odyssey'],
  ['dr strangelove', 'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb'],
  ['mullholland drive', 'Mulholland Drive'],
  ['화양연', '화양연화'],
  ['살인의추', '살인의 추억'],
])('"%s" can be "%s"', (text, title) => {
  expect(means(text, title)).toBe(true);
});

test('whatever its words, a title typed whole can be meant, and its first letter alone cannot', () => {
  const word = fc.stringMatching(/^[b-z]{4,9}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 2, maxLength: 5 }), (words) => {
      const title = words.join(' ');
      expect(means(title, title)).toBe(true);
      expect(means(title.slice(0, 1), title)).toBe(false);
    }),
  );
});
