import { getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { getTableConfig } from 'drizzle-orm/pg-core';
import {
  criticReviews,
  letterboxdFilms,
  memberReviews,
  nominations,
  ratings,
  rounds,
  screeningAsks,
  screenings,
  seenMarks,
  watchlist,
} from '../../../db/schema/index.ts';

/**
 * What hangs on a film in a server and is one to a person (and club, and import): where both films have it, one has to
 * give way. `stamp` is when it was said; `stays` which of two stays. In an order in which each rests on those before.
 */
export type Shelf = {
  name: string;
  keys: readonly string[];
  stamp: string;
  stays: 'earlier' | 'later';
  columns: readonly string[];
  /** What rests on a row of it for the same person and film: with that there, it is not taken away. */
  under: readonly string[];
};

export const SHELVES: readonly Shelf[] = [
  // the discussion's members rest on having seen the film, also where their discussion could not move
  shelf(seenMarks, ['user_id'], 'seen_at', 'earlier', ['ratings', 'discussion_members']),
  shelf(ratings, ['user_id'], 'rated_at', 'later', ['member_reviews']),
  shelf(memberReviews, ['user_id'], 'written_at', 'later', []),
  shelf(watchlist, ['club_id', 'user_id'], 'added_at', 'earlier', []),
  shelf(letterboxdFilms, ['import_id', 'what'], 'at', 'earlier', []),
];

/** What hangs on a film by an id of its own. `server` is the column that holds whose it is. */
export type Named = { name: string; server: string };

export const NAMED: readonly Named[] = [
  ...[nominations, rounds, screenings, screeningAsks].map((table) => ({
    name: getTableConfig(table).name,
    server: 'guild_id',
  })),
  { name: getTableConfig(criticReviews).name, server: 'scope' },
];

function shelf(
  table: PgTable,
  keys: readonly string[],
  stamp: string,
  stays: Shelf['stays'],
  under: readonly string[],
): Shelf {
  const columns = Object.values(getTableColumns(table)).map(({ name }) => name);
  return { name: getTableConfig(table).name, keys, stamp, stays, columns, under };
}

/** Column names as SQL, one after the other. */
export const listed = (names: readonly string[]) =>
  sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
