import { KNOWN_VOTES } from '../rules.ts';
import { deletions } from '../titles/edits.ts';
import { isWord } from '../titles/words.ts';
import type { AddedTitle } from './film.ts';

/** Words of titles on their way into the dictionary: how many titles have each, and the best known film's votes. */
export type CountedWords = Map<string, { uses: number; votes: number | null }>;

/** Counts the words of a title of a film with so many votes. */
export function countWords(words: CountedWords, { columns, together }: AddedTitle, votes: number | null): void {
  const known = votes === null || votes >= KNOWN_VOTES;
  for (const word of columns.words) {
    if (!isWord(word) || (!known && together.includes(word))) continue;
    const counted = words.get(word);
    if (counted === undefined) words.set(word, { uses: 1, votes });
    else {
      counted.uses++;
      counted.votes = counted.votes === null || votes === null ? null : Math.max(counted.votes, votes);
    }
  }
}

/** Rows of the table `title_words`. */
export function wordRows(words: CountedWords): { word: string; uses: number; votes: number | null; deletions: number[] }[] {
  return [...words].map(([word, counted]) => ({ word, ...counted, deletions: deletions(word) }));
}
