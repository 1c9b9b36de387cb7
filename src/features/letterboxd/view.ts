import type { Db } from '../../db/db.ts';
import { type Club, keyOf } from '../clubs/clubs.ts';
import { selectMarked } from '../marks/marks.ts';
import { selectWished } from '../nominations/nominations.ts';
import { selectWritten } from '../reviews/reviews.ts';
import {
  byFilm,
  type Entry,
  kindOfPart,
  PARTS_AT_ONCE,
  type Part,
  type Proposal,
  partsOf,
  partsOfFilm,
  undecidedLists,
} from './proposal.ts';
import type { ImportKey } from './queries.ts';
import type { Skipped } from './reading/table.ts';

/**
 * A part of an export: how many of our films it is about, and how many of those it would add. A list has its name and
 * what it would become.
 */
export type PartView = {
  part: string;
  what: { own: Part } | { list: string; as: 'watchlist' | 'seen' };
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
  /** The page of the parts to be shown, from 0, and how many there are. */
  page: number;
  pages: number;
  /** Lists of which the member is to say whether they have seen their films. */
  undecided: string[];
  /** Files that could not be read. */
  skipped: readonly Skipped[];
  /** Reviews that cannot be kept, because the member has not rated the film. */
  unrated: number;
};

/** What of a proposal would be new, counted before anything is kept. */
export async function viewOf(db: Db, key: ImportKey, club: Club, proposal: Proposal): Promise<View> {
  const { films, lists, skipped } = proposal;
  const said = byFilm(films);
  const ids = [...said.keys()];
  const [wished, { seen, rated }, written] = await Promise.all([
    selectWished(db, { ...keyOf(club), userId: key.userId }, ids),
    selectMarked(db, key, ids),
    selectWritten(db, key, ids),
  ]);
  const there = { watchlist: wished, ratings: rated, reviews: written, seen };
  const index = films.findIndex(isOpen);
  const entry = films[index];
  const rates = proposal.parts.includes('ratings');
  const brings = [...said].flatMap(([id, one]) => partsOfFilm(one, proposal.unsure).map((part) => ({ part, id })));
  const brought = Map.groupBy(brings, ({ part }) => part);
  const parts = partsOf(proposal).map((part): PartView => {
    const kind = kindOfPart(part);
    const about = brought.get(part) ?? [];
    const fresh = about.filter(({ id }) => !there['own' in kind ? kind.own : kind.as].has(id)).length;
    const what = 'own' in kind ? kind : { list: lists[kind.list] ?? '', as: kind.as };
    return { part, what, count: about.length, fresh, chosen: proposal.parts.includes(part) };
  });
  const pages = Math.max(1, Math.ceil(parts.length / PARTS_AT_ONCE));
  return {
    importId: key.importId,
    club: club.name,
    films: films.length,
    certain: films.filter(({ film }) => film).length,
    uncertain: films.filter(isOpen).length,
    next: entry ? { index, entry } : undefined,
    unknown: films.filter(({ film, choices }) => !film && choices.length === 0),
    parts,
    page: Math.min(proposal.page, pages - 1),
    pages,
    undecided: undecidedLists(proposal),
    skipped,
    unrated: [...said].filter(([id, { rating, review }]) => review && !rated.has(id) && !(rating && rates)).length,
  };
}

const isOpen = ({ film, choices }: Entry) => !film && choices.length > 0;
