import type { Db } from '../../../db/db.ts';
import { type Club, type ClubKey, listMembers, loadClub } from '../../clubs/clubs.ts';
import { screeningsOf } from '../../screenings/screenings.ts';
import { type Night, nightsOf } from '../nights.ts';
import { selectFilms } from '../queries.ts';
import { criticsMean } from '../rules.ts';
import { type Sum, scoresOf, sumOf } from '../season/season.ts';

/** A night in a club's history, with the critics' mean score (0-100) of its film. */
export type Past = Night & { critics: number | undefined };

/** All that a club has watched, the latest first. @throws UserError when there is no such club here. */
export async function historyOf(db: Db, key: ClubKey): Promise<{ club: Club; nights: Past[] }> {
  const club = await loadClub(db, key);
  const nights = await nightsOf(db, club);
  const scores = await scoresOf(db, club, nights);
  const critics = (filmId: string) => criticsMean(scores.get(filmId) ?? [])?.score;
  return { club, nights: nights.map((night) => ({ ...night, critics: critics(night.film.id) })).reverse() };
}

/** What all of a club's nights say together. */
export type Stats = Sum & { club: Club; members: number };

/** @throws UserError when there is no such club here. */
export async function statsOf(db: Db, key: ClubKey): Promise<Stats> {
  const club = await loadClub(db, key);
  const [nights, members] = await Promise.all([nightsOf(db, club), listMembers(db, key)]);
  return { club, members: members.length, ...sumOf(nights, await scoresOf(db, club, nights)) };
}

/** Every screening of a club, the earliest first: planned, over and called off, with what its film is called. */
export type Screened = Awaited<ReturnType<typeof calendarOf>>['screenings'][number];

/** @throws UserError when there is no such club here. */
export async function calendarOf(db: Db, key: ClubKey) {
  const club = await loadClub(db, key);
  const screenings = (await screeningsOf(db, club)).reverse();
  const films = await selectFilms(db, [...new Set(screenings.map(({ filmId }) => filmId))]);
  const named = new Map(films.map((film) => [film.id, film]));
  return {
    club,
    screenings: screenings.flatMap((screening) => {
      const film = named.get(screening.filmId);
      return film ? [{ ...screening, film }] : [];
    }),
  };
}
