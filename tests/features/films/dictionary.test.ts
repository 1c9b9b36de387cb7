import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { films, filmTitles, titleWords } from '../../../src/db/schema/index.ts';
import { type FilmRow, importFilms, searchFilms } from '../../../src/features/films/films.ts';
import { deletions } from '../../../src/features/films/titles/deletions.ts';
import { isWord } from '../../../src/features/films/titles/forms.ts';
import { testDatabase } from '../../support/database.ts';
import { runs } from '../../support/runs.ts';
import { bringIn, NOW, typeIn } from './catalogue.ts';

const { db, sql } = await testDatabase();

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const title = fc.constantFrom('Heron', 'The Heron', 'Heron Lake', 'Moth Wars', '리가행 열차', 'M', '...', 'Bird-Watch');
const row = fc.record({
  id,
  title,
  year: fc.integer({ min: 2000, max: 2003 }),
  votes: fc.option(fc.nat(5000), { nil: undefined }),
  titles: fc.array(
    title.map((other) => ({ title: other })),
    { maxLength: 2 },
  ),
});
const edit = fc.oneof(
  fc.record({ kind: fc.constant('refresh' as const), rows: fc.array(row, { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant('merge' as const), rows: fc.array(row, { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('type in' as const), title }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

const asRows = (rows: readonly { id: string; title: string }[]): FilmRow[] =>
  rows.map(({ id, ...film }) => ({ ...film, ids: { upstream: id } }));

async function apply(change: Edit): Promise<void> {
  if (change.kind === 'refresh') {
    await importFilms(db, asRows(change.rows), { source: 'test', now: NOW, refresh: true });
  } else if (change.kind === 'merge') await bringIn(db, asRows(change.rows));
  else if (change.kind === 'type in') await typeIn(db, '1001', { title: change.title });
  else {
    await sql`delete from films where id in (select film_id from film_external_ids where external_id = ${change.id})`;
  }
}

/** How many titles there are of each word. */
async function counted(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { words } of await db.select({ words: filmTitles.words }).from(filmTitles)) {
    for (const word of words.filter(isWord)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

test('whatever is renamed, added, removed and voted for, the dictionary has every word, and titles repeat their films', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
      await sql`truncate films, people, title_words cascade`;
      for (const one of edits) await apply(one);
      const dictionary = new Map((await db.select().from(titleWords)).map((word) => [word.word, word]));
      for (const [word, count] of await counted()) {
        expect(dictionary.get(word)?.uses, word).toBeGreaterThanOrEqual(count);
        expect(dictionary.get(word)?.deletions, word).toEqual(deletions(word));
      }
      const titles = await db.select().from(filmTitles).innerJoin(films, eq(films.id, filmTitles.filmId));
      for (const { film_titles: repeated, films: film } of titles) {
        expect(repeated.votes).toBe(film.votes);
        expect(repeated.years).toEqual([...(film.year === null ? [] : [film.year]), ...film.otherYears]);
        const hits = await searchFilms(db, { text: repeated.title, guildId: '1001', limit: 25 });
        expect(
          hits.map((hit) => hit.id),
          repeated.title,
        ).toContain(film.id);
      }
    }),
    { numRuns: runs(200) },
  );
}, 60_000);

test('a renamed film is found by its new title misspelt, and still by its old one', async () => {
  await sql`truncate films, people, title_words cascade`;
  const called = (name: string) => asRows([{ id: 'a', title: name }]);
  await bringIn(db, called('Gravel and Honey'));
  await importFilms(db, called('Cinnamon Harvest'), { source: 'test', now: NOW, refresh: true });
  for (const text of ['cinamon harvest', 'gravle and honey']) {
    expect((await searchFilms(db, { text, limit: 5 })).map((hit) => hit.title)).toEqual(['Cinnamon Harvest']);
  }
});
