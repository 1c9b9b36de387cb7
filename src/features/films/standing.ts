import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { filmStands } from '../../db/schema/index.ts';

/** For a query: the film that a server means by an id, itself or the one that stands for it there. */
export function standIn(guildId: string | undefined, filmId: string | SQL): SQL {
  if (guildId === undefined) return sql`${filmId}::uuid`;
  return sql`coalesce((select s.stand_in_id from film_stands s
    where s.guild_id = ${guildId} and s.film_id = ${filmId}), ${filmId}::uuid)`;
}

/** For a query: films and all they stand for in a server; whatever is said of those everywhere is said of them there. */
export function allOf(guildId: string | undefined, ...filmIds: readonly string[]): SQL {
  const ids = sql`${sql.param(filmIds)}::uuid[]`;
  if (guildId === undefined) return sql`(select unnest(${ids}))`;
  return sql`(select unnest(${ids}) union all select s.film_id from film_stands s
    where s.guild_id = ${guildId} and s.stand_in_id = any(${ids}))`;
}

/** What a film stands for in a server. */
export async function stoodForBy(db: Db, guildId: string, filmId: string): Promise<string[]> {
  const rows = await db
    .select({ filmId: filmStands.filmId })
    .from(filmStands)
    .where(and(eq(filmStands.guildId, guildId), eq(filmStands.standInId, filmId)));
  return rows.map((row) => row.filmId);
}
