import type { Db } from '../../../db/db.ts';
import { type Call, rowsPrepared } from '../../../db/prepared.ts';
import { SHARED } from '../../../db/schema/index.ts';
import type { Query } from '../titles/query.ts';
import { telling } from '../titles/weights.ts';
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

/** How many titles called so, beginning so or having a part called so are looked at. */
export const MOST_NAMED = 40;
const MOST_BY_WORDS = 100;
export const MORE_BY_WORDS = 150;
/** So few titles are sooner looked at one by one than found by a second word. */
const FEW_USES = 30;
/** From here on a word is common: titles of well-known films are looked for by themselves, then they alone. */
const MANY_USES = 1500;
const VERY_MANY_USES = 5000;
const MOST_USES = 30_000;

/** The scopes of films that are found: everybody's, and a server's own. */
export function scopesOf(guildId: string | undefined): string[] {
  return guildId === undefined ? [SHARED] : [SHARED, guildId];
}

/** What titles are called that a query may mean: marked names as in `TitleForms.words`. */
export type Names = {
  called: string[];
  /** How titles begin, if all that was typed is a title, and if it names a year. */
  whole: string[];
  dated: string[];
  /** Parts and initials of titles. */
  named: string[];
  typed: string;
  /** The typed words that a title must hold somewhere, but for the last, which may not be finished. */
  held: string[];
};

export function namesOf({ readings }: Query): Names {
  const titles = readings.filter(({ dropped }) => dropped.length === 0);
  const called = distinct(readings.map(({ squeezed }) => squeezed));
  const beginnings = (dated: boolean) =>
    distinct(titles.filter(({ years }) => years.length > 0 === dated).map(({ squeezed }) => squeezed));
  const initials = readings.filter(({ tokens }) => tokens.length === 1).map(({ squeezed }) => `.${squeezed}`);
  const [first] = readings;
  return {
    called,
    whole: beginnings(false),
    dated: beginnings(true),
    named: [...called.flatMap((name) => [`+${name}`, `=${name}`]), ...initials],
    typed: first?.text ?? '',
    held: telling(first?.tokens ?? []).filter((token) => token !== first?.tokens.at(-1)),
  };
}

const distinct = (list: readonly string[]) => [...new Set(list)];

/** Where to look for titles by their words; `corrected`: names of which to find the titles called or beginning so as well. */
export type Look = { ways: readonly Way[]; most?: number; famousOnly?: boolean; corrected?: readonly string[] };

/** For each way, the titles that have a word of every one of its groups; of very many, those of the best-known films. */
export async function titlesWorded(db: Db, guildId: string | undefined, look: Look): Promise<CandidateRow[]> {
  const { ways, most = MOST_BY_WORDS, famousOnly = false, corrected = [] } = look;
  const scopes = scopesOf(guildId);
  const calls: Call[] = ways.flatMap((way) => looks(way, famousOnly).map((one) => callFor(scopes, one, most)));
  if (corrected.length > 0) calls.push({ name: 'search_titles_corrected', args: [scopes, corrected, MOST_NAMED] });
  return calls.length === 0 ? [] : rowsPrepared(db, calls);
}

/** One question to an index: the films it is about, its groups of words, and how many of these the index is asked for. */
type OneLook = { films: keyof typeof FUNCTIONS; groups: readonly Group[]; indexed: 1 | 2 };

const FUNCTIONS = {
  all: 'search_titles_worded',
  known: 'search_known_titles_worded',
  famous: 'search_famous_titles_worded',
} as const;

function callFor(scopes: readonly string[], { films, groups, indexed }: OneLook, most: number): Call {
  const words = groups.map((group) => group.words);
  const [first, second] = [words[0], words[indexed - 1]];
  const [third = null, fourth = null] = words.slice(indexed);
  return { name: FUNCTIONS[films], args: [scopes, first, second, third, fourth, most] };
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
