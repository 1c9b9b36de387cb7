import { expect, test } from 'vitest';
import { readPage } from '../../../../src/features/reviews/page/page.ts';
import { toLines } from '../../../../src/features/reviews/page/plain.ts';
import { verdictLines } from '../../../../src/features/reviews/page/verdict-lines.ts';

const texts = (page: string) => verdictLines(toLines(page)).map((line) => line.text);
const PROSE = 'The harbour is filmed as if it were a face. '.repeat(6).trim();

test('what follows the review is no part of its verdict', () => {
  expect(texts(`${PROSE}\n\nMore reviews\nIsland: 2/5`)).toEqual([PROSE]);
  expect(readPage(`Ferry\n\n${PROSE}\n\nPopular Posts\nIsland review: 7/10`).rating).toBeUndefined();
  expect(readPage(`Ferry\n\n${PROSE}\n\n3/4\n\nRelated posts\nIsland: 2/4`).rating?.score).toBe(75);
});

test('a list of other reviews before the text cuts nothing off', () => {
  expect(texts(`Recent posts\nIsland\n\n${PROSE}\n\n4/5`)).toEqual(['Recent posts', 'Island', PROSE, '4/5']);
});

test('a number and its scale on two lines are one', () => {
  expect(texts('Schön.\n\n7,5\nvon 10 Ankern')).toEqual(['Schön.', '7,5 von 10 Ankern']);
  expect(texts('Chapter\n\n3\n\nThe boat')).toEqual(['Chapter', '3', 'The boat']);
});
