import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../db/db.ts';
import { films, nominations, nominators } from '../../db/schema/index.ts';
import type { ClubKey } from '../clubs/clubs.ts';
import type { RoundKey } from '../rounds/rounds.ts';

export type NominationRow = typeof nominations.$inferSelect;
export type NominatorRow = typeof nominators.$inferSelect;
export type FilmRow = Pick<typeof films.$inferSelect, 'title' | 'year'> & { directors: string[] };
export type Listed = NominationRow & FilmRow;

const directors = sql<string[]>`array(select p.name from film_people c join people p on p.id = c.person_id
  where c.film_id = ${films.id} and c.role = 'director' order by c.position)`;

function listed(db: Db) {
  return db
    .select({
      guildId: nominations.guildId,
      id: nominations.id,
      roundId: nominations.roundId,
      filmId: nominations.filmId,
      state: nominations.state,
      waitingSince: nominations.waitingSince,
      origin: nominations.origin,
      vetoedBy: nominations.vetoedBy,
      title: films.title,
      year: films.year,
      directors,
    })
    .from(nominations)
    .innerJoin(films, eq(films.id, nominations.filmId))
    .$dynamic();
}

/** What stands in a round, those that wait longest first. */
export async function selectStanding(db: Db, { guildId, roundId }: RoundKey): Promise<Listed[]> {
  return listed(db)
    .where(and(eq(nominations.guildId, guildId), eq(nominations.roundId, roundId), eq(nominations.state, 'open')))
    .orderBy(asc(nominations.waitingSince), asc(nominations.id));
}

/** Nominations by their ids, whatever became of them. */
export async function selectNominations(db: Db, guildId: string, ids: readonly string[]): Promise<Listed[]> {
  if (ids.length === 0) return [];
  return listed(db)
    .where(and(eq(nominations.guildId, guildId), inArray(nominations.id, [...ids])))
    .orderBy(asc(nominations.waitingSince), asc(nominations.id));
}

/** Who put these nominations forward, the first first. */
export async function selectNominators(db: Db, guildId: string, ids: readonly string[]): Promise<NominatorRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(nominators)
    .where(and(eq(nominators.guildId, guildId), inArray(nominators.nominationId, [...ids])))
    .orderBy(asc(nominators.nominatedAt), asc(nominators.userId));
}

/** Films on the watchlists of a club's members that it neither nominated in a round nor chose before, most wanted first. */
export async function selectWanted(db: Db, { guildId, clubId }: ClubKey, roundId: string, most: number) {
  const rows = (await db.execute(sql`
    select w.film_id as "filmId" from watchlist w
    join club_members m on m.guild_id = w.guild_id and m.club_id = w.club_id and m.user_id = w.user_id
    where w.guild_id = ${guildId} and w.club_id = ${clubId}
      and not exists (select from nominations n where n.guild_id = w.guild_id and n.round_id = ${roundId}
        and n.film_id = w.film_id)
      and not exists (select from rounds r where r.guild_id = w.guild_id and r.club_id = w.club_id
        and r.film_id = w.film_id and r.state <> 'cancelled')
    group by w.film_id order by count(*) desc, min(w.added_at), w.film_id limit ${most}`)) as unknown as {
    filmId: string;
  }[];
  return [...rows].map(({ filmId }) => filmId);
}

export async function insertNominations(db: Db, rows: (typeof nominations.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(nominations).values(rows);
}
