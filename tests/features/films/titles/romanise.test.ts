import { expect, test } from 'vitest';
import { romanisations, romaniseHangul, romaniseKana } from '../../../../src/features/films/titles/romanise.ts';

test.each([
  ['부산', 'busan'],
  ['신라', 'silla'],
  ['독립문', 'dongnimmun'],
  ['축하', 'chuka'],
  ['국물', 'gungmul'],
  ['음악', 'eumak'],
  ['백마', 'baengma'],
])('%s sounds like %s', (hangul, latin) => {
  expect(romaniseHangul(hangul, true)).toBe(latin);
});

test('Hangul is romanised letter by letter and as it sounds', () => {
  expect(romanisations('한국어 학교')).toEqual(['hangukeo hakgyo', 'hangugeo hakgyo']);
  expect(romanisations('나비')).toEqual(['nabi']);
});

test.each([
  ['きゃらめる', 'kyarameru'],
  ['ロボット', 'robotto'],
  ['マッチ', 'matchi'],
  ['トーキョー', 'tokyo'],
  ['フィルム', 'firumu'],
])('%s is read %s', (kana, latin) => {
  expect(romaniseKana(kana)).toBe(latin);
});

test('kana among kanji is read where there is enough of it', () => {
  expect(romanisations('ねこの森')).toEqual(['nekono 森']);
  expect(romanisations('東京物語')).toEqual([]);
});

test('Cyrillic is written with Latin letters, Latin titles need nothing', () => {
  expect(romanisations('Жизнь и Мир')).toEqual(['zhizn i mir']);
  expect(romanisations('Life')).toEqual([]);
});

test('Greek is written with Latin letters, a letter that stands for its name is not', () => {
  expect(romanisations('Ευτυχία')).toEqual(['eftychia']);
  expect(romanisations('Ο Θίασος του Λουκά')).toEqual(['o thiasos tou louka']);
  expect(romanisations('π')).toEqual([]);
});
