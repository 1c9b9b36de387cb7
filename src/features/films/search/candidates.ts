import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { rowsPrepared } from '../../../db/prepared.ts';
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
const MOST_BY_WORDS = 100;
export const MORE_BY_WORDS = 150;
/** So few titles are sooner looked at one by one than found by a second word. */
const FEW_USES = 30;
/** From here on a word is common: titles of well-known films are looked for by themselves, then they alone. */
const MANY_USES = 1500;
const VERY_MANY_USES = 5000;
const MOST_USES = 30_000;

const scopesOf = (guildId: string | undefined) => (guildId === undefined ? [SHARED] : [SHARED, guildId]);
const texts = (list: readonly string[] | undefined) => sql`${list ? sql.param(list) : null}::text[]`;

/**
 * Asks for titles called as the query says, beginning so, having a part or initials called so, and those with its
 * syllables: rows of `CandidateRow`.
 */
export function selectTitles(guildId: string | undefined, query: Query): SQL {
  const called = [...new Set(query.readings.map((reading) => reading.squeezed))];
  const begun = query.readings.filter(({ dropped }) => dropped.length === 0).map((reading) => reading.squeezed);
  const initials = query.readings.filter(({ tokens }) => tokens.length === 1).map(({ squeezed }) => `.${squeezed}`);
  const named = [...called.flatMap((name) => [`+${name}`, `=${name}`]), ...initials];
  const typed = query.readings[0]?.text ?? '';
  return selectNamed(guildId, called, [...new Set(begun)], named, query.pairs, typed);
}

/** Where to look for titles by their words; `corrected`: names of which to find the titles called so as well. */
export type Look = { ways: readonly Way[]; most?: number; famousOnly?: boolean; corrected?: readonly string[] };

/** For each way, the titles that have a word of every one of its groups; of very many, those of the best-known films. */
export async function titlesWorded(db: Db, guildId: string | undefined, look: Look): Promise<CandidateRow[]> {
  const { ways, most = MOST_BY_WORDS, famousOnly = false, corrected = [] } = look;
  const selects = [
    ...ways.flatMap((way) => looks(way, famousOnly).map((one) => selectWorded(guildId, one, most))),
    ...(corrected.length > 0 ? [selectNamed(guildId, corrected)] : []),
  ];
  return selects.length === 0 ? [] : rowsPrepared(db, sql.join(selects, sql` union all `));
}

function selectNamed(
  guildId: string | undefined,
  called: readonly string[],
  begun: readonly string[] = [],
  named: readonly string[] = [],
  pairs: readonly string[] = [],
  typed = '',
): SQL {
  return sql`select * from search_titles_named(${texts(scopesOf(guildId))}, ${texts(called)}, ${texts(begun)},
    ${texts(named)}, ${texts(pairs)}, ${typed}::text, ${MOST_NAMED})`;
}

/** One question to an index: the films it is about, its groups of words, and how many of these the index is asked for. */
type OneLook = { films: keyof typeof FUNCTIONS; groups: readonly Group[]; indexed: 1 | 2 };

const FUNCTIONS = {
  all: sql.identifier('search_titles_worded'),
  known: sql.identifier('search_known_titles_worded'),
  famous: sql.identifier('search_famous_titles_worded'),
} as const;

function selectWorded(guildId: string | undefined, { films, groups, indexed }: OneLook, most: number): SQL {
  const words = groups.map((group) => group.words);
  const [first, second] = [words[0], words[indexed - 1]];
  const [third, fourth] = words.slice(indexed);
  return sql`select * from ${FUNCTIONS[films]}(${texts(scopesOf(guildId))}, ${texts(first)}, ${texts(second)},
    ${texts(third)}, ${texts(fourth)}, ${most})`;
}

/** How to look for titles of these groups. */
function looks(way: Way, famousOnly: boolean): OneLook[] {
  const groups = way.toSorted((a, b) => a.uses - b.uses);
  const uses = groups[0]?.uses ?? 0;
  const indexed = uses > FEW_USES && groups.length > 1 ? 2 : 1;
  const look = (films: OneLook['films']): OneLook => ({ films, groups, indexed });
  if (famousOnly) return [look('famous')];
  if (uses <= MANY_USES) return [look('all')];
  if (uses <= VERY_MANY_USES || (indexed === 2 && uses <= MOST_USES)) return [look('all'), look('known')];
  return [look(uses > MOST_USES ? 'famous' : 'known')];
}
