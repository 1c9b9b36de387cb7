import { eq } from 'drizzle-orm';
import type { Db } from './db.ts';
import { facts } from './schema/index.ts';

/** What a database knows of itself under a name, as it was kept last. */
export async function readFact(db: Db, name: string): Promise<string | undefined> {
  const [fact] = await db.select({ value: facts.value }).from(facts).where(eq(facts.name, name));
  return fact?.value;
}

/** Keeps a fact in place of the one of its name. @param tx the transaction that makes it true. */
export async function keepFact(tx: Db, name: string, value: string): Promise<void> {
  await tx.insert(facts).values({ name, value }).onConflictDoUpdate({ target: facts.name, set: { value } });
}
