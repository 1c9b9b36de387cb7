import { sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import { mergeNomination } from '../../rounds/rounds.ts';
import type { Between, Json } from './by-person.ts';

/** Nominations of both films in one round before they became one: the rows, and who had put them forward. */
export type Twins = { nominations: Json[]; nominators: Json[] };

type Twin = { id: string; waitingSince: Date; onBallot: boolean };

/**
 * Lets one nomination stand where both films stand in a round: the one on a running ballot, else the second film's.
 * @throws UserError where both are on the ballot of a running poll.
 */
export async function mergeTwins(tx: Db, between: Between): Promise<Twins> {
  const { guildId } = between;
  const pairs = await pairsOf(tx, between);
  const ids = pairs.flat().map(({ id }) => id);
  const before = await snapshot(tx, guildId, ids);
  for (const [one, twin] of pairs) {
    if (one.onBallot && twin.onBallot) throw new UserError('repairs.on-ballot');
    const [stays, goes] = one.onBallot ? [one, twin] : [twin, one];
    await tx.execute(sql`update nominations set state = 'withdrawn' where guild_id = ${guildId} and id = ${goes.id}`);
    await mergeNomination(tx, guildId, goes, stays);
  }
  return before;
}

async function pairsOf(tx: Db, { guildId, from, to }: Between): Promise<[Twin, Twin][]> {
  const onBallot = (id: string) => sql`exists (select from poll_films f join polls p on p.guild_id = f.guild_id
    and p.id = f.poll_id where f.guild_id = a.guild_id and f.nomination_id = ${sql.raw(id)} and p.state = 'open')`;
  const rows = (await tx.execute(sql`
    select a.id as one, a.waiting_since::text as "oneSince", ${onBallot('a.id')} as "oneOn",
      b.id as twin, b.waiting_since::text as "twinSince", ${onBallot('b.id')} as "twinOn"
    from nominations a join nominations b on b.guild_id = a.guild_id and b.round_id = a.round_id
    where a.guild_id = ${guildId} and a.state = 'open' and b.state = 'open' and a.film_id = ${from} and b.film_id = ${to}
    for update of a, b`)) as unknown as Record<'one' | 'oneSince' | 'twin' | 'twinSince', string>[] &
    Record<'oneOn' | 'twinOn', boolean>[];
  return [...rows].map(({ one, oneSince, oneOn, twin, twinSince, twinOn }) => [
    { id: one, waitingSince: new Date(oneSince), onBallot: oneOn },
    { id: twin, waitingSince: new Date(twinSince), onBallot: twinOn },
  ]);
}

async function snapshot(tx: Db, guildId: string, ids: readonly string[]): Promise<Twins> {
  if (ids.length === 0) return { nominations: [], nominators: [] };
  const rows = async (table: string, key: string) => {
    const found = (await tx.execute(sql`select to_json(t) as row from ${sql.identifier(table)} t
      where t.guild_id = ${guildId} and t.${sql.identifier(key)} = any(${sql.param(ids)}::uuid[])`)) as unknown as {
      row: Json;
    }[];
    return [...found].map(({ row }) => row);
  };
  return { nominations: await rows('nominations', 'id'), nominators: await rows('nominators', 'nomination_id') };
}

/** Parts twins again: each stands with those who had put it forward, and with who has joined what stood since. */
export async function partTwins(tx: Db, { guildId }: Between, { nominations, nominators }: Twins): Promise<void> {
  if (nominations.length === 0) return;
  const [these, those] = [nominations, nominators].map((rows) => sql`${JSON.stringify(rows)}::text::json`);
  await tx.execute(sql`
    delete from nominators n where n.guild_id = ${guildId}
      and exists (select from json_populate_recordset(null::nominators, ${those}) b where b.user_id = n.user_id)
      and n.nomination_id in (select id from json_populate_recordset(null::nominations, ${these}))`);
  await tx.execute(sql`insert into nominators select * from json_populate_recordset(null::nominators, ${those})`);
  await tx.execute(sql`
    update nominations n set state = b.state, waiting_since = b.waiting_since, film_id = b.film_id
    from json_populate_recordset(null::nominations, ${these}) b where n.guild_id = ${guildId} and n.id = b.id`);
}
