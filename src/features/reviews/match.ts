import { fold } from '../../lib/text.ts';
import type { Page } from './page/page.ts';
import type { TitleCandidate } from './page/titles.ts';

/** What the catalogue knows of a film that bears a title of the page. */
export type KnownFilm = {
  id: string;
  title: string;
  year: number | null;
  /** Years that other sources give. */
  otherYears: readonly number[];
  /** Every title, the first included. */
  titles: readonly string[];
  /** Directors and cast, each by all spellings of the name. */
  people: readonly (readonly string[])[];
  runtimeMinutes: number | null;
};

export type Verdict =
  | { kind: 'match'; film: KnownFilm }
  | { kind: 'ambiguous'; films: readonly KnownFilm[] }
  | { kind: 'unknown' };

/** The film a page is about: its title as the page writes it, the year it states, and the film in the catalogue. */
export type Subject = { title?: string; originalTitle?: string; year?: number; verdict: Verdict };

/** What tells namesakes apart: so much for, or so much against, and no more is guessed. */
const DECISIVE = 2;
const ALIAS_WEIGHT = 30;

/** The form in which titles are compared here: blanks do not count, as 겟아웃 and 겟 아웃 are one. */
export function titleKey(title: string): string {
  return fold(title.replace(/&/g, ' and ').replace(/['’]/g, '')).replaceAll(' ', '');
}

/** The titles to look up for a page, firmest first. */
export function titlesOf(page: Page, limit = 300): string[] {
  const titles = page.titles.flatMap((candidate) => [candidate.title, ...(candidate.other ? [candidate.other] : [])]);
  return [...new Set(titles)].slice(0, limit);
}

/**
 * Decides which film a page is about, from the films that bear a title of it. Nothing is guessed.
 * @param stated the film whose id the page gives.
 */
export function decide(page: Page, films: readonly KnownFilm[], stated?: KnownFilm): Subject {
  const shelf = shelve(films);
  const [top] = [...page.titles, ...completed(page, films)]
    .map((candidate) => ({ candidate, score: scoreOf(candidate, shelf) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
  const year = top?.year ?? page.year;
  const verdict = stated ? ({ kind: 'match', film: stated } as const) : choose(page, top, year, shelf);
  return {
    ...(top ? { title: top.title } : {}),
    ...(top?.other ? { originalTitle: top.other } : {}),
    ...(year === undefined ? {} : { year }),
    verdict,
  };
}

/**
 * The names that a page without a title of its own repeats: looked up as second halves too, for a page that says
 * "Endgame" throughout means the film whose first half it also names.
 */
export function halvesOf(page: Page): string[] {
  if (page.titles.some((candidate) => !candidate.loose)) return [];
  return page.titles
    .filter((candidate) => candidate.count > 1)
    .slice(0, 20)
    .map((candidate) => candidate.title);
}

function completed(page: Page, films: readonly KnownFilm[]): TitleCandidate[] {
  const halves = new Map(
    halvesOf(page).map((title) => [titleKey(title), page.titles.find((one) => one.title === title)]),
  );
  const names = new Set(page.titles.map((candidate) => titleKey(candidate.title)));
  return films.flatMap((film) => {
    const [first, second, ...more] = film.title.split(/:\s+/);
    const half = second === undefined || more.length > 0 ? undefined : halves.get(titleKey(second));
    if (!half || !names.has(titleKey(first ?? ''))) return [];
    return [{ ...half, title: film.title }];
  });
}

type Shelf = ReadonlyMap<string, readonly KnownFilm[]>;

function shelve(films: readonly KnownFilm[]): Shelf {
  const shelf = new Map<string, KnownFilm[]>();
  for (const film of films) {
    for (const key of new Set(film.titles.map(titleKey))) shelf.set(key, [...(shelf.get(key) ?? []), film]);
  }
  return shelf;
}

function scoreOf(candidate: TitleCandidate, shelf: Shelf): number {
  const known = shelf.has(titleKey(candidate.title));
  if (candidate.loose && !known) return 0;
  const mentions = 2 * Math.min(candidate.count, 5);
  if (!known) return candidate.weight + mentions;
  if (candidate.own) return candidate.weight + mentions + 30;
  return candidate.weight + mentions + (candidate.title.includes(': ') ? 30 : candidate.title.includes(' ') ? 8 : 0);
}

function choose(page: Page, top: TitleCandidate | undefined, year: number | undefined, shelf: Shelf): Verdict {
  if (!top) return { kind: 'unknown' };
  const bearing = [top.title, ...(top.other ? [top.other] : [])].flatMap((title) => shelf.get(titleKey(title)) ?? []);
  const films = [...new Set(bearing)];
  if (films.length === 0) return byPart(page, top, year, shelf);
  const weighed = weigh(page, films, top, year);
  const [best, second] = weighed;
  if (!best) return { kind: 'unknown' };
  if (!second)
    return best.evidence >= (isFirm(top) ? 0 : DECISIVE) ? { kind: 'match', film: best.film } : { kind: 'unknown' };
  const clear = best.evidence >= DECISIVE && best.evidence - second.evidence >= DECISIVE;
  if (clear) return { kind: 'match', film: best.film };
  const open = weighed.filter(({ evidence }) => evidence >= 0 && evidence > best.evidence - DECISIVE);
  return open.length > 0 ? { kind: 'ambiguous', films: open.map(({ film }) => film) } : { kind: 'unknown' };
}

// without a headline, a title in two halves that the page gives both of is as good as one
function isFirm(top: TitleCandidate): boolean {
  return top.own || (top.title.includes(': ') && top.count > 1);
}

/** A part of the page's title ("Nosferatu - Der Untote") names a film only with its year or its length. */
function byPart(page: Page, top: TitleCandidate, year: number | undefined, shelf: Shelf): Verdict {
  const parts = page.titles.filter(
    (candidate) =>
      candidate.own && candidate.weight >= ALIAS_WEIGHT && fold(top.title).startsWith(fold(candidate.title)),
  );
  const sequel = /\b(?:part|teil|parte|partie|chapter|kapitel|vol|volume|[2-9]|ii|iii|iv)\b/i.test(top.title);
  const films = sequel ? [] : parts.flatMap((part) => shelf.get(titleKey(part.title)) ?? []);
  const fitting = films.filter(
    (film) =>
      (year !== undefined && yearsApart(film, year) <= 1) ||
      (page.runtimeMinutes !== undefined && film.runtimeMinutes === page.runtimeMinutes),
  );
  const [best, second] = weigh(page, [...new Set(fitting)], top, year);
  if (!best || best.evidence < 0) return { kind: 'unknown' };
  if (second && best.evidence - second.evidence < DECISIVE) return { kind: 'ambiguous', films: fitting };
  return { kind: 'match', film: best.film };
}

type Weighed = { film: KnownFilm; evidence: number };

function weigh(page: Page, films: readonly KnownFilm[], top: TitleCandidate, year: number | undefined): Weighed[] {
  const text = page.lines.map((line) => line.text).join('\n');
  const names = nameKeys(text);
  const words = ` ${fold(text)} `;
  return films
    .map((film) => ({ film, evidence: evidenceFor(film, page, top, year, names, words) }))
    .sort((a, b) => b.evidence - a.evidence);
}

function evidenceFor(
  film: KnownFilm,
  page: Page,
  top: TitleCandidate,
  year: number | undefined,
  names: Set<string>,
  words: string,
): number {
  const used = [top.title, top.other ?? ''].map(titleKey);
  const otherTitle = film.titles.some((title) => !used.includes(titleKey(title)) && words.includes(` ${fold(title)} `));
  const bothTitles =
    top.other !== undefined && film.titles.some((title) => titleKey(title) === titleKey(top.other ?? ''));
  const people = film.people.filter((spellings) => spellings.some((name) => names.has(nameKey(name)))).length;
  return (
    forYear(film, year, page, words) +
    2 * Math.min(people, 3) +
    (otherTitle || bothTitles ? 3 : 0) +
    forRuntime(film, page)
  );
}

function forYear(film: KnownFilm, year: number | undefined, page: Page, words: string): number {
  if (film.year === null) return 0;
  // nobody reviews a film more than a year before it is there
  if (page.published && film.year > Number(page.published.slice(0, 4)) + 1) return -6;
  if (year === undefined) return words.includes(` ${film.year} `) ? 1 : 0;
  const apart = yearsApart(film, year);
  return apart === 0 ? 4 : apart === 1 ? 2 : -6;
}

function yearsApart({ year, otherYears }: KnownFilm, stated: number): number {
  return Math.min(...[...(year === null ? [] : [year]), ...otherYears].map((known) => Math.abs(known - stated)));
}

function forRuntime(film: KnownFilm, { runtimeMinutes }: Page): number {
  if (film.runtimeMinutes === null || runtimeMinutes === undefined) return 0;
  const apart = Math.abs(film.runtimeMinutes - runtimeMinutes);
  return apart <= 2 ? 2 : apart > 15 ? -2 : 0;
}

/** A name whatever its order and hyphens: "Jeon Jong-seo" and "Jong Seo Jeon" are one. Hangul names stand as written. */
function nameKey(name: string): string {
  return fold(name).split(' ').sort().join(' ');
}

function nameKeys(text: string): Set<string> {
  const words = fold(text).split(' ');
  const keys = new Set<string>();
  for (let length = 1; length <= 4; length++) {
    for (let from = 0; from + length <= words.length; from++)
      keys.add(
        words
          .slice(from, from + length)
          .sort()
          .join(' '),
      );
  }
  for (const word of words.filter((word) => /^\p{Script=Hangul}{3,}/u.test(word))) keys.add(word.slice(0, 3));
  return keys;
}
