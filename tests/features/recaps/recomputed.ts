import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../../src/db/db.ts';
import { type Club, keyOf } from '../../../src/features/clubs/clubs.ts';
import { seasonOf } from '../../../src/features/recaps/recaps.ts';

/** The nights of a year, from the rows, without any of the bot's code. */
const nights = ({ guildId, id, zone }: Club, year: number) => sql`
  nights as (
    select r.id, r.film_id, r.revealed_at is not null as shown, s.id as screening, s.attended_at,
      coalesce(s.starts_at, r.revealed_at, r.since) as at
    from rounds r left join screenings s on s.round_id = r.id and s.state = 'over'
    where r.guild_id = ${guildId} and r.club_id = ${id} and r.state in ('watched', 'rating', 'recapped')
      and extract(year from coalesce(s.starts_at, r.revealed_at, r.since) at time zone ${zone}) = ${year}),
  rated as (
    select n.id, n.film_id, r.user_id, r.half_stars / 2.0 as stars
    from nights n join ratings r on r.guild_id = ${guildId} and r.film_id = n.film_id where n.shown)`;

/**
 * Compares a club's season with what SQL of its own makes of the raw rows: films in order with their numbers, sums, the
 * best loved and the most divisive film, fans and critics, taste neighbours, streaks, genres, decades, critics beside the
 * club. For a server with one club. @returns the nights of that year.
 */
export async function expectRecomputed(db: Db, club: Club, year: number): Promise<number> {
  const rows = async <Row>(query: ReturnType<typeof sql>): Promise<Row[]> => [
    ...((await db.execute(query)) as unknown as Iterable<Row>),
  ];
  const season = await seasonOf(db, keyOf(club), year);

  const films = await rows<{ id: string; n: number; average: number; median: number; spread: number }>(sql`
    with ${nights(club, year)} select n.id, count(r.stars)::int as n, avg(r.stars)::float8 as average,
      percentile_cont(0.5) within group (order by r.stars) as median, stddev_pop(r.stars)::float8 as spread
    from nights n left join rated r on r.id = n.id group by n.id, n.at order by n.at`);
  expect(season.nights.map(({ roundId }) => roundId)).toEqual(films.map(({ id }) => id));
  for (const [index, { numbers }] of season.nights.entries()) {
    const film = films[index];
    expect(numbers?.rated ?? 0).toBe(film?.n);
    if (!numbers || !film) continue;
    expect(numbers.average).toBeCloseTo(film.average, 9);
    expect(numbers.median).toBe(film.median);
    expect(numbers.spread).toBeCloseTo(film.spread, 9);
  }

  const [sums] = await rows<Record<string, number>>(sql`with ${nights(club, year)} select
    (select count(*) from nights where not shown)::int as hidden, (select count(*) from rated)::int as ratings,
    (select count(distinct user_id) from rated)::int as raters,
    (select coalesce(sum(f.runtime_minutes), 0) from nights n join films f on f.id = n.film_id)::int as minutes`);
  const { hidden, ratings, raters, minutes } = season;
  expect({ hidden, ratings, raters, minutes }).toEqual(sums);

  const ranked = (order: ReturnType<typeof sql>) => sql`with ${nights(club, year)} select n.id from nights n
    join rated r on r.id = n.id group by n.id, n.at having count(*) >= 3 order by ${order}, count(*) desc, n.at limit 1`;
  const first = async (query: ReturnType<typeof sql>) => (await rows<{ id: string }>(query))[0]?.id;
  expect(season.best?.roundId).toBe(await first(ranked(sql`round(avg(r.stars), 12) desc`)));
  expect(season.divisive?.roundId).toBe(await first(ranked(sql`round(var_pop(r.stars), 12) desc`)));

  const means = await rows<{
    user: string;
    mean: number;
    high: boolean;
    low: boolean;
  }>(sql`with ${nights(club, year)},
    means as (select user_id, avg(stars) as mean from rated group by user_id having count(*) >= 3)
    select user_id as user, mean::float8, mean = (select max(mean) from means) as high,
      mean = (select min(mean) from means) as low from means order by user_id`);
  expect(season.extremes?.fans.userIds ?? []).toEqual(some(means.filter(({ high }) => high)));
  expect(season.extremes?.critics.userIds ?? []).toEqual(some(means.filter(({ low }) => low)));

  const pairs = await rows<{ a: string; b: string; shared: number; distance: number }>(sql`with ${nights(club, year)}
    select a.user_id as a, b.user_id as b, count(*)::int as shared, avg(abs(a.stars - b.stars))::float8 as distance
    from rated a join rated b on b.id = a.id and a.user_id < b.user_id group by 1, 2 having count(*) >= 3
    order by round(avg(abs(a.stars - b.stars)), 12), count(*) desc, 1, 2`);
  expect(season.pairs.map(({ userIds, shared }) => [...userIds, shared])).toEqual(
    pairs.map(({ a, b, shared }) => [a, b, shared]),
  );
  for (const [index, { distance }] of season.pairs.entries())
    expect(distance).toBeCloseTo(pairs[index]?.distance ?? -1, 9);

  const streaks = await rows<{ user: string; longest: number }>(sql`with ${nights(club, year)},
    kept as (select *, row_number() over (order by at) as place from nights where screening is not null),
    came as (
      select k.place, g.user_id from kept k join screening_guests g on g.screening_id = k.screening
        where k.attended_at is not null
      union all select k.place, v.user_id from kept k join screening_rsvps v on v.screening_id = k.screening
        where k.attended_at is null and v.answer = 'in'),
    runs as (select user_id, place - row_number() over (partition by user_id order by place) as run from came),
    lengths as (select user_id, count(*)::int as length from runs group by user_id, run)
    select user_id as user, max(length) as longest from lengths group by 1 order by 1`);
  expect(Object.fromEntries(season.streaks.map(({ userId, longest }) => [userId, longest]))).toEqual(
    Object.fromEntries(streaks.map(({ user, longest }) => [user, longest])),
  );

  const groups = async (name: ReturnType<typeof sql>, from: ReturnType<typeof sql>) =>
    rows<{ name: string; films: number; average: number | null }>(sql`with ${nights(club, year)}
      select ${name} as name, count(distinct n.id)::int as films, avg(r.stars)::float8 as average
      from nights n join films f on f.id = n.film_id ${from} left join rated r on r.id = n.id
      where ${name} is not null group by 1 order by 2 desc, round(avg(r.stars), 12) desc nulls last, 1`);
  const genres = await groups(sql`g.name`, sql`cross join lateral unnest(f.genres) as g (name)`);
  expect(season.groups.genres.map(({ name, films: count }) => [name, count])).toEqual(
    genres.map(({ name, films: count }) => [name, count]),
  );
  const decades = await groups(sql`(f.year / 10) * 10`, sql``);
  expect(season.groups.decades.map(({ name, films: count }) => [name, count])).toEqual(
    decades.map(({ name, films: count }) => [Number(name), count]),
  );

  const [beside] = await rows<{ films: number; club: number; critics: number }>(sql`with ${nights(club, year)},
    critics as (select film_id, round(avg(score)) / 20 as mean from critic_reviews where score is not null group by 1),
    own as (select film_id, avg(stars) as mean from rated group by 1)
    select count(*)::int as films, avg(own.mean)::float8 as club, avg(critics.mean)::float8 as critics
    from own join critics using (film_id)`);
  expect(season.beside?.films ?? 0).toBe(beside?.films);
  if (season.beside) expect(season.beside.club).toBeCloseTo(beside?.club ?? 0, 9);
  if (season.beside) expect(season.beside.critics).toBeCloseTo(beside?.critics ?? 0, 9);
  return season.nights.length;
}

function some(people: readonly { user: string }[]): string[] {
  return people.map(({ user }) => user);
}
