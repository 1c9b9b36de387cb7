import type { FilmRow } from '../import/row.ts';

/** Votes grow every day: what grew by less than about a sixth is told alike. */
const STEPS = 4.5;

/** A number of 53 bits that changes with what a row tells of a film. */
export function digest(row: FilmRow): number {
  const votes = Math.round(Math.log2((row.votes ?? 0) + 1) * STEPS);
  const titles = (row.titles ?? []).map(({ title, language }) => `${title}\t${language ?? ''}`);
  const people = (row.directors ?? []).map(({ id, name }) => `${id}\t${name}`);
  const facts = [row.title, row.originalTitle, row.year, row.runtime, row.genres, votes, ...people, ...titles];
  return hash53(facts.join('\n'));
}

/** cyrb53 by bryc (public domain). */
function hash53(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
