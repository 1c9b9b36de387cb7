import type { Db } from '../../../db/db.ts';
import type { Desk } from '../../../jobs/names.ts';
import { addNotes, addPost } from '../../../posts/posts.ts';
import { type Club, listHosts } from '../../clubs/clubs.ts';
import type { Round } from '../../rounds/rounds.ts';

/** The post that says how a round goes on by itself. */
export const CYCLE_POST = 'screenings/cycle';

/**
 * What such a post says: until when nominations are open, that there is more time, that the vote is late, that a film
 * whose night was called off is planned anew at a time, for which night, or that no night is left for it or can be told.
 */
export type CycleNews = {
  what: 'open' | 'longer' | 'late' | 'called-off' | 'no-night' | 'no-zone';
  until?: string | undefined;
  lateMs?: number | undefined;
  next?: string | undefined;
};

type Tools = Omit<Desk, 'db'>;

/** Tells a club in its channel. */
export async function tell(tx: Db, desk: Tools, { guildId, channelId }: Club, round: Round, data: CycleNews) {
  await addPost(tx, desk, { guildId, channelId, kind: CYCLE_POST, subjectId: round.id, data });
}

/** Tells every host of a club privately. */
export async function tellEachHost(tx: Db, desk: Tools, club: Club, round: Round, data: CycleNews): Promise<void> {
  const note = { guildId: club.guildId, kind: CYCLE_POST, subjectId: round.id, data };
  await addNotes(tx, desk, await listHosts(tx, round), note);
}
