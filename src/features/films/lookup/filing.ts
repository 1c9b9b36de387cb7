import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { filmExternalIds } from '../../../db/schema/index.ts';
import { importRows } from '../import/import.ts';
import { type FilmRow, LONGEST_TITLE } from '../import/row.ts';
import { selectByExternalIds } from '../queries.ts';
import { writeTold } from './queries.ts';
import { oneEach } from './same.ts';
import type { ToldFilm } from './told.ts';

/** An import that is under way holds the catalogue: a look-up waits so long (ms) for its turn, and then lets go. */
const TURN = 2_000;
const LONGEST_NAME = 200;
const MOST = { titles: 60, people: 8 };

/**
 * Brings what a source told into the shared catalogue. What sources told of one film, `before` included, goes to one
 * film: they lend each other their ids. Of a source whose words may not be kept for good only what names a film goes
 * there: titles, year, directors, ids; the rest is kept beside it with the day it was told.
 */
export async function fileTold(
  db: Db,
  films: readonly ToldFilm[],
  { before, now }: { before: readonly ToldFilm[]; now: Date },
): Promise<void> {
  const groups = oneEach([...before, ...films].filter(isSane));
  await db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local lock_timeout = ${TURN}`));
    for (const group of groups) {
      const ids = Object.assign({}, ...group.map((film) => film.ids).toReversed()) as Record<string, string>;
      for (const film of group.filter((one) => films.includes(one))) {
        await importRows(tx, [rowOf(film, ids)], { source: film.source, now, few: true });
        const [known] = await selectByExternalIds(
          tx,
          Object.entries(film.ids).map(([source, id]) => ({ source, id })),
        );
        if (known) await writeTold(tx, { filmId: known.id, source: film.source, told: film, now });
      }
    }
  });
}

/** Writes what a source tells of a film that we have, with the ids by which the source is asked next time. */
export async function fileMore(db: Db, { filmId, source, told, now }: Parameters<typeof writeTold>[1]): Promise<void> {
  await writeTold(db, { filmId, source, told, now });
  const ids = Object.entries(told?.ids ?? {}).map(([name, externalId]) => ({ source: name, externalId, filmId }));
  if (ids.length > 0) await db.insert(filmExternalIds).values(ids).onConflictDoNothing();
}

function isSane({ title, titles, originalTitle }: ToldFilm): boolean {
  return [title, originalTitle ?? '', ...titles.map((other) => other.title)].every(
    ({ length }) => length <= LONGEST_TITLE,
  );
}

function rowOf(film: ToldFilm, ids: Readonly<Record<string, string>>): FilmRow {
  const { title, year, originalTitle, originalLanguage, titles, directors } = film;
  const people = (all: ToldFilm['cast']) =>
    all.filter(({ name }) => name !== '' && name.length <= LONGEST_NAME).slice(0, MOST.people);
  const naming = {
    title,
    year,
    originalTitle,
    originalLanguage,
    titles: titles.filter((other) => other.title !== '').slice(0, MOST.titles),
    directors: people(directors),
    ids,
  };
  if (film.source !== 'wikidata') return naming;
  const { runtime, countries, genres } = film;
  return { ...naming, cast: people(film.cast), runtime, countries, genres };
}
