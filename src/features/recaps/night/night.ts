import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import { fold } from '../../../lib/text.ts';
import { readSpoilers } from '../../../spoilers/classify.ts';
import { looksTelling } from '../../../spoilers/hint.ts';
import { type Club, loadClub } from '../../clubs/clubs.ts';
import { type FilmDetails, readerFilm, requireFilm, resolveFilm } from '../../films/films.ts';
import { listReviews, openEntries } from '../../reviews/reviews.ts';
import { type Round, type RoundKey, roundOf } from '../../rounds/rounds.ts';
import { type Night, nightsOf } from '../nights.ts';
import { criticsMean, extremesOf, mostDivisive, type Said } from '../rules.ts';
import { yearOf } from '../years.ts';
import { type Next, whatComesNext } from './next.ts';
import { type Quotes, quotesOf } from './quotes.ts';
import { howItWon, type Won } from './won.ts';

/** All that a recap of one night says. */
export type NightRecap = Omit<Night, 'film'> & {
  club: Club;
  film: FilmDetails;
  extremes: ReturnType<typeof extremesOf>;
  critics: ReturnType<typeof criticsMean>;
  quotes: Quotes;
  won: Won | undefined;
  next: Next | undefined;
  /** The year of which this is the most divisive film so far, if it is. */
  divisiveOf: number | undefined;
};

/**
 * The recap of a round's night, once its ratings were shown and as long as no other club of the server waits for the
 * same film.
 * @throws UserError before that, and for a round that this server does not have.
 */
export async function nightRecap(db: Db, key: RoundKey, now: Date): Promise<NightRecap> {
  const round = await roundOf(db, key);
  const club = await loadClub(db, round);
  const nights = await nightsOf(db, club);
  const night = nights.find(({ roundId }) => roundId === round.id);
  if (!night || night.revealedAt === null) throw new UserError('recaps.early', { club: club.name });
  const [film, entries] = await Promise.all([
    requireFilm(db, night.film.id, key.guildId),
    openEntries(db, { guildId: key.guildId, filmId: night.film.id }),
  ]);
  if (!entries || !night.said) throw new UserError('recaps.elsewhere', { club: club.name });
  const said = night.said;
  return {
    ...night,
    club,
    film,
    ...(await told(db, round, club, film, now)),
    ...about(nights, night, club, said),
    quotes: await quoted(film, entries, said),
  };
}

async function told(db: Db, round: Round, club: Club, film: FilmDetails, now: Date) {
  const [critics, won, next] = await Promise.all([
    listReviews(db, film.id, club.guildId),
    howItWon(db, round),
    whatComesNext(db, club, round.id, now),
  ]);
  return { critics: criticsMean(critics.map(({ score }) => score)), won, next };
}

function about(nights: readonly Night[], night: Night, { zone }: Club, said: readonly Said[]) {
  const year = yearOf(night.at, zone);
  const theYears = nights.filter(({ at, numbers }) => numbers && yearOf(at, zone) === year);
  const isMost = theYears.length > 1 && mostDivisive(theYears)?.roundId === night.roundId;
  return { extremes: extremesOf(said), divisiveOf: isMost ? year : undefined };
}

async function quoted(
  film: FilmDetails,
  entries: Parameters<typeof quotesOf>[0],
  said: readonly Said[],
): Promise<Quotes> {
  const counting = new Set(said.map(({ userId }) => userId));
  const reader = await readSpoilers();
  const known = readerFilm(film);
  return quotesOf(
    entries.filter(({ userId }) => counting.has(userId)),
    (line) => looksTelling(reader, line, known),
  );
}

/**
 * The round whose night is meant: of the film that is named, else the latest whose ratings were shown.
 * @param named a film's title, or the id of a round that was chosen from a list.
 * @throws UserError when there is none, or its ratings were not shown yet.
 */
export async function nightMeant(db: Db, club: Club, named: string | undefined): Promise<RoundKey> {
  const nights = (await nightsOf(db, club)).reverse();
  const { guildId } = club;
  if (named === undefined) {
    const latest = nights.find(({ revealedAt }) => revealedAt !== null);
    if (!latest) throw new UserError('recaps.none', { club: club.name });
    return { guildId, roundId: latest.roundId };
  }
  const [exact = [], near = []] = await filmsCalled(db, guildId, named);
  const those = (ids: readonly string[]) => nights.filter(({ film }) => ids.includes(film.id));
  const words = fold(named);
  const isCalled = (title: string) => words !== '' && fold(title) === words;
  const called = nights.filter(({ film: { title, year } }) => isCalled(title) || isCalled(`${title} ${year}`));
  const about = [...nights.filter(({ roundId }) => roundId === named), ...called, ...those(exact), ...those(near)];
  const found = about.find(({ revealedAt }) => revealedAt !== null) ?? about[0];
  if (!found) throw new UserError('recaps.unknown', { film: named.slice(0, 100), club: club.name });
  return { guildId, roundId: found.roundId };
}

/** The ids of the films that words name, and of those they come near. */
async function filmsCalled(db: Db, guildId: string, text: string): Promise<string[][]> {
  const found = await resolveFilm(db, { text, guildId });
  if (found.kind === 'film') return [[found.film.id], found.namesakes.map(({ id }) => id)];
  return [[], found.kind === 'unsure' ? found.suggestions.map(({ id }) => id) : []];
}
