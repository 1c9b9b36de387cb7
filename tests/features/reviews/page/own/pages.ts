import { readFileSync } from 'node:fs';

/** A page written for these tests, with what it says: its kind, its rating ("3.5 of 5", "none"), its film. */
export type OwnPage = { kind: string; rating: string; title: string; year: string; text: string };

/** The pages of a file beside this one; each starts with a line `=== kind | rating | title | year`. */
export function ownPages(name: string): OwnPage[] {
  return readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((page) => {
      const end = page.indexOf('\n');
      const [kind = '', rating = '', title = '', year = ''] = page
        .slice(0, end)
        .split('|')
        .map((part) => part.trim());
      return { kind, rating, title, year, text: page.slice(end + 1) };
    });
}
