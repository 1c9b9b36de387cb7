import type { Db } from '../../db/db.ts';
import { type Club, keyOf, listClubs, listMembers } from '../clubs/clubs.ts';
import { openRatings } from '../reviews/reviews.ts';
import { selectWatched, type WatchedRow } from './queries.ts';
import { type Numbers, numbersOf, type Said } from './rules.ts';

/** A night of a club that has been. */
export type Night = WatchedRow & {
  /** When it began; where no screening was kept, when its ratings were shown. */
  at: Date;
  /** Who came, where a screening was kept. */
  came: readonly string[] | undefined;
  /** What the film was given by those who count, and in numbers. Undefined while it is hidden, here or in another club. */
  said: readonly Said[] | undefined;
  numbers: Numbers | undefined;
};

/** Every night of a club that has been, the oldest first. */
export async function nightsOf(db: Db, club: Club): Promise<Night[]> {
  const [watched, counts] = await Promise.all([selectWatched(db, keyOf(club)), whoCounts(db, club)]);
  const revealed = watched.filter(({ revealedAt }) => revealedAt !== null);
  const said = await openRatings(db, club.guildId, [...new Set(revealed.map(({ film }) => film.id))]);
  return watched.map((row) => {
    const came = undefined;
    const theirs = row.revealedAt === null ? undefined : said.get(row.film.id)?.filter(counts(came));
    return { ...row, at: row.revealedAt ?? row.since, came, said: theirs, numbers: theirs && numbersOf(theirs) };
  });
}

/**
 * Whose ratings count in a club: in a server with one club everybody's who rated; where there are several, those of the
 * club's members, and of whoever came to its night.
 */
export async function whoCounts(db: Db, club: Club) {
  const isAlone = (await listClubs(db, club.guildId)).length === 1;
  const members = new Set((await listMembers(db, keyOf(club))).map(({ userId }) => userId));
  return (came: readonly string[] = []) =>
    ({ userId }: { userId: string }) =>
      isAlone || members.has(userId) || came.includes(userId);
}
