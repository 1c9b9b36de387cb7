import { beforeAll, expect, test } from 'vitest';
import { findCard } from '../../../src/features/card/card.ts';
import { resolveFilm, searchFilms } from '../../../src/features/films/films.ts';
import { choiceLabel, choiceValue } from '../../../src/features/films/messages.ts';
import { testDatabase } from '../../support/database.ts';
import { bringIn, FILMS } from './catalogue.ts';

const { db } = await testDatabase();

const LONG = `The Very Long Walk ${'of the Hundred Lanterns '.repeat(25)}`.slice(0, 500).trim();
const SYLLABLES = '등불'.repeat(250);
const ODD = [
  { title: '9', year: 2009 },
  { title: 'It', year: 1990 },
  { title: 'It', year: 2017, votes: 800 },
  { title: 'It Follows Us', year: 2014 },
  { title: 'X', year: 2022 },
  { title: 'One', year: 2003 },
  { title: '花', year: 2022 },
  { title: '🎬🌙', year: 2018 },
  { title: LONG, year: 1999 },
  { title: SYLLABLES, year: 2001 },
];

beforeAll(async () => {
  await bringIn(db, [...FILMS, ...ODD]);
});

test.each([
  ['1917', '1917 2019'],
  ['M', 'M 1931'],
  ['9', '9 2009'],
  ['It', 'It 2017'],
  ['It (1990)', 'It 1990'],
  ['...', '... 1972'],
  ['x', 'X 2022'],
  ['花', '花 2022'],
  ['🎬🌙', '🎬🌙 2018'],
  [LONG, `${LONG} 1999`],
  [SYLLABLES, `${SYLLABLES} 2001`],
])('"%s" means that one film', async (text, film) => {
  const found = await resolveFilm(db, { text });
  expect(found.kind === 'film' && `${found.film.title} ${found.film.year}`).toBe(film);
});

const HERE = { guildId: '1001', region: 'US', adult: false };

test.each([
  ['a letter that no title begins with', 'j'],
  ['a digit that no film is called', '7'],
  ['a character that no title has', '龘'],
  ['an emoji that no title is', '🦩'],
  ['signs that no title is', '?!'],
  ['500 letters of no title', 'qzx'.repeat(166)],
])('%s is answered with what to try', async (_, text) => {
  await expect(findCard(db, text, HERE)).rejects.toMatchObject({ key: 'film.unknown' });
});

test('one character that only begins a title is answered with what begins so', async () => {
  const begun = await resolveFilm(db, { text: SYLLABLES.slice(0, 1) });
  expect(begun.kind).toBe('unsure');
});

test('nothing that can be seen is answered with what to type', async () => {
  await expect(findCard(db, ' \u200b ', HERE)).rejects.toMatchObject({ key: 'film.empty' });
});

test('a title of 500 characters is found by its first words, and fits into a choice', async () => {
  for (const text of ['the very long walk', LONG.slice(0, 100), '등불등불']) {
    const hits = await searchFilms(db, { text, limit: 25 });
    const [first] = hits;
    expect([LONG, SYLLABLES]).toContain(first?.title);
    if (first === undefined) continue;
    expect(choiceLabel(first).length).toBeLessThanOrEqual(100);
    const value = choiceValue(first, hits);
    expect(await resolveFilm(db, { text: value })).toMatchObject({ kind: 'film', film: { id: first.id } });
  }
});
