import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { tokens } from '../titles/words.ts';

/** What is shown of a film that was found, and what decides between films of one name. */
export type FoundFilm = {
  id: string;
  title: string;
  originalTitle: string | null;
  year: number | null;
  countries: string[];
  votes: number | null;
  alternativeTitles: string[];
  directors: string[];
  /** Names of its people in every spelling we know. */
  people: string[];
  /** Critics' reviews we hold and, in the server that asks, members who have seen it. */
  activity: number;
};

/** The films of these ids, in no order. */
export async function foundFilms(db: Db, guildId: string | undefined, ids: readonly string[]): Promise<FoundFilm[]> {
  return (await db.execute(sql`
    select f.id, f.title, f.original_title as "originalTitle", f.year, f.countries, f.votes,
      array(select t.title from film_titles t where t.film_id = f.id and t.kind = 'alternative' order by t.title) as "alternativeTitles",
      array(select p.name from film_people c join people p on p.id = c.person_id
        where c.film_id = f.id and c.role = 'director' order by c.position) as directors,
      array(select unnest(p.name || p.names) from film_people c join people p on p.id = c.person_id
        where c.film_id = f.id) as people,
      (select count(*) from critic_reviews r where r.film_id = f.id)::int
        + (select count(*) from seen_marks s where s.guild_id = ${guildId ?? ''} and s.film_id = f.id)::int as activity
    from films f where f.id = any(${sql.param(ids)}::uuid[])`)) as unknown as FoundFilm[];
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
