import { describe, expect, test } from 'vitest';
import { toLines } from '../../../../src/features/reviews/page/plain.ts';
import { findRating } from '../../../../src/features/reviews/page/ratings.ts';

const read = (page: string) => findRating(toLines(page), true)?.score;

describe('numbers that count something else are no rating', () => {
  test.each([
    'Page 1/5',
    'Photo 3/10',
    '1/5 Images',
    'Seite 2/5',
    'Página 2/5',
    'Part 1/5',
    'Next: 2/5',
    'It was sad, and by the end 10/10 people in my row were crying.',
    'I give up: 4/5 kids cannot sit through this.',
    'El hotel merece cuatro estrellas.',
    'The hotel gets four stars.',
    'Der Koch bekommt zwei Sterne.',
    'Un lieu qui mérite trois étoiles au Michelin.',
    'The choir gets a 9/10.',
    'It rains, and the local choir easily earns an 8/10.',
    '호텔은 별 다섯 개입니다.',
    'Rating: -3/5',
    'Rating: −3 out of 5',
  ])('%s', (line) => {
    expect(read(`Long Road review\n\nA road, and long.\n\n${line}`)).toBeUndefined();
  });

  test('beside them the verdict is still read', () => {
    expect(read('Long Road review\n\nScore: 7/10\n\nImage 2/5')).toBe(70);
    for (const line of [
      'The film gets a 9/10.',
      'This quiet little thriller earns a 9/10.',
      'Long Road gets a 9/10.',
      'The whole thing deserves a 9/10.',
      'Rating - 9/10',
      'Rating –9/10',
    ])
      expect(read(`Long Road review\n\nA road, and long.\n\n${line}`)).toBe(90);
    expect(read('Grand Hotel review\n\nA house of glass.\n\nGrand Hotel gets four stars.')).toBe(80);
  });
});
