import { deletions } from '../titles/deletions.ts';
import { isWord } from '../titles/forms.ts';
import type { AddedTitle } from './film.ts';

/** From so many votes on a film is well known: in a large catalogue its words alone are found from two slips away, and written together. */
export const KNOWN_VOTES = 1000;

/** Words of titles on their way into the dictionary: how many titles have each, and whether one is of a known film. */
export type CountedWords = Map<string, { uses: number; far: boolean }>;

/** What of a title is counted. */
type Countable = { columns: Pick<AddedTitle['columns'], 'words'>; together: AddedTitle['together'] };

/** Counts the words of a title. `known`: its film is one of which every misspelling is to be found. */
export function countWords(words: CountedWords, { columns, together }: Countable, known: boolean): void {
  for (const word of columns.words) {
    if (!isWord(word) || (!known && together.includes(word))) continue;
    const counted = words.get(word);
    if (counted === undefined) words.set(word, { uses: 1, far: known });
    else {
      counted.uses++;
      counted.far ||= known;
    }
  }
}

/** Rows of the table `title_words`. */
export function wordRows(words: CountedWords): { word: string; uses: number; far: boolean; deletions: number[] }[] {
  return [...words].map(([word, counted]) => ({ word, ...counted, deletions: deletions(word) }));
}
