import type { Db } from '../../../db/db.ts';
import { rowsPrepared } from '../../../db/prepared.ts';
import { tokens } from '../titles/words.ts';

/** What is shown of a film that was found, and what decides between films of one name. */
export type FoundFilm = {
  id: string;
  title: string;
  originalTitle: string | null;
  year: number | null;
  countries: string[];
  votes: number | null;
  directors: string[];
  /** Critics' reviews we hold and, in the server that asks, members who have seen it; 0 where votes are known. */
  activity: number;
  /** Names of its people in every spelling we know; null where it was not asked for with people. */
  people: string[] | null;
};

/** Who looks for films: a server, which sees its own too, and whether those for adults alone may be shown (no, unless given). */
export type Asking = { guildId?: string | undefined; adult?: boolean | undefined };

/**
 * The films of these ids that may be shown, in no order: neither what another stands for in the server nor, unless
 * asked, what is for adults.
 * @param withPeople the ids of those whose people may be named beside the title.
 */
export async function foundFilms(
  db: Db,
  { guildId = '', adult = false }: Asking,
  ids: readonly string[],
  withPeople: readonly string[] = [],
): Promise<FoundFilm[]> {
  if (ids.length === 0) return [];
  return rowsPrepared<FoundFilm>(db, [{ name: 'search_films', args: [ids, withPeople, guildId, adult] }]);
}

const countryNames = new Intl.DisplayNames('en', { type: 'region' });
const PEOPLE_OF: Readonly<Record<string, string>> = {
  AR: 'argentine argentinian',
  AU: 'australian',
  BR: 'brazilian',
  CN: 'chinese',
  DE: 'german',
  DK: 'danish',
  ES: 'spanish',
  FI: 'finnish',
  FR: 'french',
  GB: 'british uk',
  HK: 'cantonese',
  IN: 'indian bollywood',
  IR: 'iranian',
  IT: 'italian',
  JP: 'japanese',
  KR: 'korean',
  MX: 'mexican',
  NO: 'norwegian',
  PL: 'polish',
  RU: 'russian',
  SE: 'swedish',
  TH: 'thai',
  TR: 'turkish',
  TW: 'taiwanese',
  US: 'american usa us',
};

/** The words that a query may name beside a title: the film's people and countries. */
export function besideWords({ people, directors, countries }: FoundFilm): Set<string> {
  const lands = countries.map((code) => `${countryName(code)} ${PEOPLE_OF[code] ?? ''}`);
  return new Set([...(people ?? directors), ...lands].flatMap(tokens));
}

function countryName(code: string): string {
  // of() throws on what is no region code, and a source may have given a name
  return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code;
}
