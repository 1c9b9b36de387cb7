import { fold } from '../../lib/text.ts';
import { yearBeside } from './page/film-year.ts';
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

type Verdict =
  | { kind: 'match'; film: KnownFilm }
  | { kind: 'ambiguous'; films: readonly KnownFilm[] }
  | { kind: 'unknown' };

/** The film a page is about: its title as the page writes it, the year it states, and the film in the catalogue. */
export type Subject = { title?: string; originalTitle?: string; year?: number; verdict: Verdict };

/** What tells namesakes apart: so much for, or so much against, and no more is guessed. */
const DECISIVE = 2;
const CONTRADICTED = -4;
const REPEATED = 4;
const END_OF_HEADLINE = 40;
const ALIAS_WEIGHT = 30;
const ARTICLES = ['the', 'der', 'die', 'das', 'le', 'la', 'les', 'el', 'los', 'las'];
/** Years after which a page that states no year rather means another film of that name. */
const LONG_AGO = 50;

/** The form in which titles are compared here: blanks do not count, as 겟아웃 and 겟 아웃 are one. */
function titleKey(title: string): string {
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
    .map((candidate) => ({ candidate, score: scoreOf(candidate, shelf, page) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
  const year = top?.year ?? page.year ?? (top && yearBeside(page.lines, top.title));
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

function scoreOf(candidate: TitleCandidate, shelf: Shelf, page: Page): number {
  const known = shelf.has(titleKey(candidate.title));
  if (candidate.loose && !known) return 0;
  const mentions = 2 * Math.min(candidate.count, 5);
  // half of a title that the text itself repeats may be the whole
  const half = candidate.part === true && candidate.count < REPEATED && !endsHeadline(candidate, page, shelf);
  if (!known || half) return candidate.weight + mentions;
  if (candidate.loose && lacksArticle(candidate, page, shelf)) return candidate.weight;
  if (candidate.own) return candidate.weight + mentions + (standsAlone(candidate, page) ? 31 : 0);
  return candidate.weight + mentions + (candidate.title.includes(': ') ? 30 : candidate.title.includes(' ') ? 8 : 0);
}

// a word of a headline that is a sentence names the film where the text does so too
function standsAlone(candidate: TitleCandidate, page: Page): boolean {
  if (!candidate.loose) return true;
  const around = ({ title, own, loose }: TitleCandidate) =>
    own && !loose && ` ${fold(title)} `.includes(` ${fold(candidate.title)} `);
  return candidate.count > (page.titles.find(around)?.count ?? 0);
}

// "Batman" in a text about The Batman
function lacksArticle({ title, count }: TitleCandidate, page: Page, shelf: Shelf): boolean {
  return page.titles.some(
    (longer) =>
      longer.own &&
      ARTICLES.some((article) => fold(longer.title) === `${article} ${fold(title)}`) &&
      2 * longer.count >= count &&
      shelf.has(titleKey(longer.title)),
  );
}

// "Film diary: Heat": what stands before the mark is no film
function endsHeadline(candidate: TitleCandidate, page: Page, shelf: Shelf): boolean {
  const end = fold(candidate.title);
  const beginnings = page.titles.filter(({ part, title }) => part && fold(title) !== end);
  return candidate.weight < END_OF_HEADLINE && !beginnings.some(({ title }) => shelf.has(titleKey(title)));
}

function choose(page: Page, top: TitleCandidate | undefined, year: number | undefined, shelf: Shelf): Verdict {
  if (!top) return { kind: 'unknown' };
  const bearing = [top.title, ...(top.other ? [top.other] : [])].flatMap((title) => shelf.get(titleKey(title)) ?? []);
  const films = [...new Set(bearing)];
  if (films.length === 0 || top.part) return byPart(page, top, year, shelf);
  const open = weigh(page, films, top, year).filter(({ evidence }) => evidence > CONTRADICTED);
  const [best, second] = open;
  if (!best) return { kind: 'unknown' };
  const needed = second || !isFirm(top) ? DECISIVE : isLongAgo(best.film, page, year) ? 1 : 0;
  const clear = best.evidence >= needed && (!second || best.evidence - second.evidence >= DECISIVE);
  if (clear) return { kind: 'match', film: best.film };
  return { kind: 'ambiguous', films: open.map(({ film }) => film) };
}

// the catalogue may not hold the new film: the old one needs something that speaks for it
function isLongAgo(film: KnownFilm, { published }: Page, year: number | undefined): boolean {
  if (year !== undefined || film.year === null || published === undefined) return false;
  return Number(published.slice(0, 4)) - film.year > LONG_AGO;
}

// without a headline, a title in two halves that the page gives both of is as good as one
function isFirm(top: TitleCandidate): boolean {
  return (top.own && (!top.loose || top.count > 2)) || (top.title.includes(': ') && top.count > 1);
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
  if (!best || best.evidence <= CONTRADICTED) return { kind: 'unknown' };
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
