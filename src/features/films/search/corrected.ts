import type { Reading } from '../titles/query.ts';
import { squeeze } from '../titles/said.ts';
import type { Dictionary } from './dictionary.ts';

/** How many corrections of one word are tried. */
const MOST_OF_ONE = 40;

/** What titles may be called where one typed word is misspelt: one slip makes a word a letter longer or shorter. */
export function namesCorrected(dictionary: Dictionary, { tokens }: Reading): string[] {
  const names = tokens.flatMap((token, i) =>
    corrections(dictionary, token).map((word) => squeeze(tokens.with(i, word))),
  );
  return [...new Set(names)];
}

function corrections({ meanings }: Dictionary, token: string): string[] {
  return [...(meanings.get(token) ?? [])]
    .filter(([word]) => word !== token && Math.abs(word.length - token.length) <= 1)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_OF_ONE)
    .map(([word]) => word);
}
