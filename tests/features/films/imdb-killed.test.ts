import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { searchFilms } from '../../../src/features/films/films.ts';
import { bringIn } from './catalogue.ts';
import { aka, type Files, film, writeFiles } from './imdb-files.ts';
import { empty, imdbStage, structure } from './imdb-stage.ts';

const CHILD = fileURLToPath(new URL('./imdb-child.ts', import.meta.url));
const FILMS = 4500;
const WORDS = ['Heron', 'Lantern', 'Moth', 'River', 'Winter', 'Harbour', 'Clock', 'Orchard', 'Ferry', 'Garden'];

const { db, sql, url, folder, importFolder } = await imdbStage();

/** Films with two further titles each. */
function manyFilms(): Files {
  const numbers = Array.from({ length: FILMS }, (_, i) => i + 1);
  const id = (number: number) => `tt${String(number).padStart(7, '0')}`;
  const title = (number: number) =>
    number === 3210 ? 'Quixotic Zephyr' : `${WORDS[number % 10]} ${WORDS[Math.floor(number / 10) % 10]} Nr${number}`;
  return {
    'title.basics': numbers.map((number) => film(id(number), title(number), String(1950 + (number % 70)))),
    'title.akas': numbers.flatMap((number) => [
      aka(id(number), 1, `Das ${title(number)}`, 'de'),
      aka(id(number), 2, `${number} 리가행 열차`, 'ko'),
    ]),
    'title.ratings': numbers.filter((n) => n % 3 > 0).map((number) => [id(number), '6.1', String(number)]),
    'title.crew': numbers.map((number) => [id(number), `nm${String((number % 50) + 1).padStart(7, '0')}`, '\\N']),
    'name.basics': Array.from({ length: 50 }, (_, i) => [
      `nm${String(i + 1).padStart(7, '0')}`,
      `Person ${i}`,
      '\\N',
      '\\N',
      'director',
      '\\N',
    ]),
  };
}

/** What the catalogue holds, in few characters; ids that are drawn anew each time are left aside. */
async function sums() {
  const sum = (of: string) => sql.unsafe(`sum(hashtextextended(${of}::text, 0)::numeric)`);
  const [row] = await sql`
    with named as (select f.*, e.external_id, e.digest from films f left join film_external_ids e on e.film_id = f.id)
    select (select count(*) from films) as films, (select ${sum('(n.external_id, n.digest, n.title, n.year, n.votes, n.directors)')} from named n) as facts,
      (select ${sum('(n.external_id, t.title, t.folded, t.kind, t.votes, t.years, t.words)')} from named n join film_titles t on t.film_id = n.id) as titles,
      (select ${sum('(n.external_id, c.role, c.position, c.person_id)')} from named n join film_people c on c.film_id = n.id) as people,
      (select ${sum('(w.word, w.uses, w.far, w.deletions)')} from title_words w) as words`;
  return row;
}

/** Starts an import, waits until the database shows that it is so far, and kills it as `kill -9` does. */
async function killWhen(reached: () => Promise<boolean>): Promise<void> {
  const child = spawn(process.execPath, [CHILD, url, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  while (!(await reached())) {
    if (child.exitCode !== null) throw new Error('it ended before it could be killed');
    await pause(5);
  }
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

const filmsWritten = (count: number) => async () => {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from films`;
  return (row?.count ?? 0) >= count;
};
const isThere = (relation: string) => async () => {
  const [row] = await sql<{ oid: unknown }[]>`select to_regclass(${relation}) as oid`;
  return Boolean(row?.oid);
};

describe('an import that is killed', () => {
  let clean: unknown;
  let before: unknown;
  beforeAll(async () => {
    await empty(sql);
    writeFiles(folder, manyFilms());
    [before] = await structure(sql);
    await importFolder(true);
    clean = await sums();
  });

  const places: [string, () => Promise<boolean>][] = [
    ['when it has written the first films', filmsWritten(2000)],
    ['when it has built indexes', isThere('film_titles_words_index_next')],
  ];
  const more: typeof places = [
    ['when its tables are there', isThere('film_titles_next')],
    ['when it has written most films', filmsWritten(4000)],
    ['when it makes the dictionary', isThere('title_words_next')],
    ['when it has built more indexes', isThere('title_words_deletions_index_next')],
  ];

  test.each(process.env.MARQUEE_LONG ? [...places, ...more] : places)(
    '%s is gone on with by the next, which ends with the rows of one that was not killed',
    async (_, reached) => {
      await killWhen(reached);
      expect(await importFolder(true)).toEqual({ rows: FILMS, added: FILMS, changed: 0, unchanged: 0 });
      expect(await sums()).toEqual(clean);
      expect((await structure(sql))[0]).toEqual(before);
      expect((await searchFilms(db, { text: 'quixotik zephir', limit: 1 }))[0]?.title).toBe('Quixotic Zephyr');
    },
  );

  test('what others write between a killed import and the next one stays, and is found', async () => {
    await killWhen(isThere('title_words_next'));
    await bringIn(db, [
      { title: 'Quagga Parade', year: 2020, directors: [{ name: 'Una Ferrante' }] },
      { title: 'Brought By A Look-up', year: 1957, ids: { imdb: 'tt0000007' } },
    ]);
    await importFolder(true);
    expect((await searchFilms(db, { text: 'quaga parade', limit: 1 }))[0]?.title).toBe('Quagga Parade');
    expect(
      await sql`select f.title from films f join film_external_ids e on e.film_id = f.id where external_id = 'tt0000007'`,
    ).toHaveLength(1);
    const [row] = await sql`select count(*)::int as count from films`;
    expect(row?.count).toBe(FILMS + 1);
  });
});
