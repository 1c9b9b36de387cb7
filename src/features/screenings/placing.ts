import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addPost } from '../../posts/posts.ts';
import { loadClub, recordEvent } from '../clubs/clubs.ts';
import { placeOf, showPlanned } from './planning.ts';
import { type Screening, updateScreening } from './queries.ts';

/** Where a night is: in a voice channel, at a place in words, or nowhere that has been said. */
export type Where = Pick<Screening, 'voiceId' | 'place'>;

/**
 * Has a planned night take place elsewhere, as somebody said in Discord's own dialog; those who come are told.
 * @param screening locked.
 */
export async function placeScreening(
  tx: Db,
  desk: Omit<Desk, 'db'>,
  screening: Screening,
  where: Where,
): Promise<Screening> {
  const { guildId, id: screeningId, startsAt } = screening;
  const now = desk.now();
  await updateScreening(tx, screening, where);
  const event = { userId: null, what: 'screening placed elsewhere', subjectId: screeningId };
  await recordEvent(tx, await loadClub(tx, screening), event, now);
  await showPlanned(tx, desk, screening);
  await addPost(tx, desk, { ...placeOf(screening), kind: 'screenings/placed' });
  // Discord starts an event in a voice channel for nobody.
  if (where.voiceId) await desk.enqueue(tx, 'screenings/event', { guildId, screeningId }, startsAt);
  return { ...screening, ...where };
}
