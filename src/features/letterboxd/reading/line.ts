import { clean, inline, truncate } from '../../../lib/text.ts';

/**
 * What one line of an export says of a film. Days are `YYYY-MM-DD`: `watched` when it was watched, `day` the same, else
 * when the line was written. `uri` is what its link leads to: the film, or in a diary the entry.
 */
export type Line = {
  title: string;
  year?: number;
  uri?: string;
  watched?: string;
  day?: string;
  halfStars?: number;
  review?: string;
};

/** As long as a title of the catalogue may be. */
const LONGEST_TITLE = 500;
/** Tags that Letterboxd lets its members write, and what stands for them. */
const BREAK = /<br\s*\/?>|<\/(?:p|blockquote)>/gi;
const TAG = /<\/?(?:a|b|blockquote|del|em|i|ins|p|s|strong|u)(?:\s[^<>]*)?>/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Letterboxd's short links; capitals count in them. */
const SHORT_LINK = /^(?:https?:\/\/)?boxd\.it\/(\w{1,20})\/?$/;

/** A line by the names of its columns, in lower case; undefined for one that names no film. */
export function lineOf(columns: readonly string[], cells: readonly string[]): Line | undefined {
  const cell = (...names: string[]) => {
    const at = columns.findIndex((column, index) => names.includes(column) && (cells[index] ?? '').trim() !== '');
    return at < 0 ? '' : (cells[at] ?? '').trim();
  };
  const title = truncate(inline(cell('name', 'title')), LONGEST_TITLE);
  if (title === '') return undefined;
  const year = Number(cell('year'));
  const watched = dayOf(cell('watched date', 'watcheddate'));
  const day = watched ?? dayOf(cell('date'));
  const uri = SHORT_LINK.exec(cell('letterboxd uri', 'letterboxduri', 'uri', 'url'))?.[1];
  const halfStars = numberOf(cell('rating10')) || numberOf(cell('rating')) * 2;
  const review = plainOf(cell('review'));
  return {
    title,
    ...(Number.isInteger(year) && year >= 1870 && year <= 2100 ? { year } : {}),
    ...(uri ? { uri } : {}),
    ...(watched ? { watched } : {}),
    ...(day ? { day } : {}),
    ...(Number.isInteger(halfStars) && halfStars >= 1 && halfStars <= 10 ? { halfStars } : {}),
    ...(review === '' ? {} : { review }),
  };
}

const numberOf = (written: string) => Number(written.replace(',', '.'));

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
