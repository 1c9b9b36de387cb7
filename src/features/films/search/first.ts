import type { Db } from '../../../db/db.ts';
import { rowsPrepared } from '../../../db/prepared.ts';
import type { Query } from '../titles/query.ts';
import { telling } from '../titles/weights.ts';
import { type CandidateRow, MOST_NAMED, namesOf, scopesOf } from './candidates.ts';
import { type Dictionary, dictionaryOf, type WordRow, wordsOf } from './dictionary.ts';

/** A title, or the one row of words, a line each with its uses. */
type Row = (CandidateRow & { words: null }) | { film_id: null; words: string | null; enough: boolean };

const SURE = 12;

/** What every search begins with. */
export type FirstLook = {
  dictionary: Dictionary;
  named: CandidateRow[];
  /** Titles begin as was typed, and so many or so much of it that nothing else is looked for: no slips have been. */
  isEnough: boolean;
};

/**
 * What every search asks first, in one statement: what its words may stand for, and the titles called as it says,
 * beginning so, having a part or initials called so, and those with its syllables. Where enough begin so, also the famous
 * ones that hold its words elsewhere.
 */
export async function firstLook(db: Db, guildId: string | undefined, query: Query): Promise<FirstLook> {
  const { called, whole, dated, named, typed, held } = namesOf(query);
  const { exact, shared, shortest, longest, begun } = wordsOf(query);
  const names = [called, whole, dated, named, query.pairs, typed, held];
  const words = [exact, shared, shortest, longest, begun];
  const args = [scopesOf(guildId), ...names, ...words, MOST_NAMED, isSure(query) ? 1 : MOST_NAMED];
  const rows = await rowsPrepared<Row>(db, [{ name: 'search_first', args }]);
  const found = rows.find((row) => row.film_id === null);
  return {
    dictionary: dictionaryOf(query, found?.words?.split('\n').map(wordRow) ?? []),
    named: rows.filter((row) => row.film_id !== null),
    isEnough: found?.enough ?? false,
  };
}

/** A line of words: no word has a space in it. */
function wordRow(line: string): WordRow {
  const end = line.lastIndexOf(' ');
  return { word: line.slice(0, end), uses: Number(line.slice(end + 1)) };
}

/** Whether so much was typed that a title that begins so is meant: a slip hardly makes it the beginning of another. */
function isSure({ readings }: Query): boolean {
  const [first] = readings;
  return first !== undefined && first.squeezed.length >= SURE && telling(first.tokens).length > 1;
}
