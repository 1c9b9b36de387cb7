import { describe, expect, test } from 'vitest';
import { isHarmless } from '../../../src/features/reviews/open-line.ts';

describe('a sentence of harmless words that tells an event is no line for the open', () => {
  test.each([
    ['The two leads never get together, which is disappointing.'],
    ['Only one of the leads makes it, which is great.'],
    ['The best part is when the lead actor is shot.'],
    ['The director is executed, and it is a brilliant scene.'],
    ['It was all a film set, which is clever.'],
    ['The star plays both parts, and that is clever.'],
    ['The romance between the leads was never real, which is clever.'],
    ['The documentary is really fiction, and brilliant.'],
    ['It is a bad end for the lead, and a great film.'],
    ['Everyone is in on it, and that makes a great film.'],
  ])('%j', (sentence) => {
    expect(isHarmless(sentence, 'Night Ferry')).toBe(false);
  });
});

test('the words of a title count only as the whole title', () => {
  const title = 'Captain Drowns at Dawn';
  expect(isHarmless('Captain Drowns at Dawn is a beautiful film.', title)).toBe(true);
  expect(isHarmless('The captain drowns, and it is a beautiful film.', title)).toBe(false);
});

test('a harmless turn of phrase may hold words that are not', () => {
  expect(isHarmless('A well executed and gripping thriller from start to finish.', 'Night Ferry')).toBe(true);
  expect(isHarmless('It kept me on the edge of my seat.', 'Night Ferry')).toBe(false);
});
