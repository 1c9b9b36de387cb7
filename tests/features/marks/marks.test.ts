import { randomUUIDv7 } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { films, guildFilms, SHARED } from '../../../src/db/schema/index.ts';
import { markSeen, rateFilm, unmarkSeen } from '../../../src/features/marks/marks.ts';
import { averageStars, HALF_STARS, halfStarsOf, starsLabel } from '../../../src/features/marks/rules.ts';
import { membersView } from '../../../src/features/reviews/reviews.ts';
import { testDatabase } from '../../support/database.ts';
import { runs } from '../../support/runs.ts';
import { bench } from '../nominations/scene.ts';

const { db } = await testDatabase();
const NOW = new Date('2026-01-09T18:00:00Z');
const desk = bench(db);

/** What one of them may know: who has not seen the film knows how many have rated, and no number. */
async function view(of: Parameters<typeof membersView>[1]) {
  const { seen, youSeen, raters, average, yours } = await membersView(db, of);
  return { seen, youSeen, rated: raters.length, average, yours: yours?.halfStars };
}

async function film(scope = SHARED): Promise<string> {
  const id = randomUUIDv7();
  await db.insert(films).values({ id, scope, title: 'A film', source: 'test', fetchedAt: NOW });
  return id;
}

const key = (filmId: string, userId = 'me', guildId = 'one') => ({ guildId, filmId, userId });

test('"I\'ve seen it" said twice, or fifty times at once, stays said once', async () => {
  const filmId = await film();
  const first = await markSeen(db, key(filmId), NOW);
  expect(first).toEqual({ already: false, halfStars: undefined });
  const again = await Promise.all(Array.from({ length: 50 }, () => markSeen(db, key(filmId), NOW)));
  expect(again.every(({ already }) => already)).toBe(true);
  expect((await view(key(filmId))).seen).toBe(1);
});

test('a rating needs a seen-mark, and the last one counts', async () => {
  const filmId = await film();
  await expect(rateFilm(desk, key(filmId), 7)).rejects.toMatchObject({ key: 'marks.see-first' });
  await markSeen(db, key(filmId), NOW);
  await rateFilm(desk, key(filmId), 7);
  await rateFilm(desk, key(filmId), 9);
  expect(await view(key(filmId))).toMatchObject({ rated: 1, average: 4.5, yours: 9 });
});

test('taking "I\'ve seen it" back takes the rating along, and nothing of anybody else', async () => {
  const filmId = await film();
  for (const user of ['me', 'you']) {
    await markSeen(db, key(filmId, user), NOW);
    await rateFilm(desk, key(filmId, user), 6);
  }
  await unmarkSeen(desk, key(filmId));
  await unmarkSeen(desk, key(filmId));
  expect(await view(key(filmId, 'you'))).toMatchObject({ seen: 1, rated: 1, average: 3, yours: 6 });
  expect(await view(key(filmId))).toEqual({
    seen: 1,
    youSeen: false,
    rated: 1,
    average: undefined,
    yours: undefined,
  });
});

test("one server never sees what another's members said", async () => {
  const filmId = await film();
  await markSeen(db, key(filmId, 'me', 'one'), NOW);
  await rateFilm(desk, key(filmId, 'me', 'one'), 10);
  expect(await view(key(filmId, 'me', 'two'))).toEqual({
    seen: 0,
    youSeen: false,
    rated: 0,
    average: undefined,
    yours: undefined,
  });
});

test('taking it back in one server leaves what the same member said in another', async () => {
  const filmId = await film();
  for (const guild of ['one', 'two']) {
    await markSeen(db, key(filmId, 'me', guild), NOW);
    await rateFilm(desk, key(filmId, 'me', guild), 8);
  }
  await unmarkSeen(desk, key(filmId, 'me', 'two'));
  expect(await view(key(filmId, 'me', 'one'))).toMatchObject({ seen: 1, youSeen: true, rated: 1, yours: 8 });
  expect(await view(key(filmId, 'me', 'two'))).toMatchObject({ seen: 0, youSeen: false, rated: 0 });
});

test('taking one film back leaves the others', async () => {
  const [kept, gone] = [await film(), await film()];
  for (const filmId of [kept, gone]) await markSeen(db, key(filmId), NOW);
  await unmarkSeen(desk, key(gone));
  expect((await view(key(kept))).youSeen).toBe(true);
});

test('a film that another server typed in by hand cannot be marked, nor joined to this server by the database itself', async () => {
  const filmId = await film('one');
  await markSeen(db, key(filmId, 'me', 'one'), NOW);
  await expect(markSeen(db, key(filmId, 'me', 'two'), NOW)).rejects.toMatchObject({ key: 'film.gone' });
  await markSeen(db, key(await film(), 'me', 'two'), NOW);
  for (const filmScope of ['one', SHARED, 'two'])
    await expect(db.insert(guildFilms).values({ guildId: 'two', filmId, filmScope })).rejects.toThrow();
});

test('a film that does not exist is told kindly', async () => {
  await expect(markSeen(db, key(randomUUIDv7()), NOW)).rejects.toMatchObject({ key: 'film.gone' });
});

test('the mean lies between the lowest and the highest rating, in any order', () => {
  const ratings = fc.array(fc.constantFrom(...HALF_STARS), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(ratings, (all) => {
      const mean = averageStars(all) ?? Number.NaN;
      expect(mean).toBeGreaterThanOrEqual(Math.min(...all) / 2 - 0.05);
      expect(mean).toBeLessThanOrEqual(Math.max(...all) / 2 + 0.05);
      expect(averageStars(all.toReversed())).toBe(mean);
    }),
    { numRuns: runs(10_000) },
  );
  expect(averageStars([])).toBeUndefined();
});

test('half stars are read as people write them, and nothing else is a rating', () => {
  expect([1, 2, 3, 10].map(starsLabel)).toEqual(['½', '1', '1½', '5']);
  expect(halfStarsOf('7')).toBe(7);
  for (const forged of [undefined, '', '0', '11', '7.5', '07', 'seven']) expect(halfStarsOf(forged)).toBeUndefined();
});
