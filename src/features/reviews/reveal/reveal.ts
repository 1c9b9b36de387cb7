import { z } from 'zod';
import type { Db } from '../../../db/db.ts';
import { UserError } from '../../../errors.ts';
import type { Desk } from '../../../jobs/names.ts';
import { addPost } from '../../../posts/posts.ts';
import { type Club, loadClub, type Person, requireHost } from '../../clubs/clubs.ts';
import { moveRound, type Round, type RoundKey, roundOf, roundsUnderWay } from '../../rounds/rounds.ts';
import { attendanceOf, screeningsOf } from '../../screenings/screenings.ts';
import { selectActive, selectRaters } from '../member/queries.ts';
import { allRated, type Presence, revealAt } from '../rules.ts';

export const REVEALED_POST = 'reviews/revealed';

/** What the notice of a reveal says beside its round: how long (ms) after the deadline it comes, 0 when in time. */
export const revealedData = z.object({ lateMs: z.number() });

/**
 * What a reveal did: showed the ratings, found that they wait, that they were shown already, or that the club has not
 * watched the film yet, so that the host is asked first.
 */
export type Revealing = { kind: 'revealed' | 'waits' | 'over' | 'unwatched'; round: Round };

/** A job may come a little before the database's clock has reached its second (ms). */
const EARLY = 2_000;
/** A reveal later than this (ms) says how late it is. */
const LATE_FROM = 60_000;

/**
 * Shows what a club's members said of their film: by a host's hand (`by`), once all who were present have rated, or at
 * the deadline. That it is shown, that the round is over, the notice and the recap's job are one transaction; doing it
 * again changes nothing.
 * @param isSure of a host who shows the ratings before the club has watched the film.
 * @throws UserError when the person may not, or the round has no film yet.
 */
export async function reveal(desk: Desk, key: RoundKey, by?: Person, isSure = false): Promise<Revealing> {
  return desk.db.transaction(async (tx) => {
    const round = await roundOf(tx, key, true);
    const club = await loadClub(tx, round);
    if (by) await requireHost(tx, club, by);
    if (!round.filmId || round.state === 'recapped') return { kind: 'over', round };
    if (by && round.state === 'scheduled') {
      await requireRating(tx, round.guildId, round.filmId);
      if (!isSure) return { kind: 'unwatched', round };
    }
    const now = desk.now();
    const deadline = revealAt(round, club.settings.ratingHours);
    const isOver = deadline.getTime() - now.getTime() <= EARLY;
    if (!by && (round.state !== 'rating' || !(isOver || (await allHaveRated(tx, club, round, round.filmId)))))
      return { kind: 'waits', round };
    const late = by || !isOver ? 0 : now.getTime() - deadline.getTime();
    return show(tx, desk, club, round, late >= LATE_FROM ? late : 0);
  });
}

async function show(tx: Db, desk: Desk, club: Club, round: Round, lateMs: number): Promise<Revealing> {
  const revealedAt = round.revealedAt ?? desk.now();
  const moved = await moveRound(tx, round, 'recapped', desk.now(), { revealedAt });
  const { guildId, id } = round;
  if (!round.revealedAt) {
    const post = { guildId, channelId: club.channelId, kind: REVEALED_POST, subjectId: id };
    await addPost(tx, desk, { ...post, data: { lateMs } satisfies z.infer<typeof revealedData> });
  }
  await desk.enqueue(tx, 'recaps/night', { guildId, roundId: id });
  return { kind: 'revealed', round: moved };
}

/**
 * Who was at the screening of a round's film. Of a film that was not watched together we only guess: the members who
 * have said since it was chosen that they have seen it, or have rated it.
 */
async function presentIn(db: Db, club: Club, round: Round): Promise<Presence> {
  const { guildId, id, filmId, scheduledAt, createdAt } = round;
  const night = (await screeningsOf(db, club)).find(({ roundId, state }) => roundId === id && state === 'over');
  if (night) return { userIds: await attendanceOf(db, guildId, night.id), isCertain: true };
  if (!filmId) return { userIds: [], isCertain: false };
  const since = scheduledAt ?? createdAt;
  return { userIds: await selectActive(db, { guildId, clubId: club.id, filmId }, since), isCertain: false };
}

async function allHaveRated(db: Db, club: Club, round: Round, filmId: string): Promise<boolean> {
  const rated = new Set(await selectRaters(db, { guildId: round.guildId, filmId }));
  return allRated(await presentIn(db, club, round), rated);
}

/** A club that has not watched its film yet has nothing to show. @throws UserError while nobody has rated it. */
async function requireRating(db: Db, guildId: string, filmId: string): Promise<void> {
  if ((await selectRaters(db, { guildId, filmId })).length === 0) throw new UserError('reviews.reveal.early');
}

const CLOSEST: readonly Round['state'][] = ['rating', 'watched', 'scheduled'];

/** The round whose ratings a host may show now: of several the one that is nearest to it. @throws UserError without one. */
export async function roundToReveal(db: Db, club: Club): Promise<Round> {
  const rounds = await roundsUnderWay(db, club);
  const waits = ({ state, revealedAt }: Round) => revealedAt === null || state === 'rating';
  const [round] = CLOSEST.flatMap((state) => rounds.filter((one) => one.state === state && waits(one)));
  if (!round) throw new UserError('reviews.reveal.none', { club: club.name });
  return round;
}
