import { afterAll, expect, test } from 'vitest';
import { loadClub } from '../../src/features/clubs/clubs.ts';
import { expectRecomputed } from '../features/recaps/recomputed.ts';
import { must } from '../support/club.ts';
import { expectEachOnce, expectEachStored } from './season/counts.ts';
import { playSeason, type Season } from './season/season.ts';
import { expectInTime } from './season/times.ts';

/** A year, and in the short run six nights of a zone whose clocks change twice within them: Morocco's, around Ramadan. */
const SEASON: Season =
  process.env.MARQUEE_LONG === '1'
    ? {
        zone: 'Europe/Berlin',
        begins: '2025-12-27T12:00:00Z',
        nights: 26,
        downtimes: [
          { night: 8, after: 'rate', days: 4 },
          { night: 13, after: 'night', days: 14 },
          { night: 20, after: 'poll', days: 3 },
        ],
      }
    : {
        zone: 'Africa/Casablanca',
        begins: '2026-01-17T12:00:00Z',
        nights: 6,
        downtimes: [
          { night: 2, after: 'rate', days: 4 },
          { night: 3, after: 'night', days: 14 },
          { night: 5, after: 'poll', days: 3 },
        ],
      };
const { nights, zone, downtimes } = SEASON;
const slept = downtimes.filter(({ after }) => after === 'night').map(({ night }) => night);

const played = await playSeason(SEASON);
const { stage, database, guildId, clubId } = played;
afterAll(() => stage.close());

test(`${nights} nights, a fortnight apart at eight in the evening, over both changes of the clocks`, async () => {
  const rows = await database.sql<{ wall: string; gap: string; change: string }[]>`
    select to_char(starts_at at time zone ${zone}, 'FMDay HH24:MI') as wall,
      (starts_at at time zone ${zone} - lag(starts_at at time zone ${zone}) over w)::text as gap,
      extract(epoch from starts_at - lag(starts_at) over w)::int / 3600 - 336 as change
    from screenings where state = 'over' window w as (order by starts_at)`;
  expect(rows.map(({ wall }) => wall)).toEqual(Array.from({ length: nights }, () => 'Friday 20:00'));
  const [, ...after] = rows;
  expect(after.map(({ gap }) => gap)).toEqual(after.map(() => '14 days'));
  const changes = after.map(({ change }) => Number(change)).filter((hours) => hours !== 0);
  expect(changes.sort((a, b) => a - b)).toEqual([-1, 1]);
});

test('every deadline of every night is announced once, as the stage received it', () => {
  expectEachOnce(played, nights, slept);
});

test('the database holds each of them once, all sent', async () => {
  await expectEachStored(played, nights, slept.length);
});

test('nothing comes early, and what comes late does so after a downtime and says it', async () => {
  expect(await expectInTime(played, SEASON)).toEqual({
    'after the night': 3,
    'reminder rate': 1,
    'reminder start': 1,
    result: 1,
    reveal: 1,
    vote: 1,
  });
});

test('who said on the event of Discord that they come, while the bot was down, was at the night', async () => {
  const [person] = await database.sql<{ id: string }[]>`select user_id as id from club_members
    where club_id = ${clubId} order by user_id desc limit 1`;
  const rows = await database.sql`select s.number, v.answer from screening_rsvps v
    join screenings s on s.id = v.screening_id where v.user_id = ${person?.id ?? ''} and v.answer = 'in'`;
  expect([...rows]).toEqual(slept.map((number) => ({ number, answer: 'in' })));
});

test("the year's recap is what independent SQL makes of the raw rows", async () => {
  const club = await loadClub(database.db, { guildId, clubId });
  expect(await expectRecomputed(database.db, club, 2026)).toBe(nights);
  const season = await must(stage, { as: 'host', type: '/recap season year:2026' });
  expect(season.seen.map(({ text }) => text).join('\n')).toContain(`${nights} films`);
});

test('nothing was sent that Discord refuses or that shows what it must not', () => {
  expect(stage.violations).toEqual([]);
});
