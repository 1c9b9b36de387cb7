type Person = { name: string; names: readonly string[] };

/** A film that may be near another, with what both share. `role` is the shared person's in it. */
export type Candidate = {
  id: string;
  title: string;
  year: number | null;
  genres: readonly string[];
  votes: number | null;
  people: readonly (Person & { role: 'director' | 'cast' })[];
  /** How many members rated both highly, where that may be said. */
  together: number;
};

/** Why a film is near another. */
export type Reason =
  | { kind: 'director' | 'cast'; people: readonly Person[] }
  | { kind: 'together'; count: number }
  | { kind: 'genres'; genres: readonly string[] };

export type Near = Pick<Candidate, 'id' | 'title' | 'year'> & { reasons: Reason[] };

const MOST = 5;
const MOST_REASONS = 2;
/** Of one person there are so many at most: four more by the same director say less than a fourth way of being near. */
const MOST_OF_ONE = 3;
const MOST_CAST = 2;
/** A director tells most of a film, then what members here have loved beside it, then each actor, then its kind. */
const WEIGHTS = { director: 4, together: 2, moreTogether: 0.3, mostTogether: 3.9, cast: 2, genres: 1.4, fame: 0.4 };
const VERY_MANY_VOTES = 1_000_000;
/** Genres alone make two films near when they share so many, or all that either has. */
const FEWEST_GENRES = 2;

/**
 * The films nearest to another, best first, each with the one or two weightiest reasons. Popularity only orders what
 * is equally near.
 */
export function nearest(genres: readonly string[], candidates: readonly Candidate[]): Near[] {
  const ranked = candidates
    .map((one) => ({ one, reasons: reasonsOf(genres, one), score: scoreOf(genres, one) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => b.score - a.score || (b.one.year ?? 0) - (a.one.year ?? 0) || (a.one.id < b.one.id ? -1 : 1));
  const taken = new Map<string, number>();
  return ranked
    .filter(({ reasons: [first] }) => {
      if (first?.kind !== 'director' && first?.kind !== 'cast') return true;
      const name = first.people[0]?.name ?? '';
      taken.set(name, (taken.get(name) ?? 0) + 1);
      return (taken.get(name) ?? 0) <= MOST_OF_ONE;
    })
    .slice(0, MOST)
    .map(({ one: { id, title, year }, reasons }) => ({ id, title, year, reasons: reasons.slice(0, MOST_REASONS) }));
}

function reasonsOf(genres: readonly string[], { people, together, genres: own }: Candidate): Reason[] {
  const of = (role: 'director' | 'cast') => people.filter((one) => one.role === role);
  const [directors, cast] = [of('director'), of('cast').slice(0, MOST_CAST)];
  const shared = own.filter((genre) => genres.includes(genre));
  const isAll = shared.length > 0 && shared.length === Math.max(own.length, genres.length);
  const reasons: Reason[] = [
    ...(directors.length > 0 ? [{ kind: 'director', people: directors } as const] : []),
    ...(together > 0 ? [{ kind: 'together', count: together } as const] : []),
    ...(cast.length > 0 ? [{ kind: 'cast', people: cast } as const] : []),
    ...(shared.length >= FEWEST_GENRES || isAll ? [{ kind: 'genres', genres: shared } as const] : []),
  ];
  return reasons;
}

function scoreOf(genres: readonly string[], { people, together, genres: own, votes }: Candidate): number {
  const cast = people.filter(({ role }) => role === 'cast').length;
  const all = new Set([...own, ...genres]).size;
  const shared = own.filter((genre) => genres.includes(genre)).length;
  const loved = WEIGHTS.together + WEIGHTS.moreTogether * together;
  return (
    (people.some(({ role }) => role === 'director') ? WEIGHTS.director : 0) +
    (together > 0 ? Math.min(WEIGHTS.mostTogether, loved) : 0) +
    WEIGHTS.cast * Math.min(MOST_CAST, cast) +
    (all > 0 ? (WEIGHTS.genres * shared) / all : 0) +
    (WEIGHTS.fame * Math.log1p(votes ?? 0)) / Math.log1p(VERY_MANY_VOTES)
  );
}
