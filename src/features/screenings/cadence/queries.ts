import { and, eq, gt } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { cadences, screenings } from '../../../db/schema/index.ts';

export type CadenceRow = typeof cadences.$inferSelect;
type ClubKey = { guildId: string; clubId: string };

export async function selectCadence(db: Db, { guildId, clubId }: ClubKey): Promise<CadenceRow | undefined> {
  const [row] = await db
    .select()
    .from(cadences)
    .where(and(eq(cadences.guildId, guildId), eq(cadences.clubId, clubId)));
  return row;
}

/** A new rule takes the place of the old one; the days that are skipped stay. */
export async function upsertCadence(db: Db, row: Omit<CadenceRow, 'skipped'>): Promise<void> {
  const { rule, first, words, setBy, setAt } = row;
  await db
    .insert(cadences)
    .values(row)
    .onConflictDoUpdate({ target: [cadences.guildId, cadences.clubId], set: { rule, first, words, setBy, setAt } });
}

export async function updateSkipped(db: Db, { guildId, clubId }: ClubKey, skipped: string[]): Promise<void> {
  await db
    .update(cadences)
    .set({ skipped })
    .where(and(eq(cadences.guildId, guildId), eq(cadences.clubId, clubId)));
}

export async function deleteCadence(db: Db, { guildId, clubId }: ClubKey): Promise<void> {
  await db.delete(cadences).where(and(eq(cadences.guildId, guildId), eq(cadences.clubId, clubId)));
}

/** The planned nights of a club that start after a time. */
export async function selectPlanned(db: Db, { guildId, clubId }: ClubKey, after: Date) {
  return db
    .select()
    .from(screenings)
    .where(
      and(
        eq(screenings.guildId, guildId),
        eq(screenings.clubId, clubId),
        eq(screenings.state, 'planned'),
        gt(screenings.startsAt, after),
      ),
    );
}
