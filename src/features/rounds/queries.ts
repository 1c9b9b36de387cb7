import { and, asc, count, desc, eq, gte, inArray, isNotNull, ne, notInArray } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { nominations, nominators, rounds } from '../../db/schema/index.ts';
import type { ClubKey } from '../clubs/clubs.ts';

export type Round = typeof rounds.$inferSelect;
export type RoundKey = { guildId: string; roundId: string };

export async function insertRound(db: Db, round: typeof rounds.$inferInsert): Promise<Round> {
  const [row] = await db.insert(rounds).values(round).returning();
  if (!row) throw new Error('an inserted round has no row');
  return row;
}

/** @param lock keeps others from changing the round and its nominations until the transaction ends. */
export async function selectRound(db: Db, key: RoundKey, lock = false): Promise<Round | undefined> {
  const query = db.select().from(rounds).where(roundIs(key));
  const [row] = await (lock ? query.for('no key update') : query);
  return row;
}

export async function selectNominating(db: Db, key: ClubKey, lock = false): Promise<Round | undefined> {
  const query = db
    .select()
    .from(rounds)
    .where(and(ofClub(key), eq(rounds.state, 'nominating')));
  const [row] = await (lock ? query.for('no key update') : query);
  return row;
}

/** The newest round of a club. */
export async function selectNewest(db: Db, key: ClubKey): Promise<Round | undefined> {
  const [row] = await db.select().from(rounds).where(ofClub(key)).orderBy(desc(rounds.number)).limit(1);
  return row;
}

/** The rounds of a club that are not over, the oldest first. */
export async function selectUnderWay(db: Db, key: ClubKey): Promise<Round[]> {
  return db
    .select()
    .from(rounds)
    .where(and(ofClub(key), notInArray(rounds.state, ['recapped', 'cancelled'])))
    .orderBy(asc(rounds.number));
}

export async function selectWithFilm(db: Db, guildId: string, filmId: string): Promise<Round[]> {
  return db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guildId, guildId), eq(rounds.filmId, filmId), ne(rounds.state, 'cancelled')));
}

export async function selectWithFilms(db: Db, guildId: string, filmIds: readonly string[]): Promise<Round[]> {
  if (filmIds.length === 0) return [];
  return db
    .select()
    .from(rounds)
    .where(and(eq(rounds.guildId, guildId), inArray(rounds.filmId, [...filmIds]), ne(rounds.state, 'cancelled')));
}

/** Changes a round that is in this state. @returns nothing when it is not any more. */
export async function updateRound(
  db: Db,
  key: RoundKey,
  from: Round['state'],
  values: Partial<typeof rounds.$inferInsert>,
): Promise<Round | undefined> {
  const [row] = await db
    .update(rounds)
    .set(values)
    .where(and(roundIs(key), eq(rounds.state, from)))
    .returning();
  return row;
}

/** Ends the turn of a round's picker. @returns nothing when it has ended already. */
export async function endTurn(db: Db, key: RoundKey): Promise<Round | undefined> {
  const [row] = await db
    .update(rounds)
    .set({ pickerUntil: null })
    .where(and(roundIs(key), isNotNull(rounds.pickerUntil)))
    .returning();
  return row;
}

/** How many films in these states a person has put forward since a round began; what was carried over does not count. */
export async function countProposed(
  db: Db,
  { guildId, id, createdAt }: Round,
  userId: string,
  states: readonly (typeof nominations.$inferSelect)['state'][],
): Promise<number> {
  const [row] = await db
    .select({ proposed: count() })
    .from(nominators)
    .innerJoin(
      nominations,
      and(eq(nominations.guildId, nominators.guildId), eq(nominations.id, nominators.nominationId)),
    )
    .where(
      and(
        eq(nominators.guildId, guildId),
        eq(nominators.userId, userId),
        gte(nominators.nominatedAt, createdAt),
        eq(nominations.roundId, id),
        inArray(nominations.state, states),
      ),
    );
  return row?.proposed ?? 0;
}

function roundIs({ guildId, roundId }: RoundKey) {
  return and(eq(rounds.guildId, guildId), eq(rounds.id, roundId));
}

function ofClub({ guildId, clubId }: ClubKey) {
  return and(eq(rounds.guildId, guildId), eq(rounds.clubId, clubId));
}
