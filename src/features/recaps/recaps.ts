import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addPost, findPost, refreshPost } from '../../posts/posts.ts';
import { loadClub } from '../clubs/clubs.ts';
import { openRatings } from '../reviews/reviews.ts';
import { type RoundKey, roundOf, roundsWithAny } from '../rounds/rounds.ts';

export { calendarOf, historyOf, statsOf } from './history/history.ts';
export { nightMeant, nightRecap } from './night/night.ts';
export { seasonOf } from './season/season.ts';
export { YEARS, yearOf } from './years.ts';

export const NIGHT_POST = 'recaps/night';

/** How soon (ms) a recap that another club's film holds up is tried again, and how long after its reveal it is given up. */
const TRY_AGAIN = 24 * 3_600_000;
const PATIENCE = 60 * 24 * 3_600_000;

/**
 * Has a night's recap posted in its club's channel, once, after the reveal; where the ratings were opened again and
 * shown anew, the recap is shown anew. While another club of the server waits for the same film it is put off.
 * @throws UserError when there is no such round.
 */
export async function postNight(desk: Desk, key: RoundKey): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const round = await roundOf(tx, key, true);
    if (!round.revealedAt || !round.filmId || round.state === 'cancelled') return;
    const about = { guildId: key.guildId, kind: NIGHT_POST, subjectId: round.id };
    if (await findPost(tx, about)) return refreshPost(tx, desk, about);
    if (await isHidden(tx, key.guildId, round.filmId)) return putOff(tx, desk, key, round.revealedAt);
    const { channelId } = await loadClub(tx, round);
    await addPost(tx, desk, { ...about, channelId });
  });
}

/** Has the recaps of a film that are posted shown as things are now. */
export async function showAgain(desk: Desk, { guildId, filmId }: { guildId: string; filmId: string }): Promise<void> {
  await desk.db.transaction(async (tx) => {
    for (const { id } of await roundsWithAny(tx, guildId, [filmId]))
      await refreshPost(tx, desk, { guildId, kind: NIGHT_POST, subjectId: id });
  });
}

async function isHidden(db: Db, guildId: string, filmId: string): Promise<boolean> {
  return !(await openRatings(db, guildId, [filmId])).has(filmId);
}

async function putOff(tx: Db, desk: Desk, key: RoundKey, revealedAt: Date): Promise<void> {
  const now = desk.now().getTime();
  if (now - revealedAt.getTime() < PATIENCE) await desk.enqueue(tx, 'recaps/night', key, new Date(now + TRY_AGAIN));
}
