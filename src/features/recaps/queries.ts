import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { films, polls, rounds } from '../../db/schema/index.ts';
import type { ClubKey } from '../clubs/clubs.ts';

/** A round in which a club watched a film, and what is known of the film. */
export type WatchedRow = Awaited<ReturnType<typeof selectWatched>>[number];

const WATCHED = ['watched', 'rating', 'recapped'] as const;

/** The rounds of a club whose film it has watched, the oldest first. */
export async function selectWatched(db: Db, { guildId, clubId }: ClubKey) {
  return db
    .select({
      roundId: rounds.id,
      number: rounds.number,
      chosenBy: rounds.chosenBy,
      since: rounds.since,
      revealedAt: rounds.revealedAt,
      film: {
        id: films.id,
        title: films.title,
        year: films.year,
        runtimeMinutes: films.runtimeMinutes,
        genres: films.genres,
      },
    })
    .from(rounds)
    .innerJoin(films, eq(films.id, rounds.filmId))
    .where(
      and(
        eq(rounds.guildId, guildId),
        eq(rounds.clubId, clubId),
        inArray(rounds.state, [...WATCHED]),
        isNotNull(rounds.filmId),
      ),
    )
    .orderBy(asc(rounds.number));
}

/** The poll that decided a round: the latest that was counted. */
export async function selectDeciding(db: Db, guildId: string, roundId: string) {
  const [poll] = await db
    .select()
    .from(polls)
    .where(and(eq(polls.guildId, guildId), eq(polls.roundId, roundId), eq(polls.state, 'closed')))
    .orderBy(desc(polls.number))
    .limit(1);
  return poll;
}

/** What some films are called. */
export async function selectFilms(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const { id, title, year } = films;
  return db
    .select({ id, title, year })
    .from(films)
    .where(inArray(id, [...ids]));
}
