import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { guilds, hiddenMessages } from '../../../db/schema/index.ts';

export type HiddenRow = typeof hiddenMessages.$inferSelect;
export type HiddenKey = { guildId: string; messageId: string };

/** @returns false when the message is being hidden already, or was. */
export async function insertHidden(db: Db, row: typeof hiddenMessages.$inferInsert): Promise<boolean> {
  await db.insert(guilds).values({ guildId: row.guildId, joinedAt: row.askedAt }).onConflictDoNothing();
  const inserted = await db
    .insert(hiddenMessages)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: hiddenMessages.messageId });
  return inserted.length > 0;
}

export async function selectHidden(db: Db, key: HiddenKey): Promise<HiddenRow | undefined> {
  const [row] = await db.select().from(hiddenMessages).where(is(key));
  return row;
}

export async function updateHidden(
  db: Db,
  key: HiddenKey,
  values: Partial<Pick<HiddenRow, 'postId' | 'hiddenAt'>>,
): Promise<void> {
  await db.update(hiddenMessages).set(values).where(is(key));
}

export async function deleteHidden(db: Db, key: HiddenKey): Promise<void> {
  await db.delete(hiddenMessages).where(is(key));
}

/** What was hidden in a server, the newest first. */
export async function selectRecord(db: Db, guildId: string, limit: number): Promise<HiddenRow[]> {
  return db
    .select()
    .from(hiddenMessages)
    .where(and(eq(hiddenMessages.guildId, guildId), isNotNull(hiddenMessages.hiddenAt)))
    .orderBy(desc(hiddenMessages.hiddenAt), desc(hiddenMessages.messageId))
    .limit(limit);
}

function is({ guildId, messageId }: HiddenKey) {
  return and(eq(hiddenMessages.guildId, guildId), eq(hiddenMessages.messageId, messageId));
}
