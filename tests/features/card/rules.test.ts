import { expect, test } from 'vitest';
import { averageScore, nameIn, titleIn } from '../../../src/features/card/rules.ts';

test('the mean of critics counts those who gave a rating, and is unknown without one', () => {
  expect(averageScore([{ score: 80 }, { score: null }, { score: 70 }])).toBe(75);
  expect(averageScore([{ score: 0 }])).toBe(0);
  expect(averageScore([{ score: null }])).toBeUndefined();
});

test('the mean of critics is rounded to the nearest whole number, a half upwards', () => {
  const mean = (...scores: number[]) => averageScore(scores.map((score) => ({ score })));
  expect(mean(80, 75)).toBe(78);
  expect(mean(80, 80, 75)).toBe(78);
  expect(mean(80, 75, 75)).toBe(77);
});

test("a name is shown in the reader's script where we know it", () => {
  const lee = { name: 'Lee Chung-hyun', names: ['Lee Chung Hyun', '이충현'] };
  expect(nameIn('ko', lee)).toBe('이충현');
  expect(nameIn('en', lee)).toBe('Lee Chung-hyun');
  expect(nameIn('ko', { name: 'Len Wiseman', names: [] })).toBe('Len Wiseman');
});

test("a film is also shown by its title in the reader's language", () => {
  const film = {
    title: 'Dune',
    titles: [
      { title: 'Dune', language: null },
      { title: '듄', language: 'ko' },
      { title: 'Duna', language: 'pt' },
    ],
  };
  expect(titleIn('ko', film)).toBe('듄');
  expect(titleIn('en', film)).toBeUndefined();
  expect(titleIn('en', { title: 'Oldboy', titles: [{ title: 'Old Boy', language: 'en' }] })).toBeUndefined();
});
