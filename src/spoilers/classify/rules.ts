import type { Film } from '../classify.ts';
import type { Reading } from './features.ts';
import { wordKinds } from './words.ts';

/** What keeps an English or Korean sentence from being called safe, however low its score. */
export function mayTell({ named }: Reading): boolean {
  const has = (...names: string[]) => names.some((name) => named.has(name));
  if (!has('mix:talk', 'mix:talktale')) return true;
  if (has('turns-out', 'identity', 'clause:harm', 'clause:turn', 'passive:harm')) return true;
  if (has('name:single') && has('k:turn')) return true;
  const somebody = has('name:single', 'k:he', 'k:kin', 'k:person', 'k:somebody');
  return somebody && has('k:harm', 'k:dead', 'k:secret');
}

const WORD = /[\p{L}\p{N}]{4,}/gu;
const FEWEST = 3;

/**
 * How much of a sentence the film's own synopsis says already, 0 to 1: the share of its words of four letters or more,
 * common ones left out, that stand there too. 0 where it has fewer than three such words.
 */
export function saidBefore(sentence: string, film: Film | undefined): number {
  if (!film?.synopsis) return 0;
  const told = new Set(wordsOf(film.synopsis));
  const words = wordsOf(sentence).filter((word) => !wordKinds().get(word)?.includes('plain'));
  return words.length < FEWEST ? 0 : words.filter((word) => told.has(word)).length / words.length;
}

const wordsOf = (text: string): string[] => text.slice(0, 4000).toLowerCase().match(WORD) ?? [];
