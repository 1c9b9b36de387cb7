import { clean, inline, truncate } from '../../../lib/text.ts';

/** What one line of an export says of a film. `day` is `YYYY-MM-DD`: when it was watched, else when that was written. */
export type Line = { title: string; year?: number; day?: string; halfStars?: number; review?: string };

/** As long as a title of the catalogue may be. */
const LONGEST_TITLE = 500;
/** Tags that Letterboxd lets its members write, and what stands for them. */
const BREAK = /<br\s*\/?>|<\/(?:p|blockquote)>/gi;
const TAG = /<\/?(?:a|b|blockquote|del|em|i|ins|p|s|strong|u)(?:\s[^<>]*)?>/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** A line by the names of its columns, in lower case; undefined for one that names no film. */
export function lineOf(columns: readonly string[], cells: readonly string[]): Line | undefined {
  const cell = (...names: string[]) => {
    const at = columns.findIndex((column, index) => names.includes(column) && (cells[index] ?? '').trim() !== '');
    return at < 0 ? '' : (cells[at] ?? '').trim();
  };
  const title = truncate(inline(cell('name', 'title')), LONGEST_TITLE);
  if (title === '') return undefined;
  const year = Number(cell('year'));
  const day = dayOf(cell('watched date', 'watcheddate')) ?? dayOf(cell('date'));
  const halfStars = Number(cell('rating10')) || Number(cell('rating')) * 2;
  const review = plainOf(cell('review'));
  return {
    title,
    ...(Number.isInteger(year) && year >= 1870 && year <= 2100 ? { year } : {}),
    ...(day ? { day } : {}),
    ...(Number.isInteger(halfStars) && halfStars >= 1 && halfStars <= 10 ? { halfStars } : {}),
    ...(review === '' ? {} : { review }),
  };
}

function dayOf(written: string): string | undefined {
  const isDay = /^(?:19|20)\d\d-\d\d-\d\d$/.test(written) && !Number.isNaN(Date.parse(written));
  return isDay ? written : undefined;
}

/** A review without the markup that Letterboxd keeps it with. */
export function plainOf(html: string): string {
  const text = html
    .replace(BREAK, '\n')
    .replace(TAG, '')
    .replace(/&(?:#(\d{1,7})|([a-z]{2,6}));/g, character);
  return clean(text)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function character(written: string, code: string | undefined, name: string | undefined): string {
  if (name !== undefined) return ENTITIES[name] ?? written;
  return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : written;
}
