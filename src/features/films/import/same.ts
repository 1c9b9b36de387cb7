import { fold } from '../../../lib/text.ts';
import type { KnownFilm } from './film.ts';
import { type FilmRow, foldTitle } from './row.ts';

/**
 * Which of these films a row is about: the one with the same id elsewhere; else the one of the same folded title and
 * year; else one that another source calls so in that year; else the one of the same main title a year off, when none is nearer.
 * Films whose ids in one source differ are never the same, nor are films by directors who share no name.
 */
export function sameFilm(row: FilmRow, films: readonly KnownFilm[], source: string): KnownFilm | undefined {
  const ids = Object.entries(row.ids ?? {});
  const byId = films.find((film) => ids.some(([source, id]) => film.ids.get(source) === id));
  if (byId) return byId;
  const possible = films.filter((film) => !ids.some(([source]) => film.ids.has(source)) && !areOthers(film, row));
  const folded = foldTitle(row.title);
  const called = possible.filter((film) => foldTitle(film.columns.title) === folded);
  const sameYear = (film: KnownFilm) => isFrom(film, row.year);
  const exact = called.find(sameYear);
  if (exact) return exact;
  const alsoCalled = possible.filter(
    (film) =>
      film.columns.source !== source && (film.folded.get(folded) ?? 'romanised') !== 'romanised' && sameYear(film),
  );
  if (alsoCalled.length === 1) return alsoCalled[0];
  return called.filter((film) => isBeside(film, row.year)).sort(byYear)[0];
}

function isFrom({ columns }: KnownFilm, year: number | undefined): boolean {
  return year === undefined ? columns.year === null : columns.year === year || columns.other_years.includes(year);
}

function isBeside({ columns }: KnownFilm, year: number | undefined): boolean {
  return year !== undefined && columns.year !== null && Math.abs(columns.year - year) === 1;
}

const byYear = (a: KnownFilm, b: KnownFilm) => (a.columns.year ?? 0) - (b.columns.year ?? 0);

/** Whether the directors of both are known and not one word of their names is shared: spellings differ, not so much. */
function areOthers({ columns }: KnownFilm, { directors = [] }: FilmRow): boolean {
  const here = new Set(columns.directors.flatMap((name) => fold(name).split(' ')));
  const there = directors.flatMap(({ name }) => fold(name).split(' '));
  return here.size > 0 && there.length > 0 && !there.some((word) => here.has(word));
}
