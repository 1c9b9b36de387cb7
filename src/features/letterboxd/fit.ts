import { fold } from '../../lib/text.ts';
import type { Said } from './rules.ts';

/** A film of ours that bears a title. */
export type Known = {
  id: string;
  title: string;
  year: number | null;
  otherYears: readonly number[];
  originalTitle: string | null;
  alternativeTitles: readonly string[];
};

/** Which film of ours is meant: one for certain, one of several, or none that we know. */
export type Match<Film> = { kind: 'certain'; film: Film } | { kind: 'uncertain'; films: Film[] } | { kind: 'unknown' };

type Meant = Pick<Said, 'title' | 'year'>;

/** The form in which titles are compared here: signs, blanks and a leading article do not count. */
export function titleKey(title: string): string {
  const folded = fold(title.replace(/&/g, ' and ').replace(/['’]/g, ''));
  return folded.replace(/^(?:the|an?) (?=.)/, '').replaceAll(' ', '') || title.trim().toLowerCase();
}

const MOST_CHOICES = 24;

/**
 * Which of our films the films of an export are, each by those that bear its title; all at once, since a film of ours is
 * one of theirs. Certain is the film of the year, of several the one that is mainly called so; where there is none, the
 * only one a year off, since sources count the premiere or the release. But what another of the export fits as well or
 * better is certain only for the one that fits best. Without a year nothing is certain.
 */
export function matchFilms<Film extends Known>(
  said: readonly Meant[],
  calledSo: (one: Meant) => readonly Film[],
): Match<Film>[] {
  const claims = said.map((one) => claimsOf(one, calledSo(one)));
  const rivals = Map.groupBy(claims.flat(), ({ film }) => film.id);
  const winners = new Map([...rivals].map(([id, all]) => [id, onlyBest(all)]));
  return said.map((one, index) => {
    const called = calledSo(one);
    const [best, ...more] = claims[index] ?? [];
    if (best && more.length === 0 && winners.get(best.film.id) === best) return { kind: 'certain', film: best.film };
    if (called.length === 0) return { kind: 'unknown' };
    const nearest = [...called].sort((a, b) => yearsApart(one, a) - yearsApart(one, b) || 0);
    return { kind: 'uncertain', films: nearest.slice(0, MOST_CHOICES) };
  });
}

type Claim<Film> = { film: Film; fit: number };

/** The claim that fits better than all others; undefined where several fit alike. */
function onlyBest<Film>(claims: readonly Claim<Film>[]): Claim<Film> | undefined {
  const [first, second] = [...claims].sort((a, b) => a.fit - b.fit);
  return first?.fit === second?.fit ? undefined : first;
}

/** What a year counts beside a title, of which there are three fits. */
const YEAR = 3;

/** Which films one of an export may be and how well it fits them, from 0: those of its year that fit best, else those beside it. */
function claimsOf<Film extends Known>(said: Meant, called: readonly Film[]): Claim<Film>[] {
  const exact = called.filter((film) => yearsApart(said, film) === 0);
  const best = Math.min(...exact.map((film) => titleFit(said, film)));
  if (exact.length > 0)
    return exact.filter((film) => titleFit(said, film) === best).map((film) => ({ film, fit: best }));
  const beside = called.filter((film) => yearsApart(said, film) === 1);
  return beside.map((film) => ({ film, fit: YEAR + titleFit(said, film) }));
}

const asWritten = (title: string) => title.normalize('NFC').toLowerCase();

function titleFit({ title }: Meant, film: Known): 0 | 1 | 2 {
  if (asWritten(film.title) === asWritten(title)) return 0;
  return titleKey(film.title) === titleKey(title) ? 1 : 2;
}

function yearsApart({ year }: Meant, { year: own, otherYears }: Known): number {
  if (year === null) return Number.POSITIVE_INFINITY;
  return Math.min(...(own === null ? otherYears : [own, ...otherYears]).map((one) => Math.abs(one - year)));
}

/** A film found by a search that forgives much: as likely as this it is worth asking about, in the year or beside it. */
const LIKELY = 0.6;

/** Of what a search found, what is near enough to be asked about. */
export function worthAsking<Hit extends { similarity: number; year: number | null }>(
  { year }: Pick<Said, 'year'>,
  hits: readonly Hit[],
): Hit[] {
  const fits = (hit: Hit) => year === null || hit.year === null || Math.abs(hit.year - year) <= 1;
  return hits.filter((hit) => hit.similarity >= LIKELY && fits(hit)).slice(0, MOST_CHOICES);
}
