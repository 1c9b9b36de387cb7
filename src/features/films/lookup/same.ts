import { fold } from '../../../lib/text.ts';
import { foldTitle } from '../import/row.ts';
import type { ToldFilm } from './told.ts';

/**
 * Whether two sources tell of one film. Their ids decide where they share one; else a title that both give, the year
 * (one off at most: premiere and release) and a director.
 */
export function sameFilm(one: ToldFilm, other: ToldFilm): boolean {
  const shared = Object.keys(one.ids).filter((source) => source in other.ids);
  if (shared.some((source) => one.ids[source] === other.ids[source])) return true;
  if (shared.length > 0) return false;
  const titles = titlesOf(one);
  return [...titlesOf(other)].some((title) => titles.has(title)) && nearYears(one, other) && sharedDirector(one, other);
}

function titlesOf({ title, originalTitle, titles }: ToldFilm): Set<string> {
  return new Set(
    [title, ...(originalTitle ? [originalTitle] : []), ...titles.map((other) => other.title)].map(foldTitle),
  );
}

function nearYears({ year: one }: ToldFilm, { year: other }: ToldFilm): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) <= 1;
}

function sharedDirector(one: ToldFilm, other: ToldFilm): boolean {
  return spellings(one).some((name) => spellings(other).some((also) => isSpeltAlike(name, also)));
}

function spellings({ directors }: ToldFilm): string[][] {
  return directors.flatMap(({ name, names = [] }) => [name, ...names].map((spelt) => fold(spelt).split(' ')));
}

/** Half of the shorter name's words at least, in any order: "Lee Chung-hyun" is "Chung-Hyeon Lee", no other Lee. */
function isSpeltAlike(one: readonly string[], other: readonly string[]): boolean {
  const shared = one.filter((word) => other.includes(word)).length;
  return shared > 0 && shared * 2 >= Math.min(one.length, other.length);
}

/** What several sources tell, one list for each film, in the order in which the films first came. */
export function oneEach(all: readonly ToldFilm[]): ToldFilm[][] {
  const groups: ToldFilm[][] = [];
  for (const film of all) {
    const group = groups.find((members) => members.some((member) => sameFilm(member, film)));
    if (group) group.push(film);
    else groups.push([film]);
  }
  return groups;
}
