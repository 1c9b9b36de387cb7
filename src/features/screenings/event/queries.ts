import { and, asc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { screeningEvents, screenings } from '../../../db/schema/index.ts';
import type { ScreeningKey } from '../queries.ts';

export type EventRow = typeof screeningEvents.$inferSelect;

/** The row of a night's event, made if there is none, and marked as tried. @returns it as it was before. */
export async function beginEvent(db: Db, key: ScreeningKey, now: Date): Promise<EventRow> {
  return db.transaction(async (tx) => {
    await tx.insert(screeningEvents).values(key).onConflictDoNothing();
    const [row] = await tx.select().from(screeningEvents).where(isOf(key)).for('update');
    if (!row) throw new Error('the row of an event is gone');
    const triedAt = sql`coalesce(${screeningEvents.triedAt}, ${now.toISOString()})` as never;
    await tx.update(screeningEvents).set({ triedAt }).where(isOf(key));
    return row;
  });
}

export async function selectEvent(db: Db, key: ScreeningKey, lock = false): Promise<EventRow | undefined> {
  const query = db.select().from(screeningEvents).where(isOf(key));
  const [row] = await (lock ? query.for('update') : query);
  return row;
}

export async function updateEvent(db: Db, key: ScreeningKey, values: Partial<EventRow>): Promise<void> {
  await db.update(screeningEvents).set(values).where(isOf(key));
}

/** The night of one of Discord's events, if it is one of ours. */
export async function selectByEvent(db: Db, guildId: string, eventId: string): Promise<ScreeningKey | undefined> {
  const [row] = await db
    .select({ guildId: screeningEvents.guildId, screeningId: screeningEvents.screeningId })
    .from(screeningEvents)
    .where(and(eq(screeningEvents.guildId, guildId), eq(screeningEvents.eventId, eventId)));
  return row;
}

/** The planned nights whose events Discord has, in every server; those that begin up to a time, where one is given. */
export async function selectKept(db: Db, until?: Date): Promise<ScreeningKey[]> {
  return db
    .select({ guildId: screenings.guildId, screeningId: screenings.id })
    .from(screenings)
    .innerJoin(
      screeningEvents,
      and(eq(screeningEvents.guildId, screenings.guildId), eq(screeningEvents.screeningId, screenings.id)),
    )
    .where(
      and(
        eq(screenings.state, 'planned'),
        isNull(screeningEvents.closedAt),
        isNotNull(screeningEvents.eventId),
        until && lte(screenings.startsAt, until),
      ),
    )
    .orderBy(asc(screenings.startsAt));
}

function isOf({ guildId, screeningId }: ScreeningKey) {
  return and(eq(screeningEvents.guildId, guildId), eq(screeningEvents.screeningId, screeningId));
}
