import type { Sql } from 'postgres';
import { deletions } from '../titles/deletions.ts';
import { Copy } from './copy.ts';
import { COUNTED, next } from './next.ts';

const WORDS_AT_ONCE = 20_000;
const TABLE = 'title_words';

/**
 * Makes the dictionary anew from the one there is and the words counted beside it: the most used words first, so that
 * words looked up often lie together.
 * @param reader another connection than `sql`.
 */
export async function writeDictionary(sql: Sql, reader: Sql): Promise<void> {
  await sql.unsafe(`drop table if exists ${next(TABLE)}`);
  await sql.unsafe(`create table ${next(TABLE)} (like ${TABLE} including defaults)`);
  const counted = reader.unsafe<{ word: string; uses: number; far: boolean }[]>(`
    select word, sum(uses)::int as uses, bool_or(far) as far from (
      select word, uses, far from ${COUNTED} union all select word, uses, far from ${TABLE}) all_words
    group by word order by width_bucket(sum(uses), '{2,4,8,16,64,256,1024,4096}'::bigint[]) desc, word`);
  for await (const rows of counted.cursor(WORDS_AT_ONCE)) {
    const copy = new Copy(next(TABLE), ['word', 'uses', 'far', 'deletions']);
    for (const { word, uses, far } of rows) copy.add([word, uses, far, deletions(word)]);
    await copy.send(sql);
  }
}
