import type { Language } from '../../../src/spoilers/classify/features.ts';
import { pack, type Weights } from '../../../src/spoilers/classify/model.ts';
import { examples, judged, type Row } from './data.ts';
import { learn, type Scored } from './learn.ts';

/** What was learnt of a language: its weights, and the sentences they come from as scored by weights that never saw their work. */
export type Learnt = { language: Language; weights: Weights; crossed: Scored[] };

/** Learns both languages from the data's judged sentences and our examples. */
export function learnAll(rows: readonly Row[]): Learnt[] {
  const sentences = judged(rows);
  return (['en', 'ko'] as const).map((language) => ({
    language,
    ...learn([...sentences, ...examples(language)], language),
  }));
}

/** The weights as the reader's file has them. */
export function toFile(learnt: readonly Learnt[]): string {
  const packed = Object.fromEntries(learnt.map(({ language, weights }) => [language, pack(weights)]));
  return `${JSON.stringify(packed, null, 2)}\n`;
}
