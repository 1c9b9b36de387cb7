import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as schema from '../../../src/db/schema/index.ts';
import { filmsTitled, shown } from '../../../src/features/films/films.ts';
import { adoptFilm } from '../../../src/features/marks/marks.ts';
import { testDatabase } from '../../support/database.ts';
import { bringIn, NOW } from './catalogue.ts';

const { db, url } = await testDatabase();
const asked: string[] = [];
const counted = postgres(url, { max: 1, debug: (_, statement) => asked.push(statement) });
afterAll(() => counted.end());
const counting = drizzle(counted, { schema });

const [HERE, ELSEWHERE] = ['1001', '1002'];
let found: { id: string; year: number | null }[] = [];

beforeAll(async () => {
  await bringIn(
    db,
    [1950, 1970, 1990].map((year) => ({ title: 'Echo', year })),
  );
  found = await filmsTitled(db, ['Echo']);
  const idOf = (year: number) => found.find((film) => film.year === year)?.id ?? '';
  await adoptFilm(db, HERE, idOf(1990), NOW);
  await db.insert(schema.filmStands).values({ guildId: HERE, filmId: idOf(1950), standInId: idOf(1990) });
  await db.insert(schema.adultFilms).values({ filmId: idOf(1970) });
  // a connection asks for the types of arrays first
  await counted`select 1`;
});
beforeEach(() => {
  asked.length = 0;
});

/** The years of the films that are shown, the earliest first. */
const yearsShown = async (asking: Parameters<typeof shown>[2]) =>
  (await shown(counting, found, asking)).map(({ year }) => year).sort();

test('what another film stands for is not shown in that server, nor anywhere what is for adults, unless asked', async () => {
  expect(await yearsShown({ guildId: HERE })).toEqual([1990]);
  expect(await yearsShown({ guildId: HERE, adult: true })).toEqual([1970, 1990]);
  expect(await yearsShown({ guildId: ELSEWHERE })).toEqual([1950, 1990]);
  expect(await yearsShown({ guildId: ELSEWHERE, adult: true })).toEqual([1950, 1970, 1990]);
  expect(await yearsShown({})).toEqual([1950, 1990]);
  expect(await yearsShown({ adult: true })).toEqual([1950, 1970, 1990]);
});

test('to know it takes one question, and none where nothing was found', async () => {
  await shown(counting, found, { guildId: HERE });
  expect(asked).toHaveLength(1);
  await shown(counting, [], { guildId: HERE });
  expect(asked).toHaveLength(1);
});
