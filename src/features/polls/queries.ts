import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { films, nominations, pollFilms, polls } from '../../db/schema/index.ts';

export type PollRow = typeof polls.$inferSelect;
export type PollKey = { guildId: string; pollId: string };

/** @param lock `share` lets other ballots in and holds up a close; `update` holds up both. */
export async function selectPoll(db: Db, key: PollKey, lock?: 'share' | 'update'): Promise<PollRow | undefined> {
  const query = db.select().from(polls).where(pollIs(key));
  const [row] = await (lock ? query.for(lock) : query);
  return row;
}

/** Which polls of a club are meant: of a state, or of a number. */
export type PollFilter = { state?: PollRow['state']; number?: number };

/** The polls of a club, the newest first. */
export async function selectPolls(
  db: Db,
  { guildId, clubId }: { guildId: string; clubId: string },
  { state, number }: PollFilter,
  limit: number,
): Promise<PollRow[]> {
  return db
    .select()
    .from(polls)
    .where(
      and(
        eq(polls.guildId, guildId),
        eq(polls.clubId, clubId),
        state === undefined ? undefined : eq(polls.state, state),
        number === undefined ? undefined : eq(polls.number, number),
      ),
    )
    .orderBy(desc(polls.number))
    .limit(limit);
}

/** The poll of a club that was closed last. */
export async function selectLastClosed(
  db: Db,
  { guildId, clubId }: { guildId: string; clubId: string },
): Promise<PollRow | undefined> {
  const [row] = await db
    .select()
    .from(polls)
    .where(and(eq(polls.guildId, guildId), eq(polls.clubId, clubId), eq(polls.state, 'closed')))
    .orderBy(desc(polls.closedAt), desc(polls.number))
    .limit(1);
  return row;
}

/** The number that a club's next poll gets. The club's row has to be locked. */
export async function nextNumber(db: Db, guildId: string, clubId: string): Promise<number> {
  const [row] = await db
    .select({ last: sql<number>`coalesce(max(${polls.number}), 0)::int` })
    .from(polls)
    .where(and(eq(polls.guildId, guildId), eq(polls.clubId, clubId)));
  return (row?.last ?? 0) + 1;
}

export async function insertPoll(db: Db, poll: PollRow, nominationIds: readonly string[]): Promise<void> {
  await db.insert(polls).values(poll);
  await db.insert(pollFilms).values(
    nominationIds.map((nominationId, position) => ({
      guildId: poll.guildId,
      pollId: poll.id,
      nominationId,
      position,
    })),
  );
}

export async function updatePoll(db: Db, { guildId, id }: PollRow, values: Partial<PollRow>): Promise<void> {
  await db
    .update(polls)
    .set(values)
    .where(and(eq(polls.guildId, guildId), eq(polls.id, id)));
}

const directors = sql<string[]>`array(select p.name from film_people c join people p on p.id = c.person_id
  where c.film_id = ${films.id} and c.role = 'director' order by c.position)`;

/** What is on the ballot, in its order, as it is called now. */
export async function selectPollFilms(db: Db, { guildId, pollId }: PollKey) {
  return db
    .select({
      id: pollFilms.nominationId,
      waitingSince: nominations.waitingSince,
      filmId: nominations.filmId,
      title: films.title,
      year: films.year,
      directors,
    })
    .from(pollFilms)
    .innerJoin(nominations, and(eq(nominations.guildId, pollFilms.guildId), eq(nominations.id, pollFilms.nominationId)))
    .innerJoin(films, eq(films.id, nominations.filmId))
    .where(and(eq(pollFilms.guildId, guildId), eq(pollFilms.pollId, pollId)))
    .orderBy(asc(pollFilms.position));
}

/** Says that the host was asked to close. @returns false when somebody was quicker. */
export async function claimAsking(db: Db, { guildId, pollId }: PollKey): Promise<boolean> {
  const claimed = await db
    .update(polls)
    .set({ askedToClose: true })
    .where(
      and(eq(polls.guildId, guildId), eq(polls.id, pollId), eq(polls.askedToClose, false), eq(polls.state, 'open')),
    )
    .returning({ id: polls.id });
  return claimed.length > 0;
}

export function pollIs({ guildId, pollId }: PollKey) {
  return and(eq(polls.guildId, guildId), eq(polls.id, pollId));
}
