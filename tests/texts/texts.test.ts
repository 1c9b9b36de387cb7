import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { catalogues, LOCALES, localeOf, say, type TextKey, text } from '../../src/texts/texts.ts';

const keys = Object.keys(catalogues.en) as TextKey[];

test.each(LOCALES)('the catalogue %s has exactly the keys of English, none empty', (locale) => {
  expect(Object.keys(catalogues[locale]).sort()).toEqual([...keys].sort());
  for (const key of keys) expect(catalogues[locale][key].trim(), key).not.toBe('');
});

test('no text of the Korean catalogue was left in English', () => {
  const untranslated = keys.filter(
    (key) => /[a-z]/i.test(catalogues.en[key].replace(/\{[^}]*\}/g, '')) && !/\p{sc=Hang}/u.test(catalogues.ko[key]),
  );
  expect(
    untranslated.filter(
      (key) =>
        !['genre.science_fiction', 'command.club.settings.language.en'].includes(key) &&
        /\p{L}/u.test(catalogues.ko[key].replace(/\{[^}]*\}/g, '')),
    ),
  ).toEqual([]);
});

test('every language asks for the same values in a text', () => {
  const wrong = keys.filter(
    (key) =>
      !LOCALES.every((locale) =>
        values(catalogues[locale][key]).every((name) => values(catalogues.en[key]).includes(name)),
      ),
  );
  expect(wrong).toEqual([]);
});

test('every key is used, and every key that is used exists', () => {
  const source = sources('src')
    .concat(sources('commands'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const built = /^(command|option|menu|genre|content-note)\./;
  expect(keys.filter((key) => !built.test(key) && !source.includes(`'${key}'`))).toEqual([]);
});

test('a value that is missing is an error, not a hole in a sentence', () => {
  expect(() => text('en', 'failure.bug')).toThrow();
});

test('what a person typed is escaped inside a sentence', () => {
  expect(say('en', 'film.unknown', { title: '**x** <@1> ||y||' }).markdown).toContain(
    String.raw`\*\*x\*\* \<\@1\> \|\|y\|\|`,
  );
});

test('a language that we have is chosen by its tag, any other falls back', () => {
  expect(localeOf('en-GB', 'ko')).toBe('en');
  expect(localeOf('ko', 'en')).toBe('ko');
  expect(localeOf('fr', 'ko')).toBe('ko');
  expect(localeOf(undefined, 'en')).toBe('en');
});

/** The names of the values that a text asks for, also inside its plurals. */
function values(message: string): string[] {
  const names = new Set<string>();
  JSON.stringify(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst(), (key, element) => {
    if (key !== 'location' && typeof element === 'object' && element !== null && 'value' in element && element.type > 0)
      names.add(String(element.value));
    return element;
  });
  return [...names].filter((name) => /^\w+$/.test(name));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('texts'))
    .map((file) => join(folder, file));
}
