import type { Film } from '../classify.ts';
import { englishFeatures, englishTerms } from './english.ts';
import { koreanFeatures, koreanTerms } from './korean.ts';

/** The languages that have weights. */
export type Language = 'en' | 'ko';

/** A sentence as numbers: features with names, and the buckets its words hash to, each once. */
export type Reading = { named: ReadonlyMap<string, number>; buckets: readonly number[] };

/** How many buckets there are: a power of two. */
export const BUCKETS = 8192;

/** Reads a sentence of at most some hundred characters. */
export function featuresOf(sentence: string, language: Language, film?: Film): Reading {
  const named = language === 'en' ? englishFeatures(sentence, film) : koreanFeatures(sentence, film);
  const terms = language === 'en' ? englishTerms(sentence, film) : koreanTerms(sentence);
  return { named, buckets: [...new Set(terms.map(bucketOf))] };
}

/** How much one of a reading's buckets counts: long sentences have many. */
export function bucketShare({ buckets }: Reading): number {
  return 1 / Math.sqrt(Math.max(8, buckets.length));
}

// FNV-1a of 32 bits (Fowler, Noll, Vo), folded
function bucketOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}
