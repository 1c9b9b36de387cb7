import { expect, test } from 'vitest';
import { filmsTitled, namesakesOf } from '../../../src/features/films/films.ts';
import { testDatabase } from '../../support/database.ts';
import { bringIn, typeIn } from './catalogue.ts';

const { db } = await testDatabase();
const MOST = 24;

/** The years of a film's namesakes, in their order. */
async function yearsBeside(title: string, year: number, guildId?: string): Promise<(number | null)[]> {
  const film = (await filmsTitled(db, [title])).find((one) => one.year === year);
  return (await namesakesOf(db, film?.id ?? '', guildId)).map((one) => one.year);
}

test('namesakes come best known first, and those whose fame is not known after them, the newest first', async () => {
  const votes: [number, number | undefined][] = [
    [1950, undefined],
    [1960, 10],
    [1970, undefined],
    [1980, 900],
    [1990, 50],
    [2000, undefined],
    [2010, 50],
  ];
  await bringIn(
    db,
    votes.map(([year, counted]) => ({ title: 'Echo', year, votes: counted })),
  );
  expect(await yearsBeside('Echo', 1950)).toEqual([1980, 2010, 1990, 1960, 2000, 1970]);
  expect(await yearsBeside('Echo', 1980)).toEqual([2010, 1990, 1960, 2000, 1970, 1950]);
});

test('of very many namesakes the best known 24 are offered', async () => {
  const years = Array.from({ length: 36 }, (_, i) => 1900 + 3 * i);
  await bringIn(
    db,
    years.map((year) => ({ title: 'Legion', year, votes: year % 2 ? 5_000 - year : undefined })),
  );
  const famous = years.filter((year) => year % 2);
  const others = years.filter((year) => year % 2 === 0).reverse();
  const expected = [...famous, ...others].filter((year) => year !== 1900).slice(0, MOST);
  expect(await yearsBeside('Legion', 1900)).toEqual(expected);
  expect(expected).toHaveLength(MOST);
});

test("a server's own film takes its place among the others there, and nowhere else", async () => {
  await bringIn(db, [
    { title: 'Harbour', year: 1990, votes: 3 },
    { title: 'Harbour', year: 2001 },
    { title: 'Harbour', year: 2011 },
  ]);
  await typeIn(db, '1001', { title: 'Harbour', year: 2020 });
  expect(await yearsBeside('Harbour', 2001, '1001')).toEqual([1990, 2020, 2011]);
  expect(await yearsBeside('Harbour', 2001, '1002')).toEqual([1990, 2011]);
  expect(await yearsBeside('Harbour', 2001)).toEqual([1990, 2011]);
});
