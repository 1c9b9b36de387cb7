import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { SHARED } from '../../../db/schema/index.ts';

/** A film by a person of another, or with one. */
export type Kin = { filmId: string; name: string; names: string[]; role: 'director' | 'cast' };

/** Of a long cast those who are named first are looked at, and so many films of them. */
const MOST_CAST = 10;
const MOST_KIN = 2_000;
const MOST_ALIKE = 200;

/** The films that directors and leading actors of a film also made or are in. */
export async function selectKin(db: Db, filmId: string): Promise<Kin[]> {
  return (await db.execute(sql`
    select distinct on (o.film_id, p.id) o.film_id as "filmId", p.name, p.names, o.role
    from film_people m join film_people o on o.person_id = m.person_id and o.film_id <> m.film_id
    join people p on p.id = m.person_id
    where m.film_id = ${filmId} and (m.role = 'director' or m.position < ${MOST_CAST})
      and (o.role = 'director' or o.position < ${MOST_CAST})
    order by o.film_id, p.id, o.role desc limit ${MOST_KIN}`)) as unknown as Kin[];
}

/** Films of these genres that are worth offering: known to many, chosen by hand, or known to this server. */
export async function selectAlike(db: Db, guildId: string, genres: readonly string[]): Promise<string[]> {
  if (genres.length === 0) return [];
  const wanted = sql`${sql.param(genres)}::text[]`;
  // the condition of films_offered_index, word for word
  const rows = (await db.execute(sql`
    select id from (
      select f.id, f.genres, f.votes from films f
        where (f.votes >= 20000 or f.source = 'starter') and f.scope = ${SHARED} and f.genres && ${wanted}
      union select f.id, f.genres, f.votes from guild_films g join films f on f.id = g.film_id
        where g.guild_id = ${guildId} and f.genres && ${wanted}) f
    order by cardinality(array(select unnest(f.genres) intersect select unnest(${wanted}))) desc,
      cardinality(f.genres), f.votes desc nulls last, id limit ${MOST_ALIKE}`)) as unknown as { id: string }[];
  return [...rows].map(({ id }) => id);
}

/** What decides of films whether they are near, of those that a server sees. */
export async function selectBriefly(db: Db, guildId: string, ids: readonly string[]) {
  return (await db.execute(sql`
    select id, title, year, genres, votes from films
    where id = any(${sql.param(ids)}::uuid[]) and scope in (${SHARED}, ${guildId})`)) as unknown as {
    id: string;
    title: string;
    year: number | null;
    genres: string[];
    votes: number | null;
  }[];
}
