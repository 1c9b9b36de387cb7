import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import type { Between } from './by-person.ts';

/** The discussions of a film whose clubs have none of the other: they go along. One of two stays where it is. */
export async function talksToMove(tx: Db, { guildId, from, to }: Between): Promise<string[]> {
  const rows = (await tx.execute(sql`
    select d.id from discussions d where d.guild_id = ${guildId} and d.film_id = ${from}
      and not exists (select from discussions o where o.guild_id = d.guild_id and o.club_id = d.club_id
        and o.film_id = ${to}) for update`)) as unknown as { id: string }[];
  return [...rows].map(({ id }) => id);
}

/** Has discussions be about another film, which all who are in them have seen by then. */
export async function moveTalks(tx: Db, { guildId, from, to }: Between, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const these = sql.param(ids);
  await tx.execute(sql`
    insert into seen_marks (guild_id, film_id, user_id, seen_at)
    select s.guild_id, ${to}::uuid, s.user_id, s.seen_at from seen_marks s where s.guild_id = ${guildId}
      and s.film_id = ${from} and exists (select from discussion_members m where m.guild_id = s.guild_id
        and m.user_id = s.user_id and m.discussion_id = any(${these}::uuid[]))
    on conflict do nothing`);
  // their key holds the film, so that they cannot be there while it changes
  const members = (await tx.execute(sql`
    delete from discussion_members where guild_id = ${guildId} and discussion_id = any(${these}::uuid[])
    returning json_build_object('guild_id', guild_id, 'discussion_id', discussion_id, 'film_id', ${to}::text,
      'user_id', user_id, 'entered_at', entered_at) as row`)) as unknown as { row: unknown }[];
  await tx.execute(sql`
    update discussions set film_id = ${to} where guild_id = ${guildId} and film_id = ${from}
      and id = any(${these}::uuid[])`);
  const rows = JSON.stringify([...members].map(({ row }) => row));
  await tx.execute(sql`
    insert into discussion_members select * from json_populate_recordset(null::discussion_members, ${rows}::text::json)`);
}
