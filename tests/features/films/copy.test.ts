import { expect, test } from 'vitest';
import { Copy } from '../../../src/features/films/bulk/copy.ts';
import { testDatabase } from '../../support/database.ts';

const { sql } = await testDatabase();
await sql`create table copied (word text, number integer check (number > 0), list text[])`;

const copyOf = (numbers: readonly number[]) => {
  const copy = new Copy('copied', ['word', 'number', 'list']);
  for (const number of numbers) copy.add(['a', number, []]);
  return copy;
};

test('signs that mean something to COPY and to lists arrive as they are', async () => {
  const word = 'tab\t line\nreturn\r back\\slash "quoted" {braces} \\N';
  const list = ['', 'null', 'NULL', 'a,b', '"', '\\', '{}', 'it is\tone\nword', '한글', word];
  const copy = new Copy('copied', ['word', 'number', 'list']);
  copy.add([word, 1, list]);
  copy.add([null, null, null]);
  await copy.send(sql);
  expect(await sql`select word, number, list from copied`).toEqual([
    { word, number: 1, list },
    { word: null, number: null, list: null },
  ]);
});

test.each([
  ['the last of a few rows', copyOf([1, 2, 0]), '23514'],
  ['the first of very many rows', copyOf(Array.from({ length: 300_000 }, (_, i) => i)), '23514'],
  ['a table that is not there', new Copy('nowhere', ['word']), '42P01'],
])('rows are refused as a whole, with what the database says: %s', async (_, copy, code) => {
  if (copy.rows === 0) copy.add(['a']);
  await sql`delete from copied`;
  await expect(sql.begin((tx) => copy.send(tx))).rejects.toMatchObject({ code });
  expect(await sql`select from copied`).toHaveLength(0);
});
