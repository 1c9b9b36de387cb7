import { expect, test } from 'vitest';
import { house } from '../../commands/index.ts';
import { declaration } from '../../src/discord/declaration.ts';

type Named = {
  name: string;
  name_localizations?: Record<string, string>;
  description?: string;
  description_localizations?: Record<string, string>;
  options?: Named[];
  choices?: Named[];
  value?: string;
};

const declared = house.commands.map((command) => declaration(command) as unknown as Named);
const below = (one: Named): Named[] => [one, ...[...(one.options ?? []), ...(one.choices ?? [])].flatMap(below)];
const texts = (text: string | undefined, localised: Record<string, string> = {}) => [
  text ?? '',
  ...Object.values(localised),
];
const longest = (all: string[]) => Math.max(...all.map((text) => text.length));

// Discord's own rules for application commands: names of 1-32, descriptions of 1-100, 25 options, 8000 in all.
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

test('every command, in every language, is one that Discord takes', () => {
  const all = declared.flatMap(below);
  const options = all.filter(({ description }) => description !== undefined);
  for (const one of options) {
    for (const name of texts(one.name, one.name_localizations)) expect(name).toMatch(NAME);
    for (const name of texts(one.name, one.name_localizations)) expect(name).toBe(name.toLowerCase());
    for (const words of texts(one.description, one.description_localizations))
      expect(words.length, words).toBeLessThanOrEqual(100);
    expect(one.options?.length ?? 0).toBeLessThanOrEqual(25);
    const names = (one.options ?? []).map(({ name_localizations }) => name_localizations?.ko ?? '');
    expect(new Set(names).size, `${one.name}: ${names}`).toBe(names.length);
  }
  expect(options.length).toBeGreaterThan(40);
});

test.each(declared.map((one) => [one.name, one] as const))('/%s is not longer than Discord takes', (_, command) => {
  const length = below(command).reduce(
    (sum, one) =>
      sum +
      longest(texts(one.name, one.name_localizations)) +
      longest(texts(one.description, one.description_localizations)) +
      (one.value?.length ?? 0),
    0,
  );
  expect(length).toBeLessThanOrEqual(8_000);
});
