import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceLabel, choiceValue, filmLabel } from '../../../src/features/films/messages.ts';
import { hostileText } from '../../support/hostile.ts';
import { runs } from '../../support/runs.ts';

const LIMIT = 100;

let ids = 0;
const film = (title: string, year: number | null = 2006) => ({
  id: `00000000-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
  title,
  year,
  originalTitle: null,
  directors: ['Ada Grünwald', 'Bo Villard', 'Cy Third'],
});

/** What each of some films sends back when they are offered together. */
const valuesOf = (films: ReturnType<typeof film>[]) => films.map((one) => choiceValue(one, films));

test('a choice sends "Title (Year)" where that names one film', () => {
  expect(valuesOf([film('Heron', 1984), film('Heron', 2021), film('Heronry', 1984)])).toEqual([
    'Heron (1984)',
    'Heron (2021)',
    'Heronry (1984)',
  ]);
});

test('namesakes of one year send their ids, and the film beside them its title', () => {
  const films = [film('Ballerina', 2006), film('Ballerina', 2006), film('Ballerina', 2023)];
  expect(valuesOf(films)).toEqual([films[0]?.id, films[1]?.id, 'Ballerina (2023)']);
});

test('titles that a search takes for the same are namesakes too', () => {
  const films = [film('Café Zoë', 1965), film('cafe zoe!', 1965)];
  expect(valuesOf(films)).toEqual(films.map(({ id }) => id));
});

test('a film without a year sends its id', () => {
  const unknown = film('Heron', null);
  expect(valuesOf([unknown, film('Heron', 1984)])).toEqual([unknown.id, 'Heron (1984)']);
});

test('a title that had to be cut sends the id; one that just fits is sent whole', () => {
  const [fits, cut] = [film('x'.repeat(LIMIT - ' (2006)'.length)), film('y'.repeat(LIMIT - ' (2006)'.length + 1))];
  expect(valuesOf([fits, cut])).toEqual([`${fits.title} (2006)`, cut.id]);
  expect(filmLabel(cut)).toMatch(/^y+… \(2006\)$/);
  expect(filmLabel(cut)).toHaveLength(LIMIT);
});

test('a choice tells title and year, the original title where it says more, and at most two directors', () => {
  expect(choiceLabel({ ...film('Ballerina', 2023), originalTitle: '발레리나' })).toBe(
    'Ballerina (2023) · 발레리나 · Ada Grünwald, Bo Villard',
  );
  expect(choiceLabel({ ...film('Ballerina', 2023), originalTitle: 'BALLERINA', directors: [] })).toBe(
    'Ballerina (2023)',
  );
});

test('a shorter limit is kept and keeps the year; a title of which nothing can be seen gets a stroke', () => {
  expect(filmLabel(film('A very long title indeed'), 20)).toBe('A very long… (2006)');
  expect(filmLabel(film('\u200b\u200b'))).toBe('— (2006)');
  expect(filmLabel(film('Heron', null))).toBe('Heron');
});

test('whatever a film is called, its label, choice and value are between 1 and 100 characters, and the value is one line', () => {
  const word = fc.oneof(hostileText, fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constant('مرحبا '.repeat(40)));
  const some = fc.record({
    id: fc.uuid(),
    title: word,
    originalTitle: fc.option(word, { nil: null }),
    year: fc.option(fc.integer({ min: 1870, max: 2100 }), { nil: null }),
    directors: fc.array(word, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 4 }), (films) => {
      for (const one of films)
        for (const text of [filmLabel(one), choiceLabel(one), choiceValue(one, films)]) {
          expect(text.length).toBeGreaterThanOrEqual(1);
          expect(text.length).toBeLessThanOrEqual(LIMIT);
          expect(text).not.toMatch(/[\r\n]/);
        }
    }),
    { numRuns: runs(10_000) },
  );
});

test('no two films that are offered together send the same', () => {
  const title = fc.constantFrom('Heron', 'heron', 'Héron', 'Heronry', `${'x'.repeat(98)}a`, `${'x'.repeat(98)}b`);
  const some = fc.record({ id: fc.uuid(), title, year: fc.constantFrom(null, 1984, 2021) });
  fc.assert(
    fc.property(fc.uniqueArray(some, { selector: ({ id }) => id, maxLength: 12 }), (films) => {
      expect(new Set(films.map((one) => choiceValue(one, films))).size).toBe(films.length);
    }),
    { numRuns: runs(5_000) },
  );
});
