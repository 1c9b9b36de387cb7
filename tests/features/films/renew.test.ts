import { expect, test } from 'vitest';
import { renewForms, searchFilms } from '../../../src/features/films/films.ts';
import { deletions } from '../../../src/features/films/titles/deletions.ts';
import { FORMS, titleForms } from '../../../src/features/films/titles/forms.ts';
import { testDatabase } from '../../support/database.ts';
import { bringIn, FILMS } from './catalogue.ts';

const { db, sql } = await testDatabase();

const kept = async () => ({
  titles: await sql`select film_id, folded, tokens, squeezed, words from film_titles order by 1, 2`,
  words: await sql`select word, uses, far, deletions from title_words order by word collate "C"`,
});

test('titles that an older version kept are worked out again by the first start, once, and found again', async () => {
  await bringIn(db, FILMS);
  const before = await kept();
  await sql`update film_titles set tokens = 'x', squeezed = 'x', words = '{x}'`;
  await sql`delete from title_words`;
  await sql`insert into title_words (word, uses, deletions) values ('x', 1, '{}')`;
  await sql`delete from facts where name = 'title_forms'`;
  const find = async () => (await searchFilms(db, { text: 'arachnid carnvial', limit: 1 })).map(({ title }) => title);
  expect(await find()).toEqual([]);
  const told: number[] = [];
  const start = () => renewForms(db, (titles) => told.push(titles));
  await Promise.all([start(), start(), start()]);
  await start();
  expect(told).toEqual([before.titles.length]);
  expect(await kept()).toEqual(before);
  expect(await find()).toEqual(['Arachnid Carnival of the North']);
});

test('whoever changes what is kept of a title gives it another number', () => {
  const titles = [
    'Moth Wars: Part II',
    "L'Été & the 8½ Spider-Men",
    '리가행 열차 48시간',
    'キツネの森がある',
    '光年之外',
    'S.W.A.T.',
  ];
  const forms = titles.map(titleForms);
  const shared = forms.flatMap(({ words }) => words.map(deletions));
  expect({ FORMS, forms, shared }).toMatchSnapshot();
});
