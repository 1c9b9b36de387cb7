import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { clubMembers, films, nominations, nominators, pollFilms, polls, seenMarks } from '../../db/schema/index.ts';
import type { ClubKey } from '../clubs/clubs.ts';
import type { RoundKey } from '../rounds/rounds.ts';

export type NominationRow = typeof nominations.$inferSelect;
export type NominatorRow = typeof nominators.$inferSelect;
export type NominationKey = { guildId: string; nominationId: string };
export type FilmRow = Pick<typeof films.$inferSelect, 'title' | 'year'> & { directors: string[] };
export type Listed = NominationRow & FilmRow;

/** The names of a film's directors, for a query that joins films. */
export const directors = sql<string[]>`array(select p.name from film_people c join people p on p.id = c.person_id
  where c.film_id = ${films.id} and c.role = 'director' order by c.position)`;

function listed(db: Db) {
  return db
    .select({
      guildId: nominations.guildId,
      id: nominations.id,
      roundId: nominations.roundId,
      filmId: nominations.filmId,
      state: nominations.state,
      waitingSince: nominations.waitingSince,
      origin: nominations.origin,
      vetoedBy: nominations.vetoedBy,
      title: films.title,
      year: films.year,
      directors,
    })
    .from(nominations)
    .innerJoin(films, eq(films.id, nominations.filmId))
    .$dynamic();
}

/** What stands in a round, those that wait longest first. */
export async function selectStanding(db: Db, { guildId, roundId }: RoundKey): Promise<Listed[]> {
  return listed(db)
    .where(and(eq(nominations.guildId, guildId), eq(nominations.roundId, roundId), eq(nominations.state, 'open')))
    .orderBy(asc(nominations.waitingSince), asc(nominations.id));
}

/** Nominations by their ids, whatever became of them. */
export async function selectNominations(db: Db, guildId: string, ids: readonly string[]): Promise<Listed[]> {
  if (ids.length === 0) return [];
  return listed(db)
    .where(and(eq(nominations.guildId, guildId), inArray(nominations.id, [...ids])))
    .orderBy(asc(nominations.waitingSince), asc(nominations.id));
}

/** Who put these nominations forward, the first first. */
export async function selectNominators(db: Db, guildId: string, ids: readonly string[]): Promise<NominatorRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(nominators)
    .where(and(eq(nominators.guildId, guildId), inArray(nominators.nominationId, [...ids])))
    .orderBy(asc(nominators.nominatedAt), asc(nominators.userId));
}

export async function insertNominations(db: Db, rows: (typeof nominations.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(nominations).values(rows);
}

/** What became of a film in a round, also where it was put forward more than once. */
export async function selectOfFilm(db: Db, { guildId, roundId }: RoundKey, filmId: string): Promise<NominationRow[]> {
  return db
    .select()
    .from(nominations)
    .where(and(eq(nominations.guildId, guildId), eq(nominations.roundId, roundId), eq(nominations.filmId, filmId)));
}

export async function updateNomination(
  db: Db,
  { guildId, nominationId }: NominationKey,
  values: Partial<Pick<NominationRow, 'state' | 'filmId' | 'origin' | 'vetoedBy'>>,
): Promise<void> {
  await db
    .update(nominations)
    .set(values)
    .where(and(eq(nominations.guildId, guildId), eq(nominations.id, nominationId)));
}

/** Keeps who puts a film forward; of one who does so again the time and, where one is given, the pitch. */
export async function upsertNominator(db: Db, row: typeof nominators.$inferInsert): Promise<void> {
  await db
    .insert(nominators)
    .values(row)
    .onConflictDoUpdate({
      target: [nominators.guildId, nominators.nominationId, nominators.userId],
      set: { pitch: sql`coalesce(excluded.pitch, ${nominators.pitch})`, nominatedAt: sql`excluded.nominated_at` },
    });
}

/** @returns whether there was a pitch to take away. */
export async function clearPitch(db: Db, key: NominationKey, userId: string): Promise<boolean> {
  const cleared = await db
    .update(nominators)
    .set({ pitch: null })
    .where(and(nominatorIs(key, userId), sql`${nominators.pitch} is not null`))
    .returning({ userId: nominators.userId });
  return cleared.length > 0;
}

/** @returns whether the person had put it forward. */
export async function deleteNominator(db: Db, key: NominationKey, userId: string): Promise<boolean> {
  const deleted = await db.delete(nominators).where(nominatorIs(key, userId)).returning({ userId: nominators.userId });
  return deleted.length > 0;
}

/** How many of a club's members have said that they have seen a film. */
export async function countSeen(db: Db, { guildId, clubId }: ClubKey, filmId: string): Promise<number> {
  const [row] = await db
    .select({ seen: count() })
    .from(seenMarks)
    .innerJoin(
      clubMembers,
      and(
        eq(clubMembers.guildId, seenMarks.guildId),
        eq(clubMembers.userId, seenMarks.userId),
        eq(clubMembers.clubId, clubId),
      ),
    )
    .where(and(eq(seenMarks.guildId, guildId), eq(seenMarks.filmId, filmId)));
  return row?.seen ?? 0;
}

/** The polls under way that have one of these nominations on their ballot, and which. */
export async function selectOpenPolls(db: Db, guildId: string, nominationIds: readonly string[]) {
  if (nominationIds.length === 0) return [];
  return db
    .select({ pollId: polls.id, nominationId: pollFilms.nominationId })
    .from(pollFilms)
    .innerJoin(polls, and(eq(polls.guildId, pollFilms.guildId), eq(polls.id, pollFilms.pollId)))
    .where(
      and(eq(pollFilms.guildId, guildId), eq(polls.state, 'open'), inArray(pollFilms.nominationId, [...nominationIds])),
    );
}

/** What a film is called, with its directors. */
export async function selectFilmRow(db: Db, filmId: string): Promise<FilmRow | undefined> {
  const [row] = await db
    .select({ title: films.title, year: films.year, directors })
    .from(films)
    .where(eq(films.id, filmId));
  return row;
}

function nominatorIs({ guildId, nominationId }: NominationKey, userId: string) {
  return and(eq(nominators.guildId, guildId), eq(nominators.nominationId, nominationId), eq(nominators.userId, userId));
}

/** What members struck in a round. */
export async function selectVetoed(db: Db, { guildId, roundId }: RoundKey): Promise<Listed[]> {
  return listed(db)
    .where(and(eq(nominations.guildId, guildId), eq(nominations.roundId, roundId), eq(nominations.state, 'vetoed')))
    .orderBy(asc(nominations.waitingSince), asc(nominations.id));
}
