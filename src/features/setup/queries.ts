import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { guilds, nominations, polls, rounds } from '../../db/schema/index.ts';

type ClubKey = { guildId: string; clubId: string };

/** The rounds of a club that are not over, the oldest first, with how many films stand in each. */
export async function selectUnderWay(db: Db, { guildId, clubId }: ClubKey) {
  const standing = and(
    eq(nominations.guildId, rounds.guildId),
    eq(nominations.roundId, rounds.id),
    eq(nominations.state, 'open'),
  );
  return db
    .select({
      state: rounds.state,
      filmId: rounds.filmId,
      dueAt: rounds.dueAt,
      films: sql<number>`(${db.select({ films: sql`count(*)::int` }).from(nominations).where(standing)})`,
    })
    .from(rounds)
    .where(
      and(eq(rounds.guildId, guildId), eq(rounds.clubId, clubId), notInArray(rounds.state, ['recapped', 'cancelled'])),
    )
    .orderBy(asc(rounds.number));
}

/** When the next of a club's open polls closes. */
export async function selectClosing(db: Db, { guildId, clubId }: ClubKey): Promise<Date | undefined> {
  const [row] = await db
    .select({ closesAt: polls.closesAt })
    .from(polls)
    .where(and(eq(polls.guildId, guildId), eq(polls.clubId, clubId), eq(polls.state, 'open')))
    .orderBy(asc(polls.closesAt))
    .limit(1);
  return row?.closesAt;
}

/** @returns false where the bot has been before, greeted or not. */
export async function insertNewGuild(db: Db, guildId: string, now: Date): Promise<boolean> {
  const inserted = await db
    .insert(guilds)
    .values({ guildId, joinedAt: now, greetedAt: now })
    .onConflictDoNothing()
    .returning({ guildId: guilds.guildId });
  return inserted.length > 0;
}
