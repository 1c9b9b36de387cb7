import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { SHARED } from '../../../db/schema/index.ts';
import type { Query } from '../titles/query.ts';
import { afterAll } from './dictionary.ts';

/** A title that may be meant, and what it repeats of its film. */
export type CandidateRow = {
  film_id: string;
  tokens: string;
  squeezed: string;
  /** Whether it is the film's main or original title. */
  is_own: boolean;
  /** The query's names that the title has in another form (`+all`, `=part`, `.initials`). */
  parts: string[] | null;
  years: number[];
  votes: number | null;
};

/** One way to find titles, and how many at most: of more, those of the films with most votes. */
type Way = { where: SQL; limit: number; parts?: SQL };

const MOST_EXACT = 100;
const MOST_BEGUN = 60;
const MOST_PARTS = 60;
const MOST_BY_WORDS = 200;

/** Asks for titles in several ways at once; one title may come by more than one. */
export async function candidates(db: Db, guildId: string | undefined, ways: readonly Way[]): Promise<CandidateRow[]> {
  const scopes = guildId === undefined ? [SHARED] : [SHARED, guildId];
  const selects = ways.map(
    ({ where, limit, parts }) => sql`(
      select t.film_id, t.tokens, t.squeezed, t.kind in ('title', 'original') as is_own, ${parts ?? sql`null::text[]`} as parts, t.years, t.votes
      from film_titles t where ${where} and t.scope = any(${sql.param(scopes)}::text[])
      order by t.votes desc nulls last, t.years[1] desc nulls last limit ${limit})`,
  );
  return (await db.execute(sql.join(selects, sql` union all `))) as unknown as CandidateRow[];
}

/** Titles called as the query says, beginning so, having a part or initials called so, and those with its syllables. */
export function byName(query: Query): Way[] {
  const called = [...new Set(query.readings.map((reading) => reading.squeezed))];
  const parts = sql`${sql.param(called.flatMap((name) => [`+${name}`, `=${name}`, `.${name}`]))}::text[]`;
  const begun = query.readings.filter(({ dropped }) => dropped.length === 0).map((reading) => reading.squeezed);
  return [
    { where: sql`t.squeezed = any(${sql.param(called)}::text[])`, limit: MOST_EXACT },
    ...[...new Set(begun)].map((start) => ({
      where: sql`t.squeezed ~>=~ ${start} and t.squeezed ~<~ ${afterAll(start)}`,
      limit: MOST_BEGUN,
    })),
    {
      where: sql`t.words && ${parts}`,
      limit: MOST_PARTS,
      parts: sql`array(select unnest(t.words) intersect select unnest(${parts}))`,
    },
    ...(query.pairs.length > 0 ? [bySyllables(query.pairs)] : []),
  ];
}

function bySyllables(pairs: readonly string[]): Way {
  return { where: sql`t.words @> ${sql.param(pairs)}::text[]`, limit: MOST_BY_WORDS };
}

/** Titles that have, for every group, one of its words. */
export function byWords(groups: readonly (readonly string[])[]): Way {
  const all = groups.map((group) => sql`t.words && ${sql.param(group)}::text[]`);
  return { where: sql.join(all, sql` and `), limit: MOST_BY_WORDS };
}
