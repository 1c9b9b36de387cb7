import { sql } from 'drizzle-orm';
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
  /** Critics' reviews we hold and, in the server that asks, members who have seen it. */
  activity: number;
  /** Names of its people in every spelling we know; of films not asked for with people, of its directors alone. */
  people: string[];
};

/**
 * The films of these ids, in no order.
 * @param withPeople the ids of those whose people may be named beside the title.
 */
export async function foundFilms(
  db: Db,
  guildId: string | undefined,
  ids: readonly string[],
  withPeople: readonly string[] = [],
): Promise<FoundFilm[]> {
  return rowsPrepared<FoundFilm>(
    db,
    sql`select * from search_films(${sql.param(ids)}::uuid[], ${sql.param(withPeople)}::uuid[],
    ${guildId ?? ''})`,
  );
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
export function besideWords({ people, countries }: Pick<FoundFilm, 'people' | 'countries'>): Set<string> {
  const lands = countries.map((code) => `${countryName(code)} ${PEOPLE_OF[code] ?? ''}`);
  return new Set([...people, ...lands].flatMap(tokens));
}

function countryName(code: string): string {
  // of() throws on what is no region code, and a source may have given a name
  return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code;
}
