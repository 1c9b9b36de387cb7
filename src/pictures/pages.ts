import type { Season } from './specs.ts';

/** Rows of one picture that a phone shows well. */
const PAGE = 15;

/** The season in pages of nearly equal length, at most 15 rows each; at least one page. */
export function seasonPages(season: Season): Season[] {
  const pages = Math.max(1, Math.ceil(season.rows.length / PAGE));
  const length = Math.ceil(season.rows.length / pages);
  return Array.from({ length: pages }, (_, page) => ({
    ...season,
    rows: season.rows.slice(page * length, (page + 1) * length),
  }));
}
