import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { afterAll, beforeEach } from 'vitest';
import { FILM_TYPES, importImdb } from '../../../src/features/films/films.ts';
import { testDatabase } from '../../support/database.ts';
import { NOW } from './catalogue.ts';
import { aka, type Files, film, writeFiles } from './imdb-files.ts';

export const FILES: Files = {
  'title.basics': [
    film('tt0000001', 'Heron', '1990', { original: 'Reiher' }),
    film('tt0000002', 'Heron in a Box', '1991', { type: 'tvEpisode' }),
    film('tt0000003', 'Train to Riga', '2016'),
    film('tt0000004', 'Nothing Worn', '2001', { adult: '1' }),
    film('tt0000005', 'Moth Wars', '\\N', { type: 'tvMovie' }),
  ],
  'title.akas': [
    aka('tt0000001', 1, 'Le Héron', 'fr'),
    aka('tt0000001', 2, 'Heron'),
    aka('tt0000002', 1, 'Reiher in der Kiste'),
    aka('tt0000003', 1, '리가행 열차', 'ko'),
  ],
  'title.ratings': [
    ['tt0000001', '7.1', '4000'],
    ['tt0000003', '6.0', '12'],
  ],
  'title.crew': [
    ['tt0000001', 'nm0000002,nm0000001', '\\N'],
    ['tt0000003', 'nm0000002', 'nm0000009'],
  ],
  'name.basics': [
    ['nm0000001', 'Ada Grünwald', '1950', '\\N', 'director', 'tt0000001'],
    ['nm0000002', 'Bo Villard', '\\N', '\\N', 'director', '\\N'],
    ['nm0000003', 'Nobody Asked', '\\N', '\\N', 'actor', '\\N'],
  ],
};

/** A database and a folder for imports, empty before each test. */
export async function imdbStage() {
  const database = await testDatabase();
  const { sql, url } = database;
  const folder = mkdtempSync(join(tmpdir(), 'marquee-imdb-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => empty(sql));
  /** Imports what is in the folder; `large`: as if they were very many. */
  const importFolder = (large: boolean) =>
    importImdb(url, folder, { wanted: { types: FILM_TYPES, adult: false }, now: NOW, largeFrom: large ? 1 : 1e9 });
  const bring = (files: Files, large: boolean) => {
    writeFiles(folder, files);
    return importFolder(large);
  };
  return { ...database, folder, importFolder, bring, whole: () => whole(sql) };
}

/** Takes everything out that an import brings. */
export async function empty(sql: Sql): Promise<void> {
  await sql`truncate films, people, title_words, guilds cascade`;
  await sql`drop table if exists film_titles_next, film_people_next, film_external_ids_next, title_words_next, title_words_counted`;
  await sql`delete from facts`;
}

/** Everything the catalogue holds but for the ids that are drawn anew each time. */
const whole = (sql: Sql) => sql`
  select (select json_agg(json_build_array(e.external_id, e.digest, f.title, original_title, year, other_years, runtime_minutes,
      genres, directors, f.votes, f.source) order by e.external_id) from films f left join film_external_ids e on e.film_id = f.id) as films,
    (select json_agg(json_build_array(f.title, t.title, t.folded, kind, language, t.votes, years, tokens, squeezed, words)
      order by f.title, t.folded) from film_titles t join films f on f.id = t.film_id) as titles,
    (select json_agg(json_build_array(f.title, role, position, p.id, p.name) order by f.title, role, position)
      from film_people c join films f on f.id = c.film_id join people p on p.id = c.person_id) as people,
    (select json_agg(json_build_array(word, uses, far, deletions) order by word) from title_words) as words`;

/** Names of all indexes and constraints of the tables that a large import puts in the place of others. */
export const structure = (sql: Sql) => sql`
  select coalesce(json_agg(def order by def), '[]') as structure from (
    select indexdef as def from pg_indexes where tablename in ('film_titles', 'film_people', 'film_external_ids', 'title_words')
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where conrelid::regclass::text in ('film_titles', 'film_people', 'film_external_ids', 'title_words') and contype <> 'n') all_of_them`;
