import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addPost } from '../../posts/posts.ts';
import { listMembers } from '../clubs/clubs.ts';
import type { PollRow } from './queries.ts';

/** Sends every host of a poll's club a private note about it. */
export async function tellHosts(
  tx: Db,
  desk: Omit<Desk, 'db'>,
  poll: PollRow,
  kind: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  const { guildId, clubId } = poll;
  const hosts = (await listMembers(tx, { guildId, clubId })).filter(({ role }) => role === 'host');
  for (const { userId } of hosts) await addPost(tx, desk, { guildId, userId, kind, subjectId: poll.id, data });
}
