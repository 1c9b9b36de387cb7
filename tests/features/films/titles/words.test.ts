import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWord, titleForms } from '../../../../src/features/films/titles/forms.ts';
import { canonical, squeeze } from '../../../../src/features/films/titles/said.ts';
import { tokens } from '../../../../src/features/films/titles/words.ts';
import { runs } from '../../../support/runs.ts';

const squeezed = (title: string) => titleForms(title).squeezed;

test.each([
  ['Léon', 'leon'],
  ['Blåbær & Fløde', 'Blabaer Flode'],
  ['The Long Walk', 'long walk'],
  ['La Strada', 'strada'],
  ['WALL·E', 'walle'],
  ["Nobody's Fool", 'nobodys fool'],
  ['Rocky IV', 'rocky 4'],
  ['Rocky: Part IV', 'rocky 4'],
  ['Chapter Two: Ashes', 'chapter 2 ashes'],
  ['8½', 'eight and a half'],
  ['One Hundred and One Kites', '101 kites'],
  ['Twenty-One Days', '21 days'],
  ['Seven Kites', '7 kites'],
  ['Salt & Pepper', 'salt and pepper'],
  ['Rock n Roll', 'rock and roll'],
  ['M*A*S*H', 'mash'],
  ['T.A.X.I.', 'taxi'],
  ['Doctor Ox', 'dr. ox'],
  ['시간 여행', '시간여행'],
  ['48시간', '48 시간'],
])('"%s" and "%s" are one title', (title, typed) => {
  expect(squeezed(typed)).toBe(squeezed(title));
});

test.each([
  ['Rocky II', 'Rocky III'],
  ['Her', 'Hero'],
  ['The Thing', 'The Things'],
  ['발레리나', '발레리노'],
])('"%s" and "%s" are two titles', (one, other) => {
  expect(squeezed(one)).not.toBe(squeezed(other));
});

test('an article alone, a number alone and a word of volumes alone stay titles', () => {
  expect(['The', 'M', '1917', 'Part', 'Part II', 'X'].map(squeezed)).toEqual(['the', 'm', '1917', 'pt', 'pt2', '10']);
});

test('a title of signs alone is found by its signs', () => {
  expect(titleForms('...').squeezed).toBe('...');
  expect(titleForms('$').words).toEqual(['$']);
});

test('a title is found by its parts, its initials and what people write together', () => {
  const { words } = titleForms('The Moth-King of Riga: A Quiet Return');
  expect(words).toEqual(expect.arrayContaining(['mothking', '=mothkingofriga', '=quietreturn', '.mkor', '.tmkor']));
});

test('an elided article is parted from its word and both spellings are found', () => {
  expect(tokens("L'Avventura")).toEqual(['l', 'avventura']);
  expect(titleForms("Le destin d'Anne").words).toContain('danne');
});

test('a syllable half typed begins the word it becomes', () => {
  const [whole = ''] = tokens('발레리나');
  for (const typed of ['ㅂ', '바', '발', '발ㄹ', '발레', '발렐', '발레리']) {
    expect(whole.startsWith(tokens(typed)[0] ?? '-')).toBe(true);
  }
});

test('Korean words are found inside others by their pairs of syllables', () => {
  const [pair] = titleForms('열차').words.filter((word) => word.startsWith('~'));
  expect(titleForms('설국열차').words).toContain(pair);
});

test('forms of any text are short enough for an index, and its words are no marked forms', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      const forms = titleForms(text);
      expect(forms.squeezed.length).toBeLessThanOrEqual(200);
      expect(Math.max(0, ...forms.words.map((word) => word.length))).toBeLessThanOrEqual(201);
      expect(forms.words.length > 0).toBe(forms.tokens.length > 0);
      expect(tokens(text)).toEqual(forms.tokens);
    }),
    { numRuns: runs(5000) },
  );
});

test('what is squeezed stays the same with case, spaces and punctuation changed', () => {
  const word = fc.stringMatching(/^[a-z]{2,8}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const plain = squeeze(tokens(words.join(' ')));
      expect(squeeze(tokens(words.join(' - ').toUpperCase()))).toBe(plain);
      expect(squeeze(tokens(`  ${words.join(', ')}!`))).toBe(plain);
    }),
    { numRuns: runs(5000) },
  );
});

test('numbers count the same however they are written', () => {
  expect(['vii', 'seven', '7'].map(canonical)).toEqual(['7', '7', '7']);
  expect(['third', '3rd'].map(canonical)).toEqual(['3rd', '3rd']);
  expect(canonical('mix')).toBe('mix');
});

test('marked forms are no words, signs that are a title are', () => {
  expect(['=part', '.abc', '~ㄱㅏ', '+all'].map(isWord)).toEqual([false, false, false, false]);
  expect(['part', '$', '+', '='].map(isWord)).toEqual([true, true, true, true]);
});
