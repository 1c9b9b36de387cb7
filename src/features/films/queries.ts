import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { filmExternalIds, filmPeople, filmSynopses, films, filmTitles, people, SHARED } from '../../db/schema/index.ts';
import { allOf, standIn } from './standing.ts';

const scopesOf = (guildId: string | undefined) => (guildId === undefined ? [SHARED] : [SHARED, guildId]);

/** A film that a server sees, or the one that stands for it there. */
export async function selectFilm(db: Db, id: string, guildId: string | undefined) {
  const [film] = await db
    .select()
    .from(films)
    .where(and(eq(films.id, standIn(guildId, id)), inArray(films.scope, scopesOf(guildId))));
  return film;
}

/** Titles of a film that a source gave, the main one first. */
export async function selectTitles(db: Db, id: string) {
  return db
    .select({ title: filmTitles.title, kind: filmTitles.kind, language: filmTitles.language })
    .from(filmTitles)
    .where(and(eq(filmTitles.filmId, id), sql`${filmTitles.kind} <> 'romanised'`))
    .orderBy(sql`${filmTitles.kind} <> 'title'`, asc(filmTitles.title));
}

/** Further titles of each of these films that has any. */
export async function selectAlternativeTitles(
  db: Db,
  ids: readonly string[],
): Promise<{ filmId: string; titles: string[] }[]> {
  return db
    .select({
      filmId: filmTitles.filmId,
      titles: sql<string[]>`array_agg(${filmTitles.title} order by ${filmTitles.title})`,
    })
    .from(filmTitles)
    .where(and(inArray(filmTitles.filmId, [...ids]), eq(filmTitles.kind, 'alternative')))
    .groupBy(filmTitles.filmId);
}

export async function selectPeople(db: Db, id: string) {
  return db
    .select({ role: filmPeople.role, name: people.name, names: people.names, character: filmPeople.character })
    .from(filmPeople)
    .innerJoin(people, eq(people.id, filmPeople.personId))
    .where(eq(filmPeople.filmId, id))
    .orderBy(asc(filmPeople.position));
}

/** The ids that other sources know a film by, and those of what it stands for in a server. */
export async function selectExternalIds(db: Db, id: string, guildId: string | undefined) {
  return db
    .select({ source: filmExternalIds.source, id: filmExternalIds.externalId })
    .from(filmExternalIds)
    .where(sql`${filmExternalIds.filmId} in ${allOf(guildId, id)}`)
    .orderBy(asc(filmExternalIds.source));
}

export async function selectSynopses(db: Db, id: string) {
  return db
    .select({ language: filmSynopses.language, synopsis: filmSynopses.synopsis })
    .from(filmSynopses)
    .where(eq(filmSynopses.filmId, id));
}

/** Ids of the visible films that share a folded title with a film, itself left out. */
export async function selectNamesakes(
  db: Db,
  id: string,
  guildId: string | undefined,
  limit: number,
): Promise<string[]> {
  const rows = (await db.execute(sql`
    select f.id from films f
    where f.scope = any(${sql.param(scopesOf(guildId))}::text[]) and f.id <> ${id} and f.id in (
      select o.film_id from film_titles t join film_titles o on o.folded = t.folded
      where t.film_id = ${id} and t.kind <> 'romanised' and o.kind <> 'romanised')
    order by f.votes desc nulls last, f.year desc nulls last, f.id limit ${limit}`)) as unknown as { id: string }[];
  return rows.map((row) => row.id);
}

/** Of films that were found, those not to be shown: what another stands for in a server and, unless asked, what is for adults alone. */
export async function selectHidden(
  db: Db,
  ids: readonly string[],
  { guildId, adult }: { guildId: string | undefined; adult: boolean },
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = (await db.execute(
    sql`select s.film_id as id from film_stands s
        where s.guild_id = ${guildId ?? null} and s.film_id = any(${sql.param(ids)}::uuid[])
        union all select a.film_id from adult_films a
        where not ${adult}::boolean and a.film_id = any(${sql.param(ids)}::uuid[])`,
  )) as unknown as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}

/** A shared film that may be the one a page is about. */
export type FilmCandidate = {
  id: string;
  title: string;
  originalTitle: string | null;
  year: number | null;
  otherYears: number[];
  runtimeMinutes: number | null;
  alternativeTitles: string[];
  /** Its directors and cast, each in every spelling we know. */
  people: string[][];
};

const candidateColumns = sql`f.id, f.title, f.original_title as "originalTitle", f.year, f.other_years as "otherYears",
  f.runtime_minutes as "runtimeMinutes",
  array(select t.title from film_titles t where t.film_id = f.id and t.kind <> 'title' order by t.title) as "alternativeTitles",
  coalesce((select json_agg(p.name || p.names order by c.role desc, c.position) from film_people c
    join people p on p.id = c.person_id where c.film_id = f.id), '[]') as people`;

/** The films called by one of these folded or squeezed titles: the shared ones, and those of a server if one asks. */
export async function selectTitled(
  db: Db,
  folded: readonly string[],
  squeezed: readonly string[],
  guildId?: string,
): Promise<FilmCandidate[]> {
  return (await db.execute(sql`
    select ${candidateColumns} from films f where f.scope = any(${sql.param(scopesOf(guildId))}::text[]) and f.id in (
      select film_id from film_titles where folded = any(${sql.param(folded)}::text[])
      union select film_id from film_titles where squeezed = any(${sql.param(squeezed)}::text[]))
    order by f.votes desc nulls last, f.year desc nulls last, f.id`)) as unknown as FilmCandidate[];
}

/** The shared films that another source knows by one of these ids. */
export async function selectByExternalIds(
  db: Db,
  ids: readonly { source: string; id: string }[],
): Promise<FilmCandidate[]> {
  if (ids.length === 0) return [];
  return (await db.execute(sql`
    select ${candidateColumns} from films f where f.scope = ${SHARED} and f.id in (
      select e.film_id from film_external_ids e
      join json_to_recordset(${JSON.stringify(ids)}::text::json) as given (source text, id text)
        on e.source = given.source and e.external_id = given.id)`)) as unknown as FilmCandidate[];
}
