import { randomUUIDv7 } from 'node:crypto';
import type { Db } from '../../../src/db/db.ts';
import {
  criticReviews,
  films,
  guildFilms,
  ratings,
  rounds,
  SHARED,
  screeningGuests,
  screeningRsvps,
  screenings,
  seenMarks,
} from '../../../src/db/schema/index.ts';
import type { Club } from '../../../src/features/clubs/clubs.ts';

/** A night as a test lays it down, in the rows that the bot itself would have left. */
export type Laid = {
  title?: string;
  year?: number | null;
  genres?: string[];
  minutes?: number | null;
  at: Date;
  /** Half stars by person. */
  ratings?: Readonly<Record<string, number>>;
  /** Who said that they come, and who was there by a host's word. */
  coming?: readonly string[];
  guests?: readonly string[];
  /** Critics' scores; null is a review without one. */
  critics?: readonly (number | null)[];
  /** Scores of critics whose reviews a server imported for itself, by that server. */
  imported?: Readonly<Record<string, number>>;
  revealed?: boolean;
  /** Without a screening there is a round alone. */
  screened?: boolean;
};

// A club of the stage has a round of its own already.
let numbers = 10;

/** Lays a night down. @returns the ids of its round and its film. */
export async function layNight(db: Db, { guildId, id: clubId, channelId }: Club, night: Laid) {
  const { at, revealed = true, screened = true } = night;
  const [filmId, roundId, screeningId, number] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7(), ++numbers];
  const { title = `Film ${number}`, year = 2000, genres = [], minutes = 100 } = night;
  await db
    .insert(films)
    .values({ id: filmId, title, year, genres, runtimeMinutes: minutes, source: 'test', fetchedAt: at });
  await db.insert(guildFilms).values({ guildId, filmId, filmScope: SHARED });
  const shown = new Date(at.getTime() + 72 * 3_600_000);
  await db.insert(rounds).values({
    guildId,
    clubId,
    id: roundId,
    number,
    state: revealed ? 'recapped' : 'rating',
    since: shown,
    filmId,
    chosenBy: 'host',
    scheduledAt: at,
    revealedAt: revealed ? shown : null,
    createdAt: at,
  });
  if (screened)
    await db.insert(screenings).values({
      guildId,
      clubId,
      roundId,
      filmId,
      id: screeningId,
      number,
      state: 'over',
      startsAt: at,
      endsAt: new Date(at.getTime() + 7_200_000),
      channelId,
      plannedAt: at,
      closedAt: shown,
      attendedAt: night.guests ? shown : null,
    });
  for (const userId of screened ? (night.coming ?? []) : [])
    await db.insert(screeningRsvps).values({ guildId, screeningId, userId, answer: 'in', answeredAt: at });
  for (const userId of screened ? (night.guests ?? []) : [])
    await db.insert(screeningGuests).values({ guildId, screeningId, userId });
  for (const [userId, halfStars] of Object.entries(night.ratings ?? {})) {
    await db.insert(seenMarks).values({ guildId, filmId, userId, seenAt: at });
    await db.insert(ratings).values({ guildId, filmId, userId, halfStars, ratedAt: at });
  }
  const shared = (night.critics ?? []).map((score) => ({ score, scope: SHARED }));
  const own = Object.entries(night.imported ?? {}).map(([scope, score]) => ({ score, scope }));
  for (const [index, { score, scope }] of [...shared, ...own].entries())
    await db.insert(criticReviews).values({
      id: randomUUIDv7(),
      filmId,
      scope,
      ratingValue: score === null ? null : String(score),
      ratingScale: score === null ? null : '100',
      score,
      spoilers: 'unknown',
      fingerprint: String(index),
      importedAt: at,
    });
  return { roundId, filmId };
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
