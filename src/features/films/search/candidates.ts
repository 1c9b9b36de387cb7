import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { SHARED } from '../../../db/schema/index.ts';
import type { Query } from '../titles/query.ts';
import type { Group, Way } from './ways.ts';

/** A title that may be meant, and what it repeats of its film. */
export type CandidateRow = {
  film_id: string;
  title: string;
  tokens: string;
  squeezed: string;
  /** Whether it is the film's main or original title. */
  is_own: boolean;
  /** The query's names that the title has in another form (`+all`, `=part`, `.initials`). */
  parts: string[] | null;
  years: number[];
  votes: number | null;
};

const MOST_NAMED = 40;
const MOST_BY_WORDS = 120;
export const MORE_BY_WORDS = 250;
/** So few titles are sooner looked at one by one than found by a second word. */
const FEW_USES = 30;
/** From here on a word is common: titles of well-known films are looked for by themselves, then they alone. */
const MANY_USES = 1500;
const VERY_MANY_USES = 5000;
const MOST_USES = 50_000;

const scopesOf = (guildId: string | undefined) => (guildId === undefined ? [SHARED] : [SHARED, guildId]);
const texts = (list: readonly string[] | undefined) => sql`${list ? sql.param(list) : null}::text[]`;

/** Titles called as the query says, beginning so, having a part or initials called so, and those with its syllables. */
export async function titlesNamed(db: Db, guildId: string | undefined, query: Query): Promise<CandidateRow[]> {
  const called = [...new Set(query.readings.map((reading) => reading.squeezed))];
  const begun = query.readings.filter(({ dropped }) => dropped.length === 0).map((reading) => reading.squeezed);
  const initials = query.readings.filter(({ tokens }) => tokens.length === 1).map(({ squeezed }) => `.${squeezed}`);
  const named = [...called.flatMap((name) => [`+${name}`, `=${name}`]), ...initials];
  return (await db.execute(sql`select * from search_titles_named(${texts(scopesOf(guildId))}, ${texts(called)},
    ${texts([...new Set(begun)])}, ${texts(named)}, ${texts(query.pairs)}, ${query.readings[0]?.text ?? ''}::text, ${MOST_NAMED})`)) as unknown as CandidateRow[];
}

/** For each way, the titles that have a word of every one of its groups; of very many, those of the best-known films. */
export async function titlesWorded(
  db: Db,
  guildId: string | undefined,
  ways: readonly Way[],
  most = MOST_BY_WORDS,
): Promise<CandidateRow[]> {
  const scopes = texts(scopesOf(guildId));
  const selects = ways.flatMap((groups) => {
    const rarestFirst = groups.toSorted((a, b) => a.uses - b.uses);
    const [one, two, three, four] = rarestFirst.map(({ words }) => words);
    return looks(rarestFirst).map(
      ({ fame, joint }) =>
        sql`select * from search_titles_worded(${scopes}, ${fame}::int, ${joint}::boolean, ${texts(one)}, ${texts(two)},
          ${texts(three)}, ${texts(four)}, ${most})`,
    );
  });
  if (selects.length === 0) return [];
  return (await db.execute(sql.join(selects, sql` union all `))) as unknown as CandidateRow[];
}

/** How to look for titles of these groups, the rarest first: see `search_titles_worded`. */
function looks([first, second]: readonly Group[]): { fame: 0 | 1 | 2; joint: boolean }[] {
  const uses = first?.uses ?? 0;
  const joint = uses > FEW_USES && second !== undefined;
  if (uses <= MANY_USES) return [{ fame: 0, joint }];
  if (uses <= VERY_MANY_USES || joint)
    return [
      { fame: 0, joint },
      { fame: 1, joint },
    ];
  return [{ fame: uses > MOST_USES ? 2 : 1, joint }];
}
