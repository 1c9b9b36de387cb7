import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addNotes } from '../../posts/posts.ts';
import { listHosts } from '../clubs/clubs.ts';
import type { PollRow } from './queries.ts';

/** Sends every host of a poll's club a private note about it. */
export async function tellHosts(
  tx: Db,
  desk: Omit<Desk, 'db'>,
  poll: PollRow,
  kind: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  await addNotes(tx, desk, await listHosts(tx, poll), { guildId: poll.guildId, kind, subjectId: poll.id, data });
}
