import type { Poll, PollFilm } from './polls.ts';

/** Films on a ballot: of our own as many as a menu holds, of Discord's own poll as many as it takes. */
const MOST_FILMS = { own: 25, native: 10 } as const;
/** A poll is open for this long (ms). The longest is what Discord's own polls take. */
export const DURATION = { shortest: 60_000, longest: 32 * 86_400_000 } as const;
/** Ranks asked for at a time: each takes a row, and a message holds forty components. */
export const RANKS_AT_ONCE = 5;
/** A poll that is closed later than this (ms) says how late it is. */
const LATE_FROM = 60_000;

const HOUR = 3_600_000;

export type Method = Poll['method'];

/** How many films a poll of a method can hold. */
export function mostFilms(method: Method): number {
  return method === 'native' ? MOST_FILMS.native : MOST_FILMS.own;
}

/** Discord's own poll runs for whole hours: the end is the next one of them. */
export function endOf(method: Method, closesAt: Date, now: Date): Date {
  if (method !== 'native') return closesAt;
  const hours = Math.max(1, Math.ceil((closesAt.getTime() - now.getTime()) / HOUR));
  return new Date(now.getTime() + hours * HOUR);
}

/** Whole hours that Discord's own poll runs. */
export function hoursOf({ openedAt, closesAt }: Pick<Poll, 'openedAt' | 'closesAt'>): number {
  return Math.max(1, Math.round((closesAt.getTime() - openedAt.getTime()) / HOUR));
}

/** When those who have not voted are reminded: a day before the close, or after three quarters of a shorter poll. */
export function remindAt({ openedAt, closesAt }: Pick<Poll, 'openedAt' | 'closesAt'>): Date {
  const length = closesAt.getTime() - openedAt.getTime();
  return new Date(closesAt.getTime() - Math.min(24 * HOUR, length / 4));
}

/** Whether a poll at its end gets more time: once, when too few have voted; Discord's own cannot be given any. */
export function isExtended(poll: Pick<Poll, 'method' | 'quorum' | 'extended'>, ballots: number): boolean {
  return ballots < poll.quorum && !poll.extended && poll.method !== 'native';
}

/** The new end of a poll that gets more time: half as long again as it was open, an hour at least. */
export function extendedEnd({ openedAt, closesAt }: Pick<Poll, 'openedAt' | 'closesAt'>, now: Date): Date {
  return new Date(now.getTime() + Math.max(HOUR, (closesAt.getTime() - openedAt.getTime()) / 2));
}

/** How long (ms) after its deadline a poll was closed; 0 within a minute of it, and for one closed by hand. */
export function lateness(closesAt: Date, closedAt: Date): number {
  const late = closedAt.getTime() - closesAt.getTime();
  return late >= LATE_FROM ? late : 0;
}

type Marks = readonly string[];

/** What was chosen in the menu of a poll where any number, or one, can be marked; films not on the ballot fall away. */
export function markFilms(films: readonly PollFilm[], chosen: Marks, method: Method): string[] {
  const known = films.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
  return method === 'single' ? known.slice(0, 1) : known;
}

/**
 * A ranking after a film was put at a rank (from 0), or the rank was left open. A film stands at one rank only: from
 * where it stood before it is taken away. Empty texts hold ranks that are open.
 */
export function markRank(
  films: readonly PollFilm[],
  marked: Marks,
  rank: number,
  chosen: string | undefined,
): string[] {
  const known = films.some(({ id }) => id === chosen);
  const ranks = Array.from({ length: films.length }, (_, index) => marked[index] ?? '');
  const without = ranks.map((id) => (id === chosen ? '' : id));
  if (rank >= 0 && rank < films.length) without[rank] = known && chosen ? chosen : '';
  return without.slice(0, without.findLastIndex((id) => id !== '') + 1);
}

/** The ballot that a draft stands for: what is on it, each once, without the ranks left open. */
export function ballotOf(films: readonly PollFilm[], marked: Marks, method: Method): string[] {
  const known = [...new Set(marked)].filter((id) => films.some((film) => film.id === id));
  return method === 'single' ? known.slice(0, 1) : known;
}

/** How many pages of ranks a ranking has. */
export function rankPages(films: number): number {
  return Math.max(1, Math.ceil(films / RANKS_AT_ONCE));
}
