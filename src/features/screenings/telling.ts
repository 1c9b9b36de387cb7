import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addPost } from '../../posts/posts.ts';
import { listMembers } from '../clubs/clubs.ts';
import type { Screening } from './queries.ts';

/** Sends who planned a night a private note about it; where that was the bot, every host of the club. */
export async function tellHosts(
  tx: Db,
  desk: Omit<Desk, 'db'>,
  { guildId, clubId, id, plannedBy }: Screening,
  kind: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  const hosts = (await listMembers(tx, { guildId, clubId })).filter(({ role }) => role === 'host');
  const told = hosts.filter(({ userId }) => userId === plannedBy);
  for (const { userId } of told.length > 0 ? told : hosts)
    await addPost(tx, desk, { guildId, userId, kind, subjectId: id, data });
}
