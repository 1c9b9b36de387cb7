import { createHash } from 'node:crypto';
import { AGAIN } from '../../db/schema/reviews.ts';
import { UserError } from '../../errors.ts';
import { clean, fold, inline } from '../../lib/text.ts';
import type { RoundState } from '../rounds/rounds.ts';

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

/** What a round says of its film, as far as members' ratings of it care. */
export type Watch = { state: RoundState; revealedAt: Date | null };

const AWAITING: readonly RoundState[] = ['scheduled', 'watched', 'rating'];

/**
 * Whether what members say of a film is hidden for now: some club of the server is about to watch it or watches it, and
 * has not had its reveal. Once shown it stays shown, also where the rating of a round opens again.
 */
export function isBlind(rounds: readonly Watch[]): boolean {
  return rounds.some(({ state, revealedAt }) => revealedAt === null && AWAITING.includes(state));
}

/**
 * Whether somebody may read a member's rating and review of a film: their own always; another's once it is not blind,
 * and only who has said that they have seen the film. No role changes that. That somebody has rated is no secret.
 */
export function mayRead(asked: { isOwn: boolean; isBlind: boolean; hasSeen: boolean }): boolean {
  return asked.isOwn || (!asked.isBlind && asked.hasSeen);
}

/** Who was at a screening. What we merely gather from what members have said is no certainty. */
export type Presence = { userIds: readonly string[]; isCertain: boolean };

/** Of those of whom we only guess that they were present, the first must not show the ratings by their own. */
const FEWEST_GUESSED = 2;

/** Whether all who were present have rated. With nobody present, nobody can tell. */
export function allRated({ userIds, isCertain }: Presence, rated: ReadonlySet<string>): boolean {
  return userIds.length >= (isCertain ? 1 : FEWEST_GUESSED) && userIds.every((userId) => rated.has(userId));
}

const HOUR = 3_600_000;

/** When the ratings of a round are shown at the latest. */
export function revealAt({ since, dueAt }: { since: Date; dueAt: Date | null }, hours: number): Date {
  return dueAt ?? new Date(since.getTime() + hours * HOUR);
}

/** What a form's field may hold, in UTF-16 code units. */
export const LIMITS = { open: 200, hidden: 4_000, seenWhere: 100 } as const;

export type Again = (typeof AGAIN)[number];

/** What a member writes; `null` for what they leave out. */
export type Words = {
  openLine: string | null;
  hidden: string | null;
  again: Again | null;
  seenWhere: string | null;
};

/**
 * What a member typed into the form, as it is kept: the open line on one line, nothing that only looks like a text.
 * @throws UserError for what is longer than the form takes, which only a forged form can be.
 */
export function readWords(fields: Readonly<Record<string, string | undefined>>): Words {
  const { open = '', hidden = '', again, where = '' } = fields;
  const longest = [
    [open, LIMITS.open],
    [hidden, LIMITS.hidden],
    [where, LIMITS.seenWhere],
  ] as const;
  for (const [text, limit] of longest)
    if (text.length > limit) throw new UserError('reviews.long', { limit, length: text.length });
  const text = clean(hidden).trim();
  return {
    openLine: inline(open) || null,
    hidden: inline(text) === '' ? null : text,
    again: AGAIN.find((word) => word === again) ?? null,
    seenWhere: inline(where) || null,
  };
}

/** Whether there is anything beside the rating. */
export function saysSomething(words: Words): boolean {
  return Object.values(words).some((word) => word !== null);
}
