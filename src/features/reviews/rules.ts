import { createHash } from 'node:crypto';
import { fold } from '../../lib/text.ts';

/** What tells two reviews apart. `published` is `YYYY-MM-DD`, `fingerprint` stands for the text. */
export type ReviewIdentity = {
  filmId: string;
  site: string | null;
  author: string | null;
  published: string | null;
  score: number | null;
  fingerprint: string;
};

/**
 * One review is the other when film, day and site or author agree, else when their texts do. Two critics of one site
 * are two reviews. Where neither page has a day, the rating has to agree in its stead.
 */
export function sameReview(a: ReviewIdentity, b: ReviewIdentity): boolean {
  if (a.fingerprint === b.fingerprint) return true;
  if (a.filmId !== b.filmId || areTwo(a.author, b.author)) return false;
  const sameDay =
    a.published === null && b.published === null
      ? a.score !== null && a.score === b.score
      : a.published === b.published;
  return sameDay && (sameName(a.site, b.site) || sameName(a.author, b.author));
}

function areTwo(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && !sameName(a, b);
}

function sameName(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && fold(a) !== '' && fold(a) === fold(b);
}

/** Stands for a page's text: the same for the same words, whatever their case, marks and line breaks. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(fold(text)).digest('hex').slice(0, 32);
}

/** What a stored review learns from another page of it; empty where it knows all of that. What it knows stays. */
export function whatIsNew<Facts extends ReviewFacts>(known: Facts, found: Facts): Partial<ReviewFacts> {
  const rating =
    known.score === null && found.score !== null
      ? { ratingValue: found.ratingValue, ratingScale: found.ratingScale, score: found.score }
      : {};
  const spoilers = known.spoilers === 'unknown' && found.spoilers !== 'unknown' ? { spoilers: found.spoilers } : {};
  const blanks = (['site', 'author', 'url', 'published', 'language', 'openLine', 'excerpt'] as const).filter(
    (name) => known[name] === null && found[name] !== null,
  );
  return { ...rating, ...spoilers, ...Object.fromEntries(blanks.map((name) => [name, found[name]])) };
}

/** What a page says of its review beside the film. */
export type ReviewFacts = {
  site: string | null;
  author: string | null;
  url: string | null;
  published: string | null;
  language: string | null;
  ratingValue: string | null;
  ratingScale: string | null;
  score: number | null;
  spoilers: 'marked' | 'declared-free' | 'unknown';
  openLine: string | null;
  excerpt: string | null;
};
