import type { Db } from '../../db/db.ts';
import type { Desk } from '../../jobs/names.ts';
import { addNotes } from '../../posts/posts.ts';
import { listHosts } from '../clubs/clubs.ts';
import type { Screening } from './queries.ts';

/** Sends who planned a night a private note about it; where that was the bot, every host of the club. */
export async function tellHosts(
  tx: Db,
  desk: Omit<Desk, 'db'>,
  screening: Screening,
  kind: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  const note = { guildId: screening.guildId, kind, subjectId: screening.id, data };
  const hosts = await listHosts(tx, screening);
  const planner = hosts.filter((userId) => userId === screening.plannedBy);
  await addNotes(tx, desk, planner.length > 0 ? planner : hosts, note);
}
