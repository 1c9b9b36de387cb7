import type { Db } from '../../db/db.ts';
import { type Club, keyOf } from '../clubs/clubs.ts';
import { selectMarked } from '../marks/marks.ts';
import { selectWished } from '../nominations/nominations.ts';
import { selectWritten } from '../reviews/reviews.ts';
import { type Entry, PARTS, type Part, type Proposal, partsOf, says } from './proposal.ts';
import type { ImportKey } from './queries.ts';

/** A part of an export: how many of our films it is about, and how many of those it would add. */
export type PartView = {
  part: string;
  own: Part | undefined;
  name: string;
  count: number;
  fresh: number;
  chosen: boolean;
};

/** A proposal as its member sees it. */
export type View = {
  importId: string;
  club: string;
  films: number;
  certain: number;
  /** How many films are still to be chosen, and the first of them with its place. */
  uncertain: number;
  next: { index: number; entry: Entry } | undefined;
  /** What we know nothing of, as the export writes it. */
  unknown: Pick<Entry, 'title' | 'year'>[];
  parts: PartView[];
  /** Reviews that cannot be kept, because the member has not rated the film. */
  unrated: number;
};

/** What of a proposal would be new, counted before anything is kept. */
export async function viewOf(db: Db, key: ImportKey, club: Club, proposal: Proposal): Promise<View> {
  const { films } = proposal;
  const ids = [...new Set(films.flatMap(({ film }) => film?.id ?? []))];
  const [wished, { seen, rated }, written] = await Promise.all([
    selectWished(db, { ...keyOf(club), userId: key.userId }, ids),
    selectMarked(db, key, ids),
    selectWritten(db, key, ids),
  ]);
  const there = { watchlist: wished, ratings: rated, reviews: written, seen };
  const index = films.findIndex(({ film, choices }) => !film && choices.length > 0);
  const entry = films[index];
  const mayReview = (id: string, said: Entry) =>
    rated.has(id) || (said.rating !== undefined && proposal.parts.includes('ratings'));
  return {
    importId: key.importId,
    club: club.name,
    films: films.length,
    certain: films.filter(({ film }) => film).length,
    uncertain: films.filter(({ film, choices }) => !film && choices.length > 0).length,
    next: entry ? { index, entry } : undefined,
    unknown: films.filter(({ film, choices }) => !film && choices.length === 0),
    parts: partsOf(proposal).map((part) => {
      const own = PARTS.find((one) => one === part);
      const about = new Set(films.flatMap((said) => (said.film && says(said, part) ? [said.film.id] : [])));
      const fresh = [...about].filter((id) => !there[own ?? 'watchlist'].has(id)).length;
      const name = own ?? proposal.lists[Number(part.replace(/\D+/, ''))] ?? '';
      return { part, own, name, count: about.size, fresh, chosen: proposal.parts.includes(part) };
    }),
    unrated: films.filter((said) => said.film && said.review && !mayReview(said.film.id, said)).length,
  };
}
