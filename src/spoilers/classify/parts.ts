import { clean } from '../../lib/text.ts';
import type { Language } from './features.ts';
import { wordKinds } from './words.ts';

/** A sentence of a text with the language it can be judged in; `none` where nothing is said, `other` where we cannot read. */
export type Part = { text: string; language: Language | 'other' | 'none' };

const LONGEST = 400;
/** The least share of an English sentence's words that are known; of German, French or Spanish ones a third are at most. */
const KNOWN = 0.35;
const LETTERS = /\p{L}/gu;
const HANGUL = /\p{sc=Hang}/gu;
const LATIN = /\p{sc=Latn}/gu;
const WORDS = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** The sentences of a text of any length and script, none longer than a few hundred characters. */
export function partsOf(text: string): Part[] {
  const sentences = clean(text).split('\n').flatMap(sentencesOf).flatMap(chunks);
  return sentences.map((sentence) => ({ text: sentence, language: languageOf(sentence) }));
}

/** Splits a line into sentences. */
function sentencesOf(line: string): string[] {
  const segments = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(line)];
  return segments.map(({ segment }) => segment.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

// a sentence without an end is cut, at a space where there is one: the patterns must never see a long text
function chunks(sentence: string): string[] {
  return sentence.length <= LONGEST ? [sentence] : (sentence.match(/.{1,400}(?:\s|$)|.{1,400}/gsu) ?? []);
}

function languageOf(sentence: string): Part['language'] {
  const letters = sentence.match(LETTERS)?.length ?? 0;
  if (letters === 0) return /^[\d\p{P}\s★☆]*$/u.test(sentence) ? 'none' : 'other';
  if ((sentence.match(HANGUL)?.length ?? 0) > letters * 0.3) return 'ko';
  if ((sentence.match(LATIN)?.length ?? 0) < letters * 0.9) return 'other';
  const words = sentence.match(WORDS) ?? [];
  const known = words.filter((word) => isKnown(word.toLowerCase().replaceAll('’', "'"))).length;
  return known >= words.length * KNOWN ? 'en' : 'other';
}

const isKnown = (word: string) => wordKinds().has(word) || wordKinds().has(word.replace(/'s$/, ''));
