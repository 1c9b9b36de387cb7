import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { rowsPrepared } from '../../../db/prepared.ts';
import type { Query } from '../titles/query.ts';
import { type CandidateRow, selectTitles } from './candidates.ts';
import { type Dictionary, dictionaryOf, selectWords, type WordRow } from './dictionary.ts';

/** A row of either kind: the columns of the other are null. */
type Row = (WordRow & { film_id: null }) | (CandidateRow & { word: null });

/** What every search asks first, in one statement: what its words may stand for, and the titles called as it says. */
export async function firstLook(
  db: Db,
  guildId: string | undefined,
  query: Query,
): Promise<{ dictionary: Dictionary; named: CandidateRow[] }> {
  const rows = await rowsPrepared<Row>(
    db,
    sql`select null as word, null::integer as uses, t.* from (${selectTitles(guildId, query)}) t
      union all select word, uses, (null::found_title).* from (${selectWords(query)}) w`,
  );
  const words = rows.filter((row) => row.film_id === null);
  return { dictionary: dictionaryOf(query, words), named: rows.filter((row) => row.word === null) };
}
