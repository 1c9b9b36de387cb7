import { sql } from 'drizzle-orm';
import type { Db } from '../../../src/db/db.ts';
import { films } from '../../../src/db/schema/index.ts';
import type { Club } from '../../../src/features/clubs/clubs.ts';
import { importFilms } from '../../../src/features/films/films.ts';
import { newId } from '../../../src/lib/ids.ts';

/** The catalogue of these tests. @returns ids by "Title Year". */
export async function catalogue(db: Db, now: Date): Promise<(film: string) => string> {
  const rows = [
    { title: 'Ballerina', year: 2023, directors: [{ name: 'Lee Chung-hyun' }], ids: { imdb: 'tt1' } },
    { title: 'Ballerina', year: 2025, directors: [{ name: 'Len Wiseman' }] },
    { title: 'Burning', year: 2018, runtime: 148 },
    { title: 'Low Tide', year: 2016 },
  ];
  await importFilms(db, rows, { source: 'test', now });
  const ids = new Map((await db.select().from(films)).map(({ id, title, year }) => [`${title} ${year}`, id]));
  return (film) => ids.get(film) ?? film;
}

const TABLES = [
  'seen_marks',
  'ratings',
  'member_reviews',
  'watchlist',
  'nominations',
  'nominators',
  'rounds',
  'screenings',
  'screening_asks',
  'discussions',
  'discussion_members',
  'critic_reviews',
  'letterboxd_films',
  'ballots',
  'film_stands',
] as const;

/** All that hangs on films, in a form that can be compared. */
export async function everything(db: Db): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = (await db.execute(
      sql`select to_jsonb(t)::text as row from ${sql.identifier(table)} t order by 1`,
    )) as unknown as {
      row: string;
    }[];
    all[table] = [...rows].map(({ row }) => row);
  }
  return all;
}

/** Rows that name a film, of all tables. */
export async function mentionsOf(db: Db, guildId: string, filmId: string): Promise<string[]> {
  const rows = await everything(db);
  return Object.entries(rows).flatMap(([table, all]) =>
    table === 'film_stands' ? [] : all.filter((row) => row.includes(filmId) && row.includes(guildId)).map(() => table),
  );
}

/** A night, a question for its date, a discussion and a critic's review, written as they are stored. */
export async function hang(db: Db, { guildId, id: clubId }: Club, filmId: string, roundId: string, people: string[]) {
  const at = '2026-01-01T20:00:00Z';
  const [night, ask, talk] = [newId(), newId(), newId()];
  await db.execute(sql`insert into screenings (guild_id, club_id, round_id, film_id, id, number, state, starts_at, ends_at,
    channel_id, planned_at) values (${guildId}, ${clubId}, ${roundId}, ${filmId}, ${night}, 1, 'planned', ${at},
    '2026-01-01T22:00:00Z', '1', ${at})`);
  await db.execute(sql`insert into screening_asks (guild_id, club_id, film_id, id, state, channel_id, dates, asked_by,
    asked_at) values (${guildId}, ${clubId}, ${filmId}, ${ask}, 'open', '1', array[${at}::timestamptz], '1', ${at})`);
  await db.execute(sql`insert into discussions (guild_id, club_id, film_id, id, state, opened_at)
    values (${guildId}, ${clubId}, ${filmId}, ${talk}, 'open', ${at})`);
  for (const userId of people)
    await db.execute(sql`insert into discussion_members (guild_id, discussion_id, film_id, user_id, entered_at)
      values (${guildId}, ${talk}, ${filmId}, ${userId}, ${at})`);
  await db.execute(sql`insert into critic_reviews (id, film_id, scope, spoilers, fingerprint, imported_at)
    values (${newId()}, ${filmId}, ${guildId}, 'unknown', 'f', ${at})`);
  return { night, ask, talk };
}
