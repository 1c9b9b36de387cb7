import type { Db } from '../../db/db.ts';
import { inline, truncate } from '../../lib/text.ts';
import { readSpoilers } from '../../spoilers/classify.ts';
import { type FilmCandidate, filmsTitled, filmWithId, searchFilms } from '../films/films.ts';
import { decide, halvesOf, type KnownFilm, type Subject, titlesOf } from './match.ts';
import { openLine } from './open-line.ts';
import type { Page } from './page/page.ts';
import { type Rating, ratingOf } from './page/scale.ts';
import type { Section } from './page/sections.ts';
import { fingerprint, type ReviewFacts } from './rules.ts';

/** What a page comes to: its film as far as it can be told, its rating, the line that may stand in the open. */
export type Considered = { page: Page; subject: Subject; rating?: Rating; openLine?: string };

/** A review that could be stored: its facts, and what stands for its text. */
export type Draft = { facts: ReviewFacts; fingerprint: string };

const EXCERPT = 300;
const LONGEST_FACT = 200;
const NAMED_FILMS = 6;

/** Finds a page's film and what of it may be shown. Nothing is guessed. @param scales of bare numbers, by make of page. */
export async function considerPage(
  db: Db,
  page: Page,
  scales: ReadonlyMap<string, string> = new Map(),
): Promise<Considered> {
  const subject = await findSubject(db, page);
  const rating = page.rating ?? withScale(page.bare, scales);
  const line = openLine(page, subject.title ?? '', await readSpoilers());
  return { page, subject, ...(rating ? { rating } : {}), ...(line ? { openLine: line } : {}) };
}

/** One film of a page that reviews several, as if it had the page to itself. */
export function pageOf(page: Page, { title, year, rating, imdbId, lines }: Section): Page {
  const { year: _, imdbId: __, rating: ___, bare: ____, runtimeMinutes: _____, ...rest } = page;
  const candidate = { title, weight: 100, count: 1, loose: false, own: true };
  return {
    ...rest,
    titles: [candidate],
    sections: [],
    lines: [...lines],
    ...(year === undefined ? {} : { year }),
    ...(imdbId === undefined ? {} : { imdbId }),
    ...(rating ? { rating } : {}),
  };
}

/** What would be stored of a page. Where several films share it, `title` tells their texts apart. */
export function draftOf({ page, rating, openLine: line }: Considered, title = ''): Draft {
  const fact = (text: string | undefined) => (text === undefined ? null : shorten(text));
  const facts: ReviewFacts = {
    site: fact(page.site),
    author: fact(page.author),
    url: page.url !== undefined && page.url.length <= 2000 ? page.url : null,
    published: page.published ?? null,
    language: page.language ?? null,
    ratingValue: rating?.value ?? null,
    ratingScale: rating?.scale ?? null,
    score: rating?.score ?? null,
    spoilers: page.spoilers,
    openLine: line ?? null,
    excerpt: excerptOf(page),
  };
  return { facts, fingerprint: fingerprint([title, ...page.lines.map((line) => line.text)].join('\n')) };
}

/** Why the film of a page is not certain, one sentence in English. */
export function whyNot({ title, year, verdict }: Subject): string {
  if (title === undefined) return 'It names no film that could be told.';
  const named = `"${shorten(title)}"${year === undefined ? '' : ` (${year})`}`;
  if (verdict.kind !== 'ambiguous') return `No film called ${named} is in the catalogue.`;
  const films = verdict.films.slice(0, NAMED_FILMS).map((film) => `${film.title} (${film.year ?? 'no year'})`);
  return `${named} may be ${films.join(', ')}; nothing on the page makes it certain.`;
}

/** Why a page about several films is left out, one sentence in English. */
export function whySeveral({ sections }: Page): string {
  const films = sections.slice(0, NAMED_FILMS).map(({ title, year }) => shorten(`${title}${year ? ` (${year})` : ''}`));
  const more = sections.length > films.length ? ` and ${sections.length - films.length} more` : '';
  return `It reviews several films: ${films.join(', ')}${more}. Only pages about one film are imported; /import review lets one of them be chosen.`;
}

const shorten = (text: string) => truncate(inline(text), LONGEST_FACT);

function withScale(bare: Page['bare'], scales: ReadonlyMap<string, string>): Rating | undefined {
  const scale = bare && scales.get(bare.make);
  return bare && scale ? ratingOf(bare.value, scale) : undefined;
}

async function findSubject(db: Db, page: Page): Promise<Subject> {
  const stated = page.imdbId === undefined ? undefined : await filmWithId(db, { source: 'imdb', id: page.imdbId });
  const completed: string[] = [];
  for (const text of halvesOf(page)) {
    completed.push(...(await searchFilms(db, { text, limit: NAMED_FILMS })).map((hit) => hit.title));
  }
  const films = await filmsTitled(db, [...titlesOf(page), ...completed]);
  return decide(page, films.map(known), stated && known(stated));
}

function known({ alternativeTitles, ...film }: FilmCandidate): KnownFilm {
  const titles = [film.title, ...(film.originalTitle === null ? [] : [film.originalTitle]), ...alternativeTitles];
  return { ...film, titles };
}

// the first words of the text itself: what is short up there is headline, byline and furniture
function excerptOf({ lines }: Page): string | null {
  const prose = lines.filter((line) => line.heading === 0 && line.text.length > 80).map((line) => line.text);
  const text = prose.length > 0 ? prose : lines.map((line) => line.text);
  return truncate(inline(text.join(' ')), EXCERPT) || null;
}
