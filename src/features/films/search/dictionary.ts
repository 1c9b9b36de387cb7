import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { deletions, farDeletions, likeness } from '../titles/edits.ts';
import type { Query } from '../titles/query.ts';
import { canonical } from '../titles/words.ts';

/** What typed words may stand for: for each, words that titles have, with a likeness of 0 to 1. */
export type Dictionary = Map<string, ReadonlyMap<string, number>>;

/** How many words that begin as the last typed one are looked at, the most used first. */
const MOST_COMPLETIONS = 60;
/** How many words one typed word may stand for. */
const MOST_MEANINGS = 40;
/** A begun word counts more than a misspelt one, a misspelt one less than the word itself. */
const BEGUN = 0.85;
const MISSPELT = 0.94;
/** From this likeness on a word is the typed one, perhaps not finished. */
export const MEANT = 0.85;

/** Asks the dictionary, in one statement, what the words of a query may stand for. */
export async function lookUp(db: Db, query: Query): Promise<Dictionary> {
  const titles = query.readings.filter(({ dropped }) => dropped.length === 0);
  const typed = [...new Set(titles.flatMap(({ tokens, squeezed }) => [...tokens, ...pairs(tokens), squeezed]))];
  const begun = [...new Set(titles.flatMap(({ tokens }) => tokens.slice(-1)))];
  const exact = [...new Set([...typed, ...typed.map(canonical), ...typed.flatMap(halves)])];
  const completions = begun.map(
    (start) => sql`union all (select word, uses from title_words
      where word ~>=~ ${start} and word ~<~ ${afterAll(start)} order by uses desc limit ${MOST_COMPLETIONS})`,
  );
  const rows = (await db.execute(sql`
    select word, uses from title_words where word = any(${sql.param(exact)}::text[])
    union all
    select word, uses from title_words where deletions && ${sql.param([...new Set(typed.flatMap(deletions))])}::int[]
    ${sql.join(completions, sql` `)}`)) as unknown as { word: string; uses: number }[];
  const uses = new Map(rows.map(({ word, uses }) => [word, uses]));
  return new Map(typed.map((token) => [token, meaningsOf(token, begun.includes(token), uses)]));
}

/** The first text after all that begin with `start`, compared byte by byte. */
export function afterAll(start: string): string {
  return `${start}\u{10ffff}`;
}

const pairs = (tokens: readonly string[]) => tokens.slice(1).map((token, i) => `${tokens[i]}${token}`);

/** A word parted in two at every place: `spiderman` may be two words elsewhere. */
function halves(word: string): string[] {
  if (word.length < 5 || word.length > 24) return [];
  return Array.from({ length: word.length - 3 }, (_, i) => [word.slice(0, i + 2), word.slice(i + 2)]).flat();
}

function meaningsOf(token: string, isBegun: boolean, uses: ReadonlyMap<string, number>): Map<string, number> {
  const found = [...uses.keys()].map((word): [string, number] => [word, standsFor(token, word, isBegun)]);
  const best = found
    .filter(([, likeness]) => likeness > 0)
    .sort(([a, p], [b, q]) => q - p || (uses.get(b) ?? 0) - (uses.get(a) ?? 0))
    .slice(0, MOST_MEANINGS);
  return new Map(best);
}

/** How likely it is, 0 to 1, that who typed `token` means `word`. */
function standsFor(token: string, word: string, isBegun: boolean): number {
  if (token === word) return 1;
  if (canonical(token) === canonical(word)) return 0.99;
  if (isBegun && word.startsWith(token)) return BEGUN + (0.97 - BEGUN) * (token.length / word.length);
  return /^\d+$/.test(token) ? 0 : Math.min(MISSPELT, likeness(token, word));
}

/** Words further from one than an edit: by two letters left out, by their trigrams, begun and misspelt. */
export async function lookUpFar(db: Db, token: string): Promise<Map<string, number>> {
  const rows = (await db.execute(sql`
    (select word from title_words where word % ${token} order by similarity(word, ${token}) desc limit ${MOST_MEANINGS})
    union select word from title_words where deletions && ${sql.param(farDeletions(token))}::int[]
  `)) as unknown as { word: string }[];
  const found = rows.map(({ word }): [string, number] => [word, farLikeness(token, word)]);
  const best = found.filter(([, likeness]) => likeness > 0).sort(([, p], [, q]) => q - p);
  return new Map(best.slice(0, MOST_MEANINGS));
}

const LEAST_BEGUN = 3;

/** `standsFor` for words two slips apart, where what stands around them fits. */
export function farLikeness(token: string, word: string): number {
  const begun =
    token.length > LEAST_BEGUN && word.length > token.length ? 0.8 * likeness(token, word.slice(0, token.length)) : 0;
  return Math.min(MISSPELT, Math.max(likeness(token, word, true), begun));
}
