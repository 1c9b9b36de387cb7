import type { Db } from '../../db/db.ts';
import { type Club, keyOf, listClubs, listMembers } from '../clubs/clubs.ts';
import { openRatings } from '../reviews/reviews.ts';
import { attendancesOf, screeningsOf } from '../screenings/screenings.ts';
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
  const [watched, screened, counts] = await Promise.all([
    selectWatched(db, keyOf(club)),
    screenedIn(db, club),
    whoCounts(db, club),
  ]);
  const revealed = watched.filter(({ revealedAt }) => revealedAt !== null);
  const said = await openRatings(db, club.guildId, [...new Set(revealed.map(({ film }) => film.id))]);
  const nights = watched.map((row) => {
    const { at = row.revealedAt ?? row.since, came } = screened.get(row.roundId) ?? {};
    const theirs = row.revealedAt === null ? undefined : said.get(row.film.id)?.filter(counts(came));
    return { ...row, at, came, said: theirs, numbers: theirs && numbersOf(theirs) };
  });
  return nights.sort((a, b) => a.at.getTime() - b.at.getTime() || a.number - b.number);
}

/** When the screening of each round began that is over, the last one where there were several, and who came. */
async function screenedIn(db: Db, club: Club): Promise<Map<string, { at: Date; came: string[] }>> {
  const over = (await screeningsOf(db, club)).filter(({ state }) => state === 'over').reverse();
  const came = await attendancesOf(db, club.guildId, over);
  return new Map(over.map(({ id, roundId, startsAt }) => [roundId, { at: startsAt, came: came.get(id) ?? [] }]));
}

/**
 * Whose ratings count in a club: in a server with one club everybody's who rated; where there are several, those of the
 * club's members, and of whoever came to its night.
 */
async function whoCounts(db: Db, club: Club) {
  const isAlone = (await listClubs(db, club.guildId)).length === 1;
  const members = new Set((await listMembers(db, keyOf(club))).map(({ userId }) => userId));
  return (came: readonly string[] = []) =>
    ({ userId }: { userId: string }) =>
      isAlone || members.has(userId) || came.includes(userId);
}
