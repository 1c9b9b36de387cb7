import { randomUUIDv7 } from 'node:crypto';
import type { Db } from '../../../src/db/db.ts';
import { filmPeople, films, guildFilms, people, SHARED, watchlist } from '../../../src/db/schema/index.ts';
import { type Club, createClub, fromRow, joinClub } from '../../../src/features/clubs/clubs.ts';
import { updateClub } from '../../../src/features/clubs/queries.ts';
import type { ClubSettings } from '../../../src/features/clubs/settings.ts';
import type { Desk, JobName } from '../../../src/jobs/names.ts';

export const START = new Date('2026-03-06T18:00:00Z');

/** What a test works at: a clock that the test moves, and a queue that only remembers. */
export type Bench = Desk & {
  jobs: { name: JobName; payload: unknown; at: Date | undefined }[];
  pass(hours: number): void;
};

export function bench(db: Db): Bench {
  let now = START;
  const jobs: Bench['jobs'] = [];
  return {
    db,
    jobs,
    now: () => now,
    pass: (hours) => {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    enqueue: async (_, name, payload, at) => void jobs.push({ name, payload, at }),
  };
}

let guilds = 0;

/** A server of its own with a club: `100` is its host, the others joined one after the other. */
export async function foundClub(
  db: Db,
  { members = [], ...settings }: Partial<ClubSettings> & { members?: readonly string[] } = {},
): Promise<Club> {
  const guildId = String(9_000 + guilds++);
  const asked = { guildId, channelId: `${guildId}1`, userId: '100', name: 'Friday Club', zone: 'Europe/Berlin' };
  const club = await createClub(db, asked, START);
  for (const [index, userId] of members.entries())
    await joinClub(db, club, userId, new Date(START.getTime() + (index + 1) * 1_000));
  return fromRow((await updateClub(db, { guildId, clubId: club.id }, { settings })) ?? club);
}

/** A film of the catalogue. */
export async function film(
  db: Db,
  title: string,
  { year = 2000, director, scope = SHARED }: { year?: number | null; director?: string; scope?: string } = {},
): Promise<string> {
  const id = randomUUIDv7();
  await db.insert(films).values({ id, scope, title, year, source: 'test', fetchedAt: START });
  if (!director) return id;
  const personId = randomUUIDv7();
  await db.insert(people).values({ id: personId, name: director });
  await db.insert(filmPeople).values({ filmId: id, role: 'director', position: 0, personId });
  return id;
}

/** Puts a film on a member's watchlist. */
export async function want(db: Db, club: Club, filmId: string, userId: string, at = START): Promise<void> {
  const { guildId, id: clubId } = club;
  await db.insert(guildFilms).values({ guildId, filmId, filmScope: SHARED }).onConflictDoNothing();
  await db.insert(watchlist).values({ guildId, clubId, filmId, userId, addedAt: at });
}
