import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { screeningGuests, screeningReminders, screeningRsvps, screenings } from '../../db/schema/index.ts';
import type { ReminderKind } from './rules.ts';

export type Screening = typeof screenings.$inferSelect;
export type ScreeningKey = { guildId: string; screeningId: string };
export type Rsvp = Pick<typeof screeningRsvps.$inferSelect, 'userId' | 'answer' | 'onEvent' | 'answeredAt'>;

/** @param lock `share` lets other answers in and holds up a change; `update` holds up both. */
export async function selectScreening(
  db: Db,
  { guildId, screeningId }: ScreeningKey,
  lock?: 'share' | 'update',
): Promise<Screening | undefined> {
  const query = db
    .select()
    .from(screenings)
    .where(and(eq(screenings.guildId, guildId), eq(screenings.id, screeningId)));
  const [row] = await (lock ? query.for(lock) : query);
  return row;
}

type ClubKey = { guildId: string; clubId: string };

/** The nights of a club, the latest start first. */
export async function selectScreenings(db: Db, { guildId, clubId }: ClubKey, limit = 1_000): Promise<Screening[]> {
  return db
    .select()
    .from(screenings)
    .where(and(eq(screenings.guildId, guildId), eq(screenings.clubId, clubId)))
    .orderBy(desc(screenings.startsAt), desc(screenings.number))
    .limit(limit);
}

/** The night that is planned for a round. */
export async function selectOfRound(db: Db, guildId: string, roundId: string): Promise<Screening | undefined> {
  const [row] = await db
    .select()
    .from(screenings)
    .where(and(eq(screenings.guildId, guildId), eq(screenings.roundId, roundId), eq(screenings.state, 'planned')));
  return row;
}

/** The number that a club's next night gets. The club's row has to be locked. */
export async function nextNumber(db: Db, { guildId, clubId }: ClubKey): Promise<number> {
  const [row] = await db
    .select({ last: sql<number>`coalesce(max(${screenings.number}), 0)::int` })
    .from(screenings)
    .where(and(eq(screenings.guildId, guildId), eq(screenings.clubId, clubId)));
  return (row?.last ?? 0) + 1;
}

export async function insertScreening(db: Db, screening: Screening): Promise<void> {
  await db.insert(screenings).values(screening);
}

export async function updateScreening(
  db: Db,
  { guildId, id }: Pick<Screening, 'guildId' | 'id'>,
  values: Partial<Screening>,
): Promise<void> {
  await db
    .update(screenings)
    .set(values)
    .where(and(eq(screenings.guildId, guildId), eq(screenings.id, id)));
}

/** Files somebody's answer; the last one counts. `onEvent` is left as it is unless given. */
export async function upsertRsvp(
  db: Db,
  key: ScreeningKey & { userId: string },
  answer: Rsvp['answer'],
  now: Date,
  onEvent?: boolean,
): Promise<void> {
  const known = onEvent === undefined ? {} : { onEvent };
  await db
    .insert(screeningRsvps)
    .values({ ...key, answer, answeredAt: now, ...known })
    .onConflictDoUpdate({
      target: [screeningRsvps.guildId, screeningRsvps.screeningId, screeningRsvps.userId],
      set: { answer, answeredAt: now, ...known },
    });
}

/** The answers to a night, in the order in which they were given. */
export async function selectRsvps(db: Db, { guildId, screeningId }: ScreeningKey): Promise<Rsvp[]> {
  const { userId, answer, onEvent, answeredAt } = screeningRsvps;
  return db
    .select({ userId, answer, onEvent, answeredAt })
    .from(screeningRsvps)
    .where(and(eq(screeningRsvps.guildId, guildId), eq(screeningRsvps.screeningId, screeningId)))
    .orderBy(asc(answeredAt), asc(userId));
}

/** How many come to each of these nights. */
export async function countComing(db: Db, guildId: string, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: screeningRsvps.screeningId, coming: count() })
    .from(screeningRsvps)
    .where(
      and(
        eq(screeningRsvps.guildId, guildId),
        inArray(screeningRsvps.screeningId, [...ids]),
        eq(screeningRsvps.answer, 'in'),
      ),
    )
    .groupBy(screeningRsvps.screeningId);
  return new Map(rows.map(({ id, coming }) => [id, coming]));
}

/** Says that reminders of a night at a start are done. @returns those that were not yet. */
export async function insertReminders(
  db: Db,
  { guildId, id, startsAt }: Screening,
  kinds: readonly ReminderKind[],
  now: Date,
): Promise<ReminderKind[]> {
  if (kinds.length === 0) return [];
  const rows = await db
    .insert(screeningReminders)
    .values(kinds.map((kind) => ({ guildId, screeningId: id, kind, startsAt, doneAt: now })))
    .onConflictDoNothing()
    .returning({ kind: screeningReminders.kind });
  return rows.map(({ kind }) => kind);
}

/** Who was there, as a host has said. */
export async function selectGuests(db: Db, { guildId, screeningId }: ScreeningKey): Promise<string[]> {
  const rows = await db
    .select({ userId: screeningGuests.userId })
    .from(screeningGuests)
    .where(and(eq(screeningGuests.guildId, guildId), eq(screeningGuests.screeningId, screeningId)))
    .orderBy(asc(screeningGuests.userId));
  return rows.map(({ userId }) => userId);
}

/** Who was at each of these nights, as a host has said. */
export async function selectAllGuests(db: Db, guildId: string, ids: readonly string[]): Promise<Map<string, string[]>> {
  const { screeningId: id, userId } = screeningGuests;
  const ofThem = and(eq(screeningGuests.guildId, guildId), inArray(id, [...ids]));
  return byNight(await db.select({ id, userId }).from(screeningGuests).where(ofThem).orderBy(asc(userId)));
}

/** Who said that they come to each of these nights, in the order in which they did. */
export async function selectAllComing(db: Db, guildId: string, ids: readonly string[]): Promise<Map<string, string[]>> {
  const { screeningId: id, userId, answeredAt } = screeningRsvps;
  const ofThem = and(eq(screeningRsvps.guildId, guildId), inArray(id, [...ids]), eq(screeningRsvps.answer, 'in'));
  const rows = db.select({ id, userId }).from(screeningRsvps).where(ofThem);
  return byNight(await rows.orderBy(asc(answeredAt), asc(userId)));
}

function byNight(rows: readonly { id: string; userId: string }[]): Map<string, string[]> {
  const nights = Map.groupBy(rows, ({ id }) => id);
  return new Map([...nights].map(([id, people]) => [id, people.map(({ userId }) => userId)]));
}

export async function replaceGuests(db: Db, key: ScreeningKey, userIds: readonly string[]): Promise<void> {
  const { guildId, screeningId } = key;
  await db
    .delete(screeningGuests)
    .where(and(eq(screeningGuests.guildId, guildId), eq(screeningGuests.screeningId, screeningId)));
  if (userIds.length === 0) return;
  await db.insert(screeningGuests).values([...new Set(userIds)].map((userId) => ({ guildId, screeningId, userId })));
}
