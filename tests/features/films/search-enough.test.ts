import { beforeAll, expect, test } from 'vitest';
import { adultFilms } from '../../../src/db/schema/index.ts';
import { searchFilms } from '../../../src/features/films/films.ts';
import { testDatabase } from '../../support/database.ts';
import { bringIn } from './catalogue.ts';

const { db } = await testDatabase();

beforeAll(async () => {
  await bringIn(db, [
    { title: 'Heron Lake Nights', year: 1990, votes: 500 },
    { title: 'Heron Lake Nights: Part II', year: 1994 },
    { title: 'Return to the Heron Lake Nights', year: 2001, votes: 50_000 },
    { title: 'Old Heron Lake Nightfall', year: 2003, votes: 10 },
    ...Array.from({ length: 60 }, (_, i) => ({ title: `Marble ${i}th Street`, year: 2000, votes: i })),
  ]);
});

async function found(text: string): Promise<string[]> {
  return (await searchFilms(db, { text, limit: 25 })).map(({ title }) => title);
}

test('where much was typed and titles begin so, only famous ones are offered that hold it elsewhere', async () => {
  expect(await found('heron lake nigh')).toEqual([
    'Heron Lake Nights',
    'Heron Lake Nights: Part II',
    'Return to the Heron Lake Nights',
  ]);
  // of a word or two that are not finished, everything that has them
  expect(await found('heron lak')).toContain('Old Heron Lake Nightfall');
});

test('with a slip in it, what is called and begins so is offered, and what is famous', async () => {
  expect(await found('heron lkae nights')).toEqual([
    'Heron Lake Nights',
    'Return to the Heron Lake Nights',
    'Heron Lake Nights: Part II',
  ]);
});

test('of very many that begin so, the best known are offered', async () => {
  const titles = await found('marb');
  expect(titles).toHaveLength(25);
  expect(titles[0]).toBe('Marble 59th Street');
});

test('a film for adults alone is found by those alone who ask for such', async () => {
  const [film] = await searchFilms(db, { text: 'old heron lake nightfall', limit: 1 });
  await db.insert(adultFilms).values({ filmId: film?.id ?? '' });
  expect(await found('old heron lake nightfall')).not.toContain('Old Heron Lake Nightfall');
  const [hit] = await searchFilms(db, { text: 'old heron lake nightfall', limit: 1, adult: true });
  expect(hit?.title).toBe('Old Heron Lake Nightfall');
});
