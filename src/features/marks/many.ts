import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { batches } from '../../lib/batches.ts';
import {
  type At,
  deleteRatingsOf,
  deleteSeenOf,
  insertRatings,
  insertSeenMany,
  type Member,
  roundsThatRateAny,
} from './queries.ts';

type Queue = Pick<Desk, 'enqueue'>;
/** What a member says of many films at once. Films have to be adopted before. */
export type ManyMarks = { seen: readonly At[]; ratings: readonly (At & { halfStars: number })[] };
/** The films of which something became so, or is so no more. */
export type Marked = { seen: string[]; ratings: string[] };

/** A statement takes 65,535 values at most. */
const MOST_AT_ONCE = 2_000;

/** Keeps what a member says of many films. What they have said before stays as it is: only what is new is added. */
export async function addMarks(tx: Db, desk: Queue, member: Member, { seen, ratings }: ManyMarks): Promise<Marked> {
  const added: Marked = { seen: [], ratings: [] };
  for (const some of batches(seen, MOST_AT_ONCE)) added.seen.push(...(await insertSeenMany(tx, member, some)));
  for (const some of batches(ratings, MOST_AT_ONCE)) added.ratings.push(...(await insertRatings(tx, member, some)));
  await tellRounds(tx, desk, member.guildId, added.ratings);
  return added;
}

/** Takes back what `addMarks` added, as far as it still is as it was and nothing rests on it. */
export async function takeMarksBack(
  tx: Db,
  desk: Queue,
  member: Member,
  { seen, ratings }: Record<keyof ManyMarks, readonly At[]>,
): Promise<Marked> {
  const gone = { ratings: await deleteRatingsOf(tx, member, ratings), seen: await deleteSeenOf(tx, member, seen) };
  await tellRounds(tx, desk, member.guildId, gone.ratings);
  return gone;
}

async function tellRounds(tx: Db, { enqueue }: Queue, guildId: string, filmIds: readonly string[]): Promise<void> {
  for (const roundId of await roundsThatRateAny(tx, guildId, filmIds))
    await enqueue(tx, 'reviews/reveal', { guildId, roundId });
}
