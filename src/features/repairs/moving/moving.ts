import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '../../../db/db.ts';
import { type Between, clearOf, copyOver, held, putBack, takeOff } from './by-person.ts';
import { NAMED, SHELVES } from './shelves.ts';
import { moveTalks, talksToMove } from './talks.ts';
import { mergeTwins, partTwins } from './twins.ts';

const row = z.record(z.string(), z.unknown());

export const movedSchema = z.object({
  shelves: z.array(z.object({ shelf: z.string(), from: z.array(row), to: z.array(row) })),
  /** Ids by their table. */
  named: z.record(z.string(), z.array(z.string())),
  talks: z.array(z.string()),
  twins: z.object({ nominations: z.array(row), nominators: z.array(row) }),
});

/** All that moved from one film to another, and what gave way: enough to put everything back. */
export type Moved = z.infer<typeof movedSchema>;
export type { Between };

/**
 * Moves all that a server has said of one film to another, inside the transaction that `tx` is. Both films have to be
 * adopted. A member's two ratings and two reviews become the newer one each, two seen-marks and two wishes the earlier
 * one; two nominations of a round become one; of two discussions of a club the first film's stays with it.
 * @throws UserError where both films are on the ballot of a running poll.
 */
export async function moveAll(tx: Db, between: Between): Promise<Moved> {
  await hold(tx, between);
  const twins = await mergeTwins(tx, between);
  const talks = await talksToMove(tx, between);
  const shelves = [];
  for (const shelf of SHELVES) shelves.push(await held(tx, shelf, between));
  for (const shelf of SHELVES) await copyOver(tx, shelf, between);
  await moveTalks(tx, between, talks);
  for (const shelf of SHELVES.toReversed()) await clearOf(tx, shelf, between);
  const named: Moved['named'] = {};
  for (const { name, server } of NAMED) named[name] = await moveNamed(tx, name, server, between);
  return { shelves, named, talks, twins };
}

/** Whoever says something of either film at this moment waits for the end of the transaction, or we for theirs. */
async function hold(tx: Db, { guildId, from, to }: Between): Promise<void> {
  // rounds before films, as whoever puts a film forward holds them
  await tx.execute(sql`select from rounds r where r.guild_id = ${guildId} and (r.film_id in (${from}, ${to})
    or exists (select from nominations n where n.guild_id = r.guild_id and n.round_id = r.id
      and n.film_id in (${from}, ${to}))) order by r.id for no key update`);
  await tx.execute(sql`select from guild_films where guild_id = ${guildId} and film_id in (${from}, ${to})
    order by film_id for update`);
}

/** The same review of a critic under both films stays where it is. */
async function moveNamed(tx: Db, name: string, server: string, { guildId, from, to }: Between): Promise<string[]> {
  const isTwice =
    name === 'critic_reviews'
      ? sql`exists (select from critic_reviews o
          where o.scope = t.scope and o.film_id = ${to} and o.fingerprint = t.fingerprint)`
      : sql`false`;
  const rows = (await tx.execute(sql`
    update ${sql.identifier(name)} t set film_id = ${to}
    where t.${sql.identifier(server)} = ${guildId} and t.film_id = ${from} and not ${isTwice}
    returning t.id`)) as unknown as { id: string }[];
  return [...rows].map(({ id }) => id);
}

/** Puts back what was moved, as far as it is still as it was; what has been said of the second film since stays there. */
export async function moveBack(tx: Db, between: Between, moved: Moved): Promise<void> {
  const { guildId, from, to } = between;
  await hold(tx, between);
  for (const { name, server } of NAMED)
    await tx.execute(sql`
      update ${sql.identifier(name)} set film_id = ${from} where ${sql.identifier(server)} = ${guildId}
        and film_id = ${to} and id = any(${sql.param(moved.named[name] ?? [])}::uuid[])`);
  await partTwins(tx, between, moved.twins);
  const nothing = { from: [], to: [] };
  const before = (name: string) => moved.shelves.find(({ shelf }) => shelf === name) ?? nothing;
  // the first film's before its discussions come back, whose members rest on it
  for (const shelf of SHELVES) await putBack(tx, shelf, before(shelf.name).from);
  await moveTalks(tx, { guildId, from: to, to: from }, moved.talks);
  for (const shelf of SHELVES.toReversed()) await takeOff(tx, shelf, between, before(shelf.name));
}

/** How many things a server has said of a film, by what they are. */
export async function countAll(db: Db, guildId: string, filmId: string): Promise<Record<string, number>> {
  const tables = [...SHELVES.map(({ name }) => ({ name, server: 'guild_id' })), ...NAMED];
  const all = [...tables, { name: 'discussions', server: 'guild_id' }];
  const counts = all.map(
    ({ name, server }) => sql`(select count(*)::int from ${sql.identifier(name)}
    where ${sql.identifier(server)} = ${guildId} and film_id = ${filmId}) as ${sql.identifier(name)}`,
  );
  const [found] = (await db.execute(sql`select ${sql.join(counts, sql`, `)}`)) as unknown as Record<string, number>[];
  return { ...found };
}
