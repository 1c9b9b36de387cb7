import type { Db } from '../../db/db.ts';
import { newId } from '../../lib/ids.ts';
import { type Club, keyOf } from '../clubs/clubs.ts';
import type { Round, RoundKey } from '../rounds/rounds.ts';
import {
  insertNominations,
  type Listed,
  type NominationRow,
  type NominatorRow,
  selectNominations,
  selectNominators,
  selectStanding,
} from './queries.ts';
import { labelsOf } from './rules.ts';
import { selectWanted } from './watchlist.ts';

export { deleteWishes, insertWishes, selectWished } from './watchlist.ts';
export { labelsOf };

/** A film put forward in a round. Ballots name its id, since its film may be mended. */
export type Nomination = Pick<NominationRow, 'id' | 'filmId' | 'roundId' | 'state' | 'waitingSince' | 'origin'> & {
  /** "Title (Year)", with the director where others of the list are called the same. At most 100 characters. */
  label: string;
  title: string;
  year: number | null;
  /** Who put it forward, the first first; nobody where it came from the watchlists. */
  nominators: { userId: string; pitch: string | null }[];
};

/** What stands in a round, those that wait longest first. */
export async function standing(db: Db, key: RoundKey): Promise<Nomination[]> {
  return compose(db, key.guildId, await selectStanding(db, key));
}

/** Nominations of a server by their ids, in that order, whatever became of them; an unknown id is left out. */
export async function nominationsByIds(db: Db, guildId: string, ids: readonly string[]): Promise<Nomination[]> {
  const found = await compose(db, guildId, await selectNominations(db, guildId, ids));
  return ids.flatMap((id) => found.find((one) => one.id === id) ?? []);
}

/**
 * Puts forward, where a round has too few films, those that most members have on their watchlists, of these the ones
 * that wait there longest. What was vetoed, taken back or chosen before does not come again; nor,
 * where the club takes only films that nobody has seen, what a member has seen.
 * @param need how many are missing. @returns those that were found, which may be fewer.
 */
export async function fillUp(tx: Db, club: Club, round: Round, need: number, now: Date): Promise<Nomination[]> {
  const unseen = club.settings.seen === 'refuse';
  const wanted = await selectWanted(tx, keyOf(club), { roundId: round.id, unseen, most: need });
  const rows = wanted.map((filmId) => ({
    guildId: club.guildId,
    id: newId(),
    roundId: round.id,
    filmId,
    state: 'open' as const,
    waitingSince: now,
    origin: 'watchlist' as const,
  }));
  await insertNominations(tx, rows);
  return nominationsByIds(
    tx,
    club.guildId,
    rows.map(({ id }) => id),
  );
}

async function compose(db: Db, guildId: string, rows: Listed[]): Promise<Nomination[]> {
  const people = Map.groupBy(
    await selectNominators(
      db,
      guildId,
      rows.map(({ id }) => id),
    ),
    ({ nominationId }) => nominationId,
  );
  const labels = labelsOf(rows);
  return rows.map(({ guildId: _, directors: __, vetoedBy: ___, ...row }, index) => ({
    ...row,
    label: labels[index] ?? row.title,
    nominators: (people.get(row.id) ?? []).map(({ userId, pitch }: NominatorRow) => ({ userId, pitch })),
  }));
}
