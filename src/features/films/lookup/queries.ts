import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../../../db/db.ts';
import { adultFilms, askedTitles, filmTold, sourceDays } from '../../../db/schema/index.ts';
import { type SourceName, type ToldFilm, toldFilm } from './told.ts';

/** What a source told of a film, and when; `told` is null where it does not know the film. */
export type Telling = { source: SourceName; told: ToldFilm | null; fetchedAt: Date };

/** What sources told of a film. What an older version wrote in another form counts as not told. */
export async function selectTold(db: Db, filmId: string): Promise<Telling[]> {
  const rows = await db.select().from(filmTold).where(eq(filmTold.filmId, filmId));
  return rows.flatMap(({ source, told, fetchedAt }) => {
    const read = toldFilm.nullable().safeParse(told);
    return read.success ? [{ source, told: read.data, fetchedAt }] : [];
  });
}

/** Writes what a source tells of a film now. */
export async function writeTold(
  db: Db,
  { filmId, source, told, now }: { filmId: string; source: SourceName; told: ToldFilm | null; now: Date },
): Promise<void> {
  const values = { told, fetchedAt: now };
  await db
    .insert(filmTold)
    .values({ filmId, source, ...values })
    .onConflictDoUpdate({ target: [filmTold.filmId, filmTold.source], set: values });
  if (told?.adult) await db.insert(adultFilms).values({ filmId }).onConflictDoNothing();
}

/** Whether a source was asked for a title since an instant. */
export async function wasAsked(db: Db, source: SourceName, title: string, since: Date): Promise<boolean> {
  const [row] = await db
    .select({ askedAt: askedTitles.askedAt })
    .from(askedTitles)
    .where(and(eq(askedTitles.source, source), eq(askedTitles.title, title)));
  return row !== undefined && row.askedAt >= since;
}

export async function noteAsked(db: Db, source: SourceName, title: string, now: Date): Promise<void> {
  await db
    .insert(askedTitles)
    .values({ source, title, askedAt: now })
    .onConflictDoUpdate({ target: [askedTitles.source, askedTitles.title], set: { askedAt: now } });
}

/** Counts one more request of today (UTC). @returns false, and nothing is counted, where the day's are used up. */
export async function takeRequest(db: Db, source: SourceName, now: Date, most: number): Promise<boolean> {
  const taken = await db
    .insert(sourceDays)
    .values({ source, day: now.toISOString().slice(0, 10), requests: 1 })
    .onConflictDoUpdate({
      target: [sourceDays.source, sourceDays.day],
      set: { requests: sql`${sourceDays.requests} + 1` },
      setWhere: lt(sourceDays.requests, most),
    })
    .returning({ requests: sourceDays.requests });
  return taken.length > 0;
}

/** Takes away what a source told before an instant. @returns how many films that was about. */
export async function deleteTold(db: Db, source: SourceName, before: Date): Promise<number> {
  const gone = await db
    .delete(filmTold)
    .where(and(eq(filmTold.source, source), lt(filmTold.fetchedAt, before)))
    .returning({ filmId: filmTold.filmId });
  return gone.length;
}

/** Films that a server has something to say of and of which a source told before an instant, longest ago first. */
export async function selectAgeing(
  db: Db,
  source: SourceName,
  before: Date,
  limit: number,
): Promise<{ filmId: string }[]> {
  return (await db.execute(sql`
    select t.film_id as "filmId" from film_told t
    where t.source = ${source} and t.fetched_at < ${before.toISOString()}
      and exists (select from guild_films g where g.film_id = t.film_id)
    order by t.fetched_at limit ${limit}`)) as unknown as { filmId: string }[];
}

/** Takes away the questions and counts of days before an instant. */
export async function deleteAsked(db: Db, before: Date): Promise<void> {
  await db.delete(askedTitles).where(lt(askedTitles.askedAt, before));
  await db.delete(sourceDays).where(lt(sourceDays.day, before.toISOString().slice(0, 10)));
}
