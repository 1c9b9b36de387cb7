import { join, type Part, type Safe, safe } from '../../../lib/safe.ts';
import { type Locale, say } from '../../../texts/texts.ts';
import type { Standing, Tallied } from './result.ts';

/** How films are named: in which language, by what, and how many in one list. */
export type Names = { locale: Locale; nameOf: (id: string) => Safe; films: number };

/** What the tie rule looks at: of a film, and of the one that was next to it. */
export function compared({ nameOf }: Names, tally: readonly Tallied[], id: string, otherId = id): Record<string, Part> {
  const film = tally.find((one) => one.id === id);
  const other = tally.find((one) => one.id === otherId);
  return {
    film: nameOf(id),
    other: nameOf(otherId),
    first: film?.votes ?? 0,
    firstOther: other?.votes ?? 0,
    since: moment(film?.waitingSince ?? 0),
    sinceOther: moment(other?.waitingSince ?? 0),
  };
}

/** To the second, in every reader's own time zone. */
function moment(ms: number): Safe {
  const seconds = Math.floor(ms / 1000);
  return safe`<t:${seconds}:d> <t:${seconds}:T>`;
}

/** "Heat: 5 · Up: 2 · 3 more" */
export function standingsOf(naming: Names, standings: readonly Standing[]): Safe {
  const { locale, nameOf } = naming;
  const told = standings.map(({ id, votes }) => say(locale, 'polls.result.standing', { film: nameOf(id), votes }));
  return shortened(naming, told, ' · ');
}

/** "Heat, Up, 3 more" */
export function names(naming: Names, ids: readonly string[]): Safe {
  return shortened(naming, ids.map(naming.nameOf), ', ');
}

/** The first `films` parts, and how many more there are. */
export function shortened({ locale, films }: Names, parts: readonly Safe[], separator: string): Safe {
  const more = parts.length - films;
  if (more <= 0) return join(parts, separator);
  return join([...parts.slice(0, films), say(locale, 'polls.result.more', { count: more })], separator);
}

/** The ballots that are not exhausted. */
export function onFilms(standings: readonly Standing[]): number {
  return standings.reduce((total, { votes }) => total + votes, 0);
}
