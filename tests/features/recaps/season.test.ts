import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { type Club, keyOf } from '../../../src/features/clubs/clubs.ts';
import { seasonOf } from '../../../src/features/recaps/recaps.ts';
import { testDatabase } from '../../support/database.ts';
import { foundClub } from '../nominations/scene.ts';
import { expectRecomputed } from './recomputed.ts';
import { dice, layNight } from './scene.ts';

const { db } = await testDatabase();
const PEOPLE = Array.from({ length: 12 }, (_, index) => String(100 + index));
const GENRES = ['drama', 'crime', 'horror', 'western', 'comedy'];

/** A club with two years of fortnightly nights, some at the turn of the year, some not shown yet, some without a screening. */
async function someYears(seed: number): Promise<Club> {
  const club = await foundClub(db, { members: PEOPLE.slice(1) });
  const roll = dice(seed);
  const some = <One>(list: readonly One[], share: number) => list.filter(() => roll() < share);
  const turn = ['2025-12-31T22:59:59Z', '2025-12-31T23:00:00Z', '2026-12-31T22:59:00Z', '2026-12-31T23:00:00Z'];
  const fortnights = Array.from({ length: 40 }, (_, index) => new Date(Date.UTC(2025, 5, 6 + 14 * index, 18)));
  for (const at of [...fortnights, ...turn.map((text) => new Date(text))]) {
    const people = some(PEOPLE, 0.7);
    await layNight(db, club, {
      at,
      year: roll() < 0.1 ? null : 1950 + Math.floor(roll() * 75),
      genres: some(GENRES, 0.4),
      minutes: roll() < 0.1 ? null : 80 + Math.floor(roll() * 90),
      coming: people,
      ...(roll() < 0.5 ? { guests: some(people, 0.9) } : {}),
      ratings: Object.fromEntries(some(PEOPLE, 0.7).map((userId) => [userId, 1 + Math.floor(roll() * 10)])),
      critics: roll() < 0.3 ? [] : [Math.floor(roll() * 101), null, Math.floor(roll() * 101)],
      revealed: roll() < 0.9,
      screened: roll() < 0.9,
    });
  }
  return club;
}

describe.each([1, 2, 3])('a season of made-up nights, number %i, recomputed from the raw rows', (seed) => {
  test.each([2025, 2026, 2027])('%i', async (year) => {
    const club = await clubOf(seed);
    await expectRecomputed(db, club, year);
  });
});

const clubs = new Map<number, Promise<Club>>();
function clubOf(seed: number): Promise<Club> {
  const club = clubs.get(seed) ?? someYears(seed);
  clubs.set(seed, club);
  return club;
}

test('the years come apart at midnight by the clocks of the club, and hold more than a handful of nights', async () => {
  const club = await clubOf(1);
  const [before, year, after] = await Promise.all([2025, 2026, 2027].map((one) => seasonOf(db, keyOf(club), one)));
  const starts = [before, year, after].map((one) => one?.nights.map(({ at }) => at.toISOString()) ?? []);
  expect(starts.map((all) => all.length)).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
  expect(starts[1]?.length).toBeGreaterThan(20);
  for (const [at, index] of [
    ['2025-12-31T22:59:59', 0],
    ['2025-12-31T23:00:00', 1],
    ['2026-12-31T22:59:00', 1],
  ] as const)
    expect(starts.map((all) => all.some((one) => one.startsWith(at))).indexOf(true), at).toBeOneOf([index, -1]);
});

test('a film that another club of the server still waits for is hidden, and its ratings count nowhere', async () => {
  const club = await foundClub(db, { members: PEOPLE.slice(1) });
  const at = new Date('2026-03-01T19:00:00Z');
  const { filmId } = await layNight(db, club, { at, ratings: { 100: 10, 101: 2, 102: 6 } });
  const open = await seasonOf(db, keyOf(club), 2026);
  expect(open).toMatchObject({ ratings: 3, hidden: 0 });
  await db.execute(sql`insert into clubs (guild_id, id, name, channel_id, zone, created_at, settings)
    select guild_id, gen_random_uuid(), 'Other', channel_id, zone, created_at, settings from clubs where id = ${club.id}`);
  await db.execute(sql`insert into rounds (guild_id, club_id, id, number, state, since, film_id, chosen_by, scheduled_at, created_at)
    select guild_id, id, gen_random_uuid(), 1, 'scheduled', created_at, ${filmId}, 'host', created_at, created_at
    from clubs where guild_id = ${club.guildId} and name = 'Other'`);
  const hidden = await seasonOf(db, keyOf(club), 2026);
  expect(hidden).toMatchObject({ ratings: 0, hidden: 1, best: undefined, extremes: undefined, pairs: [] });
  expect(hidden.nights[0]).toMatchObject({ said: undefined, numbers: undefined });
});

test('where a server has several clubs, only those count who are in this one or were at its night', async () => {
  const club = await foundClub(db, { members: ['101'] });
  const at = new Date('2026-03-01T19:00:00Z');
  await layNight(db, club, { at, ratings: { 100: 10, 101: 8, 500: 2, 501: 4 }, guests: ['100', '501'] });
  expect(await seasonOf(db, keyOf(club), 2026)).toMatchObject({ ratings: 4 });
  await db.execute(sql`insert into clubs (guild_id, id, name, channel_id, zone, created_at, settings)
    select guild_id, gen_random_uuid(), 'Other', channel_id, zone, created_at, settings from clubs where id = ${club.id}`);
  const season = await seasonOf(db, keyOf(club), 2026);
  expect(season.nights[0]?.said?.map(({ userId }) => userId)).toEqual(['100', '101', '501']);
});

test('a club of another server is not found', async () => {
  const club = await foundClub(db);
  await expect(seasonOf(db, { guildId: '1', clubId: club.id }, 2026)).rejects.toThrow('clubs.gone');
});
