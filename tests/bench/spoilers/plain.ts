import type { Reading } from '../../../src/spoilers/classify/features.ts';
import { score } from '../../../src/spoilers/classify/model.ts';
import type { Row } from './data.ts';
import { regress } from './regress.ts';

/** A plain regression to compare with: the words of a row and the row's own label, nothing else. */
export function plainRegression(rows: readonly Row[]): (text: string) => number {
  const places = new Map<string, number>();
  const read = (text: string, isLearning: boolean): Reading => {
    const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
    const named = new Map<string, number>();
    for (const word of words) if (isLearning || places.has(word)) named.set(word, 1 / Math.sqrt(words.size));
    if (isLearning) for (const word of words) places.set(word, 1);
    return { named, buckets: [] };
  };
  const lessons = rows.map(({ text, spoiler }) => ({ reading: read(text, true), telling: spoiler ? 1 : 0 }));
  const fitted = regress(lessons, { named: 1, buckets: 1 });
  return (text) => score(read(text, false), fitted);
}
