import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { violates } from '../../db/errors.ts';
import {
  filmStands,
  films,
  guildFilms,
  nominations,
  pollFilms,
  polls,
  repairs,
  screenings,
} from '../../db/schema/index.ts';

export type RepairRow = typeof repairs.$inferSelect;
export type RepairKey = { guildId: string; repairId: string };

export async function insertRepair(db: Db, row: typeof repairs.$inferInsert): Promise<void> {
  await db.insert(repairs).values(row);
}

/** A server's repairs, the newest first. */
export async function selectRepairs(db: Db, guildId: string, most: number): Promise<RepairRow[]> {
  return db
    .select()
    .from(repairs)
    .where(eq(repairs.guildId, guildId))
    .orderBy(desc(repairs.madeAt), desc(repairs.id))
    .limit(most);
}

/** A repair that has not been undone, held until the transaction ends. */
export async function lockRepair(tx: Db, { guildId, repairId }: RepairKey): Promise<RepairRow | undefined> {
  const [row] = await tx
    .select()
    .from(repairs)
    .where(and(eq(repairs.guildId, guildId), eq(repairs.id, repairId), isNull(repairs.undoneAt)))
    .for('update');
  return row;
}

/** Whether one of a repair's films was repaired again since. */
export async function isBuiltUpon(db: Db, { guildId, id, fromId, toId, madeAt }: RepairRow): Promise<boolean> {
  const either = [fromId, toId];
  const later = or(gt(repairs.madeAt, madeAt), and(eq(repairs.madeAt, madeAt), gt(repairs.id, id)));
  const [row] = await db
    .select({ id: repairs.id })
    .from(repairs)
    .where(
      and(
        eq(repairs.guildId, guildId),
        isNull(repairs.undoneAt),
        later,
        or(inArray(repairs.fromId, either), inArray(repairs.toId, either)),
      ),
    )
    .limit(1);
  return row !== undefined;
}

export async function markUndone(db: Db, { guildId, repairId }: RepairKey, now: Date): Promise<void> {
  await db
    .update(repairs)
    .set({ undoneAt: now })
    .where(and(eq(repairs.guildId, guildId), eq(repairs.id, repairId)));
}

/** Has one film stand for another in a server, and for all that this one stood for. */
export async function insertStandIn(db: Db, guildId: string, filmId: string, standInId: string): Promise<void> {
  await db
    .update(filmStands)
    .set({ standInId })
    .where(and(eq(filmStands.guildId, guildId), eq(filmStands.standInId, filmId)));
  await db.insert(filmStands).values({ guildId, filmId, standInId });
}

/**
 * Has a server know a film no more, so that whoever was about to say something of it is refused. One with a discussion
 * that could not move stays known.
 */
export async function disownFilm(tx: Db, guildId: string, filmId: string): Promise<void> {
  const row = and(eq(guildFilms.guildId, guildId), eq(guildFilms.filmId, filmId));
  try {
    await tx.transaction((inner) => inner.delete(guildFilms).where(row));
  } catch (error) {
    if (!violates(error, 'discussions_film_fk')) throw error;
  }
}

/** Takes that back. */
export async function deleteStandIn(db: Db, guildId: string, filmId: string): Promise<void> {
  await db.delete(filmStands).where(and(eq(filmStands.guildId, guildId), eq(filmStands.filmId, filmId)));
}

/** Has a film stand again for those it had stood for. */
export async function pointTo(db: Db, guildId: string, filmIds: readonly string[], standInId: string): Promise<void> {
  if (filmIds.length === 0) return;
  await db
    .update(filmStands)
    .set({ standInId })
    .where(and(eq(filmStands.guildId, guildId), inArray(filmStands.filmId, [...filmIds])));
}

/** Forgets a server's own film on which nothing hangs any more. */
export async function deleteOwn(db: Db, guildId: string, filmId: string): Promise<void> {
  await db.delete(guildFilms).where(and(eq(guildFilms.guildId, guildId), eq(guildFilms.filmId, filmId)));
  await db.delete(films).where(and(eq(films.id, filmId), eq(films.scope, guildId)));
}

/** The polls under way that have a film on their ballot. */
export async function selectPollsWith(db: Db, guildId: string, filmId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ pollId: polls.id })
    .from(nominations)
    .innerJoin(pollFilms, and(eq(pollFilms.guildId, nominations.guildId), eq(pollFilms.nominationId, nominations.id)))
    .innerJoin(polls, and(eq(polls.guildId, pollFilms.guildId), eq(polls.id, pollFilms.pollId)))
    .where(and(eq(nominations.guildId, guildId), eq(nominations.filmId, filmId), sql`${polls.state} = 'open'`));
  return rows.map(({ pollId }) => pollId);
}

/** The nights to come at which a film is shown. */
export async function selectNightsWith(db: Db, guildId: string, filmId: string): Promise<string[]> {
  const rows = await db
    .select({ id: screenings.id })
    .from(screenings)
    .where(and(eq(screenings.guildId, guildId), eq(screenings.filmId, filmId), eq(screenings.state, 'planned')));
  return rows.map(({ id }) => id);
}
