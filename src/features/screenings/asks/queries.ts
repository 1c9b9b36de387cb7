import { and, eq } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { screeningAnswers, screeningAsks } from '../../../db/schema/index.ts';

export type Ask = typeof screeningAsks.$inferSelect;
export type AskKey = { guildId: string; askId: string };

export async function insertAsk(db: Db, ask: Ask): Promise<void> {
  await db.insert(screeningAsks).values(ask);
}

/** @param lock `share` lets other answers in and holds up a pick; `update` holds up both. */
export async function selectAsk(db: Db, key: AskKey, lock?: 'share' | 'update'): Promise<Ask | undefined> {
  const query = db.select().from(screeningAsks).where(askIs(key));
  const [row] = await (lock ? query.for(lock) : query);
  return row;
}

export async function closeAsk(db: Db, key: AskKey, screeningId: string): Promise<void> {
  await db.update(screeningAsks).set({ state: 'picked', screeningId }).where(askIs(key));
}

/** Files the dates (by their places) that suit somebody; the last answer counts. */
export async function upsertAnswer(
  db: Db,
  key: AskKey & { userId: string },
  dates: number[],
  now: Date,
): Promise<void> {
  await db
    .insert(screeningAnswers)
    .values({ ...key, dates, answeredAt: now })
    .onConflictDoUpdate({
      target: [screeningAnswers.guildId, screeningAnswers.askId, screeningAnswers.userId],
      set: { dates, answeredAt: now },
    });
}

export async function selectAnswers(
  db: Db,
  { guildId, askId }: AskKey,
): Promise<{ userId: string; dates: number[] }[]> {
  return db
    .select({ userId: screeningAnswers.userId, dates: screeningAnswers.dates })
    .from(screeningAnswers)
    .where(and(eq(screeningAnswers.guildId, guildId), eq(screeningAnswers.askId, askId)));
}

function askIs({ guildId, askId }: AskKey) {
  return and(eq(screeningAsks.guildId, guildId), eq(screeningAsks.id, askId));
}
