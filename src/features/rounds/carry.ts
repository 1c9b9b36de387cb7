import { and, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { nominations, nominators } from '../../db/schema/index.ts';
import { newId } from '../../lib/ids.ts';
import type { Round } from './queries.ts';

/** Rounds before this many others are history: a nomination stands in 13 at most, and few rounds are cancelled. */
const REACH = 50;

type Carried = { id: string; filmId: string; waitingSince: Date };

/**
 * Lets nominations of earlier rounds stand again in a nominating one, with all who put them forward and the time since
 * when they wait. Doing it again changes nothing.
 * @param most in how many rounds they may stand after their first; a cancelled round does not count.
 */
export async function carryInto(db: Db, round: Round, most: number): Promise<void> {
  const carried = await selectCarried(db, round, most);
  if (carried.length === 0) return;
  const stand = await db
    .insert(nominations)
    .values(
      carried.map(({ filmId, waitingSince }) => ({
        guildId: round.guildId,
        id: newId(),
        roundId: round.id,
        filmId,
        state: 'open' as const,
        waitingSince,
        origin: 'carried' as const,
      })),
    )
    .onConflictDoUpdate({
      target: [nominations.guildId, nominations.roundId, nominations.filmId],
      targetWhere: sql`${nominations.state} = 'open'`,
      set: { waitingSince: sql`excluded.waiting_since` },
      // of what was carried before, members may have withdrawn: it is left as it is
      setWhere: sql`${nominations.waitingSince} > excluded.waiting_since`,
    })
    .returning({ id: nominations.id, filmId: nominations.filmId });
  const from = new Map(carried.map(({ id, filmId }) => [filmId, id]));
  for (const { id, filmId } of stand) await copyNominators(db, round.guildId, from.get(filmId) ?? id, id);
}

/** The open nominations of settled rounds whose films were not chosen and have had no later chance. */
async function selectCarried(db: Db, round: Round, most: number): Promise<Carried[]> {
  const rows = (await db.execute(sql`
    with near as materialized (
      select id, number, state, chosen_by, since, created_at from rounds
      where guild_id = ${round.guildId} and club_id = ${round.clubId} and id <> ${round.id}
        and number > ${round.number - REACH}),
    settled as materialized (
      select * from near r where r.state not in ('nominating', 'polling') and not exists (select from near missed
        where missed.number > r.number and missed.created_at >= r.since and missed.state <> 'cancelled'
          -- a host's own pick was no chance for anything else
          and (missed.chosen_by is distinct from 'host' or exists (select from nominations put
            where put.guild_id = ${round.guildId} and put.round_id = missed.id)))),
    candidates as materialized (
      select n.id, n.film_id, n.waiting_since, r.number from nominations n join settled r on r.id = n.round_id
      where n.guild_id = ${round.guildId} and n.state = 'open'),
    stood as materialized (
      select n.film_id, n.origin, r.number, r.state from nominations n join near r on r.id = n.round_id
      where n.guild_id = ${round.guildId} and n.film_id in (select film_id from candidates))
    select distinct on (n.film_id) n.id, n.film_id as "filmId", n.waiting_since::text as since
    from candidates n
    where not exists (select from stood later where later.film_id = n.film_id and later.number > n.number)
      and not exists (select from rounds r where r.guild_id = ${round.guildId} and r.club_id = ${round.clubId}
        and r.film_id = n.film_id and r.state <> 'cancelled')
      and not exists (select from nominations here where here.guild_id = ${round.guildId} and here.round_id = ${round.id}
        and here.film_id = n.film_id and here.state <> 'open')
      and (select count(distinct s.number) from stood s
        where s.film_id = n.film_id and s.state <> 'cancelled' and s.number <= n.number
          and s.number >= coalesce((select max(first.number) from stood first
            where first.film_id = n.film_id and first.number <= n.number and first.origin <> 'carried'), n.number))
        <= ${most}
    order by n.film_id, n.number desc`)) as unknown as { id: string; filmId: string; since: string }[];
  return [...rows].map(({ id, filmId, since }) => ({ id, filmId, waitingSince: new Date(since) }));
}

/**
 * Brings what stands in one round over to another, which is nominating again: a film that stands in both stands once,
 * with all who put it forward.
 */
export async function foldInto(db: Db, from: Round, into: Round): Promise<void> {
  const { guildId } = into;
  const open = (roundId: string) =>
    db
      .select({ id: nominations.id, filmId: nominations.filmId, waitingSince: nominations.waitingSince })
      .from(nominations)
      .where(and(eq(nominations.guildId, guildId), eq(nominations.roundId, roundId), eq(nominations.state, 'open')));
  const there = new Map((await open(into.id)).map((one) => [one.filmId, one]));
  for (const one of await open(from.id)) {
    const twin = there.get(one.filmId);
    const isThis = and(eq(nominations.guildId, guildId), eq(nominations.id, one.id));
    if (!twin) {
      await db.update(nominations).set({ roundId: into.id }).where(isThis);
      continue;
    }
    await mergeNomination(db, guildId, one, twin);
    await db.update(nominations).set({ state: 'withdrawn' }).where(isThis);
    // one that a cancelled poll names has to stay; of any other no trace may say that it was taken back
    await db.delete(nominations).where(
      and(
        isThis,
        sql`not exists (select from poll_films b
      where b.guild_id = ${guildId} and b.nomination_id = ${one.id})`,
      ),
    );
  }
}

/** Has one nomination stand for two: with all who put either forward, waiting since the earlier of both. */
export async function mergeNomination(
  db: Db,
  guildId: string,
  from: Omit<Carried, 'filmId'>,
  into: Pick<Carried, 'id'>,
): Promise<void> {
  await copyNominators(db, guildId, from.id, into.id);
  await db
    .update(nominations)
    .set({ waitingSince: from.waitingSince })
    .where(
      and(
        eq(nominations.guildId, guildId),
        eq(nominations.id, into.id),
        gt(nominations.waitingSince, from.waitingSince),
      ),
    );
}

/** Of a person who put both forward, the newer word counts. */
async function copyNominators(db: Db, guildId: string, from: string, into: string): Promise<void> {
  const these = await db
    .select()
    .from(nominators)
    .where(and(eq(nominators.guildId, guildId), eq(nominators.nominationId, from)));
  if (these.length === 0) return;
  await db
    .insert(nominators)
    .values(these.map((one) => ({ ...one, nominationId: into })))
    .onConflictDoUpdate({
      target: [nominators.guildId, nominators.nominationId, nominators.userId],
      set: { pitch: sql`coalesce(excluded.pitch, ${nominators.pitch})`, nominatedAt: sql`excluded.nominated_at` },
      setWhere: sql`${nominators.nominatedAt} < excluded.nominated_at`,
    });
}
