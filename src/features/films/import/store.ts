import { randomUUIDv7 } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { SHARED } from '../../../db/schema/index.ts';
import { batches } from '../../../lib/batches.ts';
import { type CountedWords, countWords, wordRows } from './dictionary.ts';
import { type FilmColumns, type KnownFilm, knownFilm, type TitleColumns } from './film.ts';
import { type FilmRow, foldTitle, type Person } from './row.ts';

type Table = 'films' | 'film_titles' | 'film_external_ids' | 'film_synopses' | 'people' | 'film_people';

/** Writes rows, their columns named as in the database, in one statement. Rows that are there already stay. */
async function insertRows(db: Db, table: Table, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const name = sql.identifier(table);
  await db.execute(
    sql`insert into ${name} select * from json_populate_recordset(null::${name}, ${asJson(rows)}) on conflict do nothing`,
  );
}

function asJson(rows: readonly unknown[]): SQL {
  return sql`${JSON.stringify(rows)}::text::json`;
}

type StoredFilm = {
  film: FilmColumns;
  folded: [folded: string, kind: TitleColumns['kind']][] | null;
  ids: [source: string, id: string][] | null;
  roles: ('director' | 'cast')[] | null;
  languages: string[] | null;
};

/** The shared films that any of these rows may be about: one of their titles or ids is the row's. */
export async function knownFilms(db: Db, rows: readonly FilmRow[]): Promise<KnownFilm[]> {
  const folded = rows.map((row) => foldTitle(row.title));
  const ids = rows.flatMap((row) => Object.entries(row.ids ?? {}).map(([source, id]) => ({ source, id })));
  const stored = (await db.execute(sql`
    select to_json(f) as film,
      (select json_agg(json_build_array(t.folded, t.kind)) from film_titles t where t.film_id = f.id) as folded,
      (select json_agg(json_build_array(e.source, e.external_id)) from film_external_ids e where e.film_id = f.id) as ids,
      (select array_agg(distinct p.role) from film_people p where p.film_id = f.id) as roles,
      (select array_agg(s.language) from film_synopses s where s.film_id = f.id) as languages
    from films f
    where f.scope = ${SHARED} and f.id in (
      select t.film_id from film_titles t
      where t.kind <> 'romanised' and t.folded in (select json_array_elements_text(${asJson(folded)}))
      union
      select e.film_id from film_external_ids e
      join json_to_recordset(${asJson(ids)}) as given (source text, id text)
        on e.source = given.source and e.external_id = given.id)
    order by f.id`)) as unknown as StoredFilm[];
  return stored.map(({ film, folded, ids, roles, languages }) =>
    knownFilm({
      columns: film,
      folded: new Map(folded),
      ids: new Map(ids),
      roles: new Set(roles),
      languages: new Set(languages),
    }),
  );
}

/** Writes what rows have added to films, and counts their new words into `words`. */
export async function writeFilms(db: Db, films: readonly KnownFilm[], words: CountedWords): Promise<void> {
  const changed = films.filter((film) => film.changed);
  await insertRows(
    db,
    'films',
    changed.filter((film) => film.isNew).map((film) => film.columns),
  );
  await updateFilms(
    db,
    changed.filter((film) => !film.isNew).map((film) => film.columns),
  );
  const titles = changed.flatMap(({ columns, added }) =>
    added.titles.map((title) => ({ ...title.columns, ...ranked(columns) })),
  );
  await insertRows(db, 'film_titles', titles);
  await renameFilms(
    db,
    changed.filter((film) => film.isRenamed).map((film) => film.columns),
  );
  for (const { added } of changed) {
    for (const title of added.titles) countWords(words, title, true);
  }
  await insertRows(db, 'film_external_ids', changed.flatMap(externalIds));
  await insertRows(db, 'film_synopses', changed.flatMap(synopses));
  await writePeople(db, changed);
}

/** What a title repeats of its film. */
export function ranked({ votes, year, other_years }: FilmColumns): { votes: number | null; years: number[] } {
  return { votes, years: [...(year === null ? [] : [year]), ...other_years] };
}

function externalIds({ columns, added }: KnownFilm): object[] {
  return added.ids.map(([source, external_id]) => ({ source, external_id, film_id: columns.id }));
}

function synopses({ columns, added }: KnownFilm): object[] {
  return added.synopses.map(([language, synopsis]) => ({ film_id: columns.id, language, synopsis }));
}

async function updateFilms(db: Db, rows: readonly FilmColumns[]): Promise<void> {
  if (rows.length === 0) return;
  await db.execute(sql`
    update films f set title = n.title, original_title = n.original_title, original_language = n.original_language, year = n.year,
      other_years = n.other_years, runtime_minutes = n.runtime_minutes, countries = n.countries, genres = n.genres,
      age_rating = n.age_rating, content_notes = n.content_notes, directors = n.directors, votes = n.votes
    from json_populate_recordset(null::films, ${asJson(rows)}) n where n.id = f.id`);
  const repeated = rows.map((film) => ({ film_id: film.id, ...ranked(film) }));
  await db.execute(sql`
    update film_titles t set votes = n.votes, years = n.years
    from json_populate_recordset(null::film_titles, ${asJson(repeated)}) n where n.film_id = t.film_id`);
}

/** The title that a film is called by now is its main one; the one before is one of its others. */
async function renameFilms(db: Db, rows: readonly FilmColumns[]): Promise<void> {
  if (rows.length === 0) return;
  const renamed = rows.map(({ id, title }) => ({ film_id: id, folded: foldTitle(title) }));
  await db.execute(sql`
    update film_titles t set kind = case when t.folded = n.folded then 'title' else 'alternative' end
    from json_populate_recordset(null::film_titles, ${asJson(renamed)}) n
    where n.film_id = t.film_id and (t.folded = n.folded or t.kind = 'title')`);
}

/** People of one name are one person: sources that tell them apart bring ids of their own. */
async function writePeople(db: Db, films: readonly KnownFilm[]): Promise<void> {
  const credits = films.flatMap(({ columns, added }) =>
    added.people.flatMap(([role, people]) =>
      people.map((person, position) => ({ id: columns.id, role, person, position })),
    ),
  );
  if (credits.length === 0) return;
  const replaced = films.flatMap(({ columns, replaced }) =>
    [...replaced].map((role) => ({ film_id: columns.id, role })),
  );
  await db.execute(sql`delete from film_people p using json_populate_recordset(null::film_people, ${asJson(replaced)}) r
    where p.film_id = r.film_id and p.role = r.role`);
  const ids = await personIds(
    db,
    credits.map(({ person }) => person),
  );
  await insertRows(
    db,
    'film_people',
    credits.map(({ id, role, person, position }) => ({
      film_id: id,
      role,
      position,
      person_id: person.id ?? ids.get(person.name),
      character: person.character ?? null,
    })),
  );
}

async function personIds(db: Db, all: readonly Person[]): Promise<Map<string, string>> {
  const people = all.filter(({ id }) => id === undefined);
  const stored = (await db.execute(sql`
    select distinct on (name) id, name from people
    where name in (select json_array_elements_text(${asJson(people.map(({ name }) => name))})) order by name, id
  `)) as unknown as { id: string; name: string }[];
  const ids = new Map(stored.map(({ id, name }) => [name, id]));
  const added = people.filter(
    ({ name }, i) => !ids.has(name) && people.findIndex((other) => other.name === name) === i,
  );
  for (const { name } of added) ids.set(name, randomUUIDv7());
  const rows = [...added, ...all.filter(({ id }) => id !== undefined)];
  await insertRows(
    db,
    'people',
    rows.map(({ id, name, names }) => ({ id: id ?? ids.get(name), name, names: names ?? [] })),
  );
  return ids;
}

const WORDS_AT_ONCE = 5000;

/** Adds words to the dictionary, or to their counts. */
export async function writeWords(db: Db, words: CountedWords): Promise<void> {
  for (const rows of batches(wordRows(words), WORDS_AT_ONCE)) {
    await db.execute(sql`
      insert into title_words (word, uses, far, deletions)
      select word, uses, far, deletions from json_populate_recordset(null::title_words, ${asJson(rows)})
      on conflict (word) do update set uses = title_words.uses + excluded.uses, far = title_words.far or excluded.far`);
  }
}
