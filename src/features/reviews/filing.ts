import { randomUUIDv7 } from 'node:crypto';
import type { Db } from '../../db/db.ts';
import { inline, truncate } from '../../lib/text.ts';
import { readSpoilers } from '../../spoilers/classify.ts';
import { type FilmCandidate, filmsTitled, filmWithId, searchFilms } from '../films/films.ts';
import { decide, halvesOf, type KnownFilm, type Subject, titlesOf } from './match.ts';
import { openLine } from './open-line.ts';
import { type Page, readPage } from './page/page.ts';
import { type Rating, ratingOf } from './page/scale.ts';
import { insertReview, lockFilm, selectPeers, updateReview } from './queries.ts';
import { fingerprint, type ReviewFacts, sameReview, whatIsNew } from './rules.ts';

/** A page to read. `read` gives its text or throws a PageError; it may be called twice. */
export type PageSource = { name: string; read(): Promise<string> };

/** A page that cannot be read, for a reason that a person can mend; the message is one sentence. */
export class PageError extends Error {
  override name = 'PageError';
}

/** What became of a page; the first three mean that its review is in the database. */
export type Outcome = 'imported' | 'completed' | 'unchanged' | 'several' | 'ambiguous' | 'unknown' | 'unreadable';

export type PageReport = {
  name: string;
  outcome: Outcome;
  /** Why nothing was imported, one sentence. */
  reason?: string;
  /** What the page says; absent where it could not be read. */
  page?: Page;
  subject?: Subject;
  rating?: Rating;
  openLine?: string;
};

type Context = { scales: ReadonlyMap<string, string>; now: Date };

const EXCERPT = 300;
const LONGEST_FACT = 200;
const NAMED_FILMS = 6;

/** Reads one page, finds its film and stores its review, all or nothing. */
export async function fileReview(db: Db, source: PageSource, { scales, now }: Context): Promise<PageReport> {
  const { name } = source;
  try {
    const page = readPage(await source.read());
    if (page.lines.length === 0) return { name, outcome: 'unreadable', reason: 'It is empty.' };
    if (page.sections.length > 1) return { name, outcome: 'several', page, reason: SEVERAL };
    const subject = await findSubject(db, page);
    const rating = page.rating ?? withScale(page.bare, scales);
    const line = openLine(page, subject.title ?? '', await readSpoilers());
    const report = { name, page, subject, ...(rating ? { rating } : {}), ...(line ? { openLine: line } : {}) };
    const { verdict } = subject;
    if (verdict.kind !== 'match') return { ...report, outcome: verdict.kind, reason: whyNot(subject) };
    return { ...report, outcome: await store(db, verdict.film.id, factsOf(page, rating, line), textOf(page), now) };
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    return { name, outcome: 'unreadable', reason: error.message };
  }
}

const SEVERAL = 'It reviews several films; so far only pages about one film are imported.';

function withScale(bare: Page['bare'], scales: Context['scales']): Rating | undefined {
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

function whyNot({ title, year, verdict }: Subject): string {
  if (title === undefined) return 'It names no film that could be told.';
  const named = `"${label(title)}"${year === undefined ? '' : ` (${year})`}`;
  if (verdict.kind !== 'ambiguous') return `No film called ${named} is in the catalogue.`;
  const films = verdict.films.slice(0, NAMED_FILMS).map((film) => `${film.title} (${film.year ?? 'no year'})`);
  return `${named} may be ${films.join(', ')}; nothing on the page makes it certain.`;
}

const label = (text: string) => truncate(inline(text), LONGEST_FACT);

function factsOf(page: Page, rating: Rating | undefined, line: string | undefined): ReviewFacts {
  const fact = (text: string | undefined) => (text === undefined ? null : label(text));
  return {
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
}

// the first words of the text itself: what is short up there is headline, byline and furniture
function excerptOf({ lines }: Page): string | null {
  const prose = lines.filter((line) => line.heading === 0 && line.text.length > 80).map((line) => line.text);
  const text = prose.length > 0 ? prose : lines.map((line) => line.text);
  return truncate(inline(text.join(' ')), EXCERPT) || null;
}

const textOf = (page: Page) => page.lines.map((line) => line.text).join('\n');

async function store(db: Db, filmId: string, facts: ReviewFacts, text: string, now: Date): Promise<Outcome> {
  const review = { filmId, fingerprint: fingerprint(text), ...facts };
  return db.transaction(async (tx) => {
    await lockFilm(tx, filmId);
    const peer = (await selectPeers(tx, filmId, review.fingerprint)).find((other) => sameReview(other, review));
    if (!peer) {
      await insertReview(tx, { id: randomUUIDv7(), importedAt: now, ...review });
      return 'imported';
    }
    const news = whatIsNew(peer, facts);
    if (Object.keys(news).length === 0) return 'unchanged';
    await updateReview(tx, peer.id, news);
    return 'completed';
  });
}
