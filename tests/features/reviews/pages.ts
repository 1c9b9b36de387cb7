import type { KnownFilm } from '../../../src/features/reviews/match.ts';
import { readPage } from '../../../src/features/reviews/page/page.ts';

/** A film of a catalogue, known by title and year. */
export const film = (title: string, year: number | null, more: Partial<KnownFilm> = {}): KnownFilm => ({
  id: `${title} ${year}`,
  title,
  year,
  otherYears: [],
  titles: [title],
  people: [],
  runtimeMinutes: null,
  ...more,
});

/** The score (0-100) that is read from a page; undefined where it gives none. */
export const scoreOf = (page: string) => readPage(page).rating?.score;
