import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isHarmless, openLine } from '../../../src/features/reviews/open-line.ts';
import { readPage } from '../../../src/features/reviews/page/page.ts';
import { type Reader, readSpoilers } from '../../../src/spoilers/classify.ts';

const reader = await readSpoilers();

describe('a line for the open is a judgement and nothing else', () => {
  test.each([
    ['A stylish and gripping action movie with great music.'],
    ['Night Ferry is a beautiful film.'],
    ['I enjoyed this movie from beginning to end.'],
  ])('%j passes', (sentence) => {
    expect(isHarmless(sentence, 'Night Ferry')).toBe(true);
  });

  test.each([
    ['The captain dies at the end of this great film.'],
    ['Her great performance ends when he finds the gun.'],
    ['A great film in which the twist is that he was dead.'],
    ['It is great when he gets what he deserves.'],
    ['Mira is a wonderful character in a great film.'],
    ['This great movie ends with a beautiful shot.'],
    ['In the end it is a good film.'],
    ['It takes a great second half to make a good film.'],
    ['Is this a great film or what?'],
    ['Great film.'],
    ['It was directed in one shot.'],
    [`A great film${' and a great film'.repeat(9)}.`],
    ['A great film: the killer was her father.'],
    ['A great film ||and|| a good one.'],
  ])('%j does not', (sentence) => {
    expect(isHarmless(sentence, 'Night Ferry')).toBe(false);
  });
});

const lineOf = (page: string, language = 'en', by: Reader = reader) =>
  openLine({ lines: readPage(page).lines, language }, 'Night Ferry', by);

test('a line after a spoiler warning is never shown', () => {
  expect(lineOf('Night Ferry\n\nSpoilers ahead!\n\nIt is a great and gripping film.')).toBeUndefined();
  expect(lineOf('Night Ferry\n\nIt is a great and gripping film.\n\nSpoilers ahead!')).toBe(
    'It is a great and gripping film.',
  );
});

test('what the page declares free of spoilers comes first, by the same strict test', () => {
  const page =
    'It is a good and gripping film.\n\nSpoiler-free verdict\n\nThe captain dies. It is a beautiful, touching film.';
  expect(lineOf(page)).toBe('It is a beautiful, touching film.');
});

test('a line that the reader for spoilers has doubts about is not shown', () => {
  const page = 'It is a good and gripping film.\n\nIt is a beautiful, touching film.';
  const doubting: Reader = {
    judge: (text) => ({ spoiler: text.includes('gripping') ? 0.2 : 0.01, verdict: 'unsure' }),
  };
  expect(lineOf(page)).toBe('It is a good and gripping film.');
  expect(lineOf(page, 'en', doubting)).toBe('It is a beautiful, touching film.');
});

test('a language without a list of words has no line', () => {
  expect(lineOf('Es ist ein great film, a great film.', 'de')).toBeUndefined();
});

const data = process.env.MARQUEE_DATA;

test.skipIf(!data)('no sentence labelled a spoiler can be chosen (needs MARQUEE_DATA)', () => {
  const rows = readFileSync(join(data ?? '', 'spoilers/ballerina-sentences.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const sentences = rows.map((row): { sentence: string; label: string } => JSON.parse(row));
  const spoilers = sentences.filter(({ label }) => label === 'spoiler');
  expect(spoilers.length).toBeGreaterThan(50);
  expect(spoilers.filter(({ sentence }) => isHarmless(sentence, 'Ballerina'))).toEqual([]);
});
