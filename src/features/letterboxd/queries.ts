import { and, desc, eq, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { letterboxdFilms, letterboxdImports } from '../../db/schema/index.ts';
import { batches } from '../../lib/batches.ts';
import type { Proposal } from './proposal.ts';

export type ImportRow = typeof letterboxdImports.$inferSelect;
export type ImportKey = { guildId: string; importId: string; userId: string };
export type KeptRow = Pick<typeof letterboxdFilms.$inferSelect, 'filmId' | 'what' | 'at'>;

const ROWS_AT_ONCE = 5_000;

/** Keeps a proposal; what the person was proposed before goes, and what nobody has decided since `stale`. */
export async function insertProposal(
  db: Db,
  row: { guildId: string; id: string; userId: string; clubId: string; askedAt: Date; proposal: Proposal },
  stale: Date,
): Promise<void> {
  const open = and(eq(letterboxdImports.guildId, row.guildId), isNull(letterboxdImports.keptAt));
  const old = or(eq(letterboxdImports.userId, row.userId), lt(letterboxdImports.askedAt, stale));
  await db.delete(letterboxdImports).where(and(open, old));
  await db.insert(letterboxdImports).values(row);
}

/** A person's import, held until the transaction ends. */
export async function lockImport(tx: Db, key: ImportKey): Promise<ImportRow | undefined> {
  const [row] = await tx.select().from(letterboxdImports).where(importIs(key)).for('update');
  return row;
}

/** What a person imported last and has not taken back. */
export async function selectLast(db: Db, who: Omit<ImportKey, 'importId'>): Promise<ImportRow | undefined> {
  const [row] = await db
    .select()
    .from(letterboxdImports)
    .where(
      and(
        eq(letterboxdImports.guildId, who.guildId),
        eq(letterboxdImports.userId, who.userId),
        isNotNull(letterboxdImports.keptAt),
      ),
    )
    .orderBy(desc(letterboxdImports.keptAt))
    .limit(1);
  return row;
}

export async function updateImport(
  db: Db,
  key: ImportKey,
  values: { proposal: Proposal } | { proposal: null; keptAt: Date },
): Promise<void> {
  await db.update(letterboxdImports).set(values).where(importIs(key));
}

/** Forgets an import, and with it what would be needed to take it back. */
export async function deleteImport(db: Db, key: ImportKey): Promise<void> {
  await db.delete(letterboxdImports).where(importIs(key));
}

export async function insertKept(db: Db, { guildId, importId }: ImportKey, rows: readonly KeptRow[]): Promise<void> {
  for (const some of batches(rows, ROWS_AT_ONCE))
    await db.insert(letterboxdFilms).values(some.map((row) => ({ guildId, importId, ...row })));
}

export async function selectKept(db: Db, { guildId, importId }: ImportKey): Promise<KeptRow[]> {
  return db
    .select({ filmId: letterboxdFilms.filmId, what: letterboxdFilms.what, at: letterboxdFilms.at })
    .from(letterboxdFilms)
    .where(and(eq(letterboxdFilms.guildId, guildId), eq(letterboxdFilms.importId, importId)));
}

function importIs({ guildId, importId, userId }: ImportKey) {
  return and(
    eq(letterboxdImports.guildId, guildId),
    eq(letterboxdImports.id, importId),
    eq(letterboxdImports.userId, userId),
  );
}
