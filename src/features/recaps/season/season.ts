import type { Db } from '../../../db/db.ts';
import { type Club, type ClubKey, loadClub } from '../../clubs/clubs.ts';
import { criticScores } from '../../reviews/reviews.ts';
import { type Night, nightsOf } from '../nights.ts';
import { bestLoved, criticsMean, extremesOver, groupsOf, mostDivisive } from '../rules.ts';
import { streaksOf } from '../streaks.ts';
import { tastePairs } from '../taste.ts';
import { yearOf } from '../years.ts';

/** What several nights of a club say together. */
export type Sum = ReturnType<typeof sumOf>;

/** A club's year in films. */
export type Season = Sum & { club: Club; year: number };

/**
 * A club's year, by the calendar of its zone: the nights that began in it, whatever was not shown yet without numbers.
 * @throws UserError when there is no such club here.
 */
export async function seasonOf(db: Db, key: ClubKey, year: number): Promise<Season> {
  const club = await loadClub(db, key);
  const nights = (await nightsOf(db, club)).filter(({ at }) => yearOf(at, club.zone) === year);
  return { club, year, ...sumOf(nights, await scoresOf(db, club, nights)) };
}

/** What critics gave the films of some nights, by film, as a club's server has it. */
export function scoresOf(db: Db, { guildId }: Club, nights: readonly Night[]): Promise<ReadonlyMap<string, number[]>> {
  return criticScores(
    db,
    nights.map(({ film }) => film.id),
    guildId,
  );
}

/** All that is told of some nights, given the oldest first, and of what critics gave their films. */
export function sumOf(nights: readonly Night[], scores: ReadonlyMap<string, readonly number[]>) {
  const said = nights.flatMap((night) => (night.said ? [night.said] : []));
  const ratings = said.flat();
  return {
    nights,
    /** Nights whose ratings are hidden for now. */
    hidden: nights.length - said.length,
    minutes: nights.reduce((sum, { film }) => sum + (film.runtimeMinutes ?? 0), 0),
    ratings: ratings.length,
    raters: new Set(ratings.map(({ userId }) => userId)).size,
    best: bestLoved(nights),
    divisive: mostDivisive(nights),
    extremes: extremesOver(said),
    pairs: tastePairs(said),
    streaks: streaksOf(nights.map(({ came }) => came)),
    groups: groupsOf(nights.map(({ film, said: theirs = [] }) => ({ ...film, said: theirs }))),
    beside: besideCritics(nights, scores),
  };
}

/** The club's mean and the critics' over the films that both have rated, each film counting once; in stars. */
function besideCritics(nights: readonly Night[], scores: ReadonlyMap<string, readonly number[]>) {
  const both = nights.flatMap(({ film, numbers }) => {
    const critics = criticsMean(scores.get(film.id) ?? []);
    return numbers && critics ? [{ club: numbers.average, critics: critics.score / 20 }] : [];
  });
  if (both.length === 0) return undefined;
  const mean = (key: 'club' | 'critics') => both.reduce((sum, one) => sum + one[key], 0) / both.length;
  return { films: both.length, club: mean('club'), critics: mean('critics') };
}

/** Those who rate most like a person, the nearest first. */
export function neighboursOf({ pairs }: Pick<Sum, 'pairs'>, userId: string) {
  return pairs.flatMap(({ userIds, shared, distance }) => {
    const other = userIds.find((id) => id !== userId);
    return userIds.includes(userId) && other ? [{ userId: other, shared, distance }] : [];
  });
}
