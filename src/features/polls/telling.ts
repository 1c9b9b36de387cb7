import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addPost } from '../../posts/posts.ts';
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
  const note = { guildId: poll.guildId, kind, subjectId: poll.id, data };
  for (const userId of await listHosts(tx, poll)) await addPost(tx, desk, { ...note, userId });
}
