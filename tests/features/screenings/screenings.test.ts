import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Club } from '../../../src/features/clubs/clubs.ts';
import { adoptFilm } from '../../../src/features/marks/marks.ts';
import { moveRound, openRound, roundOf } from '../../../src/features/rounds/rounds.ts';
import { eventBody } from '../../../src/features/screenings/event/messages.ts';
import { plannedNotice, reminderNotice } from '../../../src/features/screenings/notices/messages.ts';
import { dueOf, endOf } from '../../../src/features/screenings/rules.ts';
import {
  answerNight,
  attendanceOf,
  cancelScreening,
  endScreening,
  filmToPlan,
  moveScreening,
  noteGuests,
  planScreening,
  remind,
  rsvpsOf,
  type Screening,
  screeningsOf,
} from '../../../src/features/screenings/screenings.ts';
import { wallOf } from '../../../src/lib/wall.ts';
import { testDatabase } from '../../support/database.ts';
import { hostileText as hostile } from '../../support/hostile.ts';
import { runs } from '../../support/runs.ts';
import { type Bench, bench, film, foundClub } from '../nominations/scene.ts';

const { db } = await testDatabase();
const HOUR = 3_600_000;
const HOST = { userId: '100', ownsServer: false, moderates: false };
const keyOf = ({ guildId, id }: Screening) => ({ guildId, screeningId: id });

async function planned(desk: Bench, club: Club, hours = 48, title = 'Film'): Promise<Screening> {
  const wish = { filmId: await film(db, title), startsAt: new Date(desk.now().getTime() + hours * HOUR) };
  return db.transaction((tx) => planScreening(tx, desk, club, HOST, wish));
}

async function posts(club: Club, kind: string): Promise<{ kind: string }[]> {
  const rows = await db.execute<{ kind: string }>(
    sql`select data->>'kind' as kind from posts where guild_id = ${club.guildId} and kind = ${kind} order by created_at`,
  );
  return [...(rows as Iterable<{ kind: string }>)];
}

test('everybody has one answer, the last one, however many come at once and from wherever', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const night = await planned(desk, club);
  const people = Array.from({ length: 20 }, (_, index) => String(500 + index));
  const clicks = people.flatMap((userId) =>
    (['in', 'out', 'in', 'out', 'in'] as const).map((answer, index) =>
      answerNight(desk, keyOf(night), userId, answer, index % 2 === 0 ? undefined : true),
    ),
  );
  await Promise.all(clicks);
  expect((await rsvpsOf(db, club.guildId, night.id)).map(({ userId }) => userId).sort()).toEqual(people);
  for (const userId of people) await answerNight(desk, keyOf(night), userId, 'out');
  const all = await rsvpsOf(db, club.guildId, night.id);
  expect(all.every(({ answer, onEvent }) => answer === 'out' && onEvent)).toBe(true);
});

test('a night takes answers until its end, and none afterwards', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const night = await planned(desk, club, 2);
  desk.pass(4.9);
  await answerNight(desk, keyOf(night), '1', 'in');
  desk.pass(0.2);
  await expect(answerNight(desk, keyOf(night), '2', 'in')).rejects.toThrow('screenings.over');
});

test('each reminder is sent once, however often its job runs, and never before its time', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const night = await planned(desk, club, 48);
  const ask = async () => {
    for (const kind of ['day', 'hour', 'start'] as const)
      await Promise.all([remind(desk, keyOf(night), kind), remind(desk, keyOf(night), kind)]);
    return (await posts(club, 'screenings/reminder')).map(({ kind }) => kind);
  };
  expect(await ask()).toEqual([]);
  desk.pass(24);
  expect(await ask()).toEqual(['day']);
  desk.pass(23);
  expect(await ask()).toEqual(['day', 'hour']);
  desk.pass(1);
  expect(await ask()).toEqual(['day', 'hour', 'start']);
});

test('what fell due while nobody was there is said once, by the last reminder', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const night = await planned(desk, club, 48);
  desk.pass(48.5);
  for (const kind of ['hour', 'day', 'start'] as const) await remind(desk, keyOf(night), kind);
  expect(await posts(club, 'screenings/reminder')).toEqual([{ kind: 'start' }]);
});

test('a night that was moved is reminded of at its new time alone, and jobs of the old time do nothing', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const night = await planned(desk, club, 48);
  const later = new Date(night.startsAt.getTime() + 48 * HOUR);
  await db.transaction((tx) => moveScreening(tx, desk, keyOf(night), HOST, later));
  desk.pass(48);
  for (const kind of ['day', 'hour', 'start'] as const) await remind(desk, keyOf(night), kind);
  await endScreening(desk, keyOf(night));
  expect(await posts(club, 'screenings/reminder')).toEqual([]);
  const due = desk.jobs.filter(({ name, at }) => name === 'screenings/remind' && at && at > desk.now());
  expect(due.map(({ payload }) => (payload as { kind: string }).kind)).toContain('day');
  desk.pass(24);
  await remind(desk, keyOf(night), 'day');
  expect(await posts(club, 'screenings/reminder')).toEqual([{ kind: 'day' }]);
});

test('what a club has switched off is not sent', async () => {
  const club = await foundClub(db, { reminders: { day: true, hour: false, start: true, rate: true } });
  const desk = bench(db);
  const night = await planned(desk, club, 48);
  desk.pass(47);
  await remind(desk, keyOf(night), 'hour');
  expect(await posts(club, 'screenings/reminder')).toEqual([]);
});

test('a night ends once: its round is rated, its discussion opened, its ratings shown at a deadline', async () => {
  const [desk, club] = [bench(db), await foundClub(db, { ratingHours: 10 })];
  const night = await planned(desk, club, 1);
  desk.pass(4);
  await Promise.all([endScreening(desk, keyOf(night)), endScreening(desk, keyOf(night))]);
  await endScreening(desk, keyOf(night));
  const names = desk.jobs.map(({ name }) => name);
  expect(names.filter((name) => name === 'discussions/open')).toHaveLength(1);
  const dueAt = new Date(desk.now().getTime() + 10 * HOUR);
  const { guildId, roundId } = night;
  expect(desk.jobs.filter(({ name }) => name === 'reviews/reveal')).toEqual([
    { name: 'reviews/reveal', payload: { guildId, roundId }, at: dueAt },
  ]);
  expect(await roundOf(db, night)).toMatchObject({ state: 'rating', dueAt });
});

test('who was there is who said so, until a host says otherwise', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const night = await planned(desk, club, 1);
  for (const userId of ['1', '2']) await answerNight(desk, keyOf(night), userId, 'in');
  expect(await attendanceOf(db, club.guildId, night.id)).toEqual([]);
  await expect(noteGuests(desk, keyOf(night), HOST, ['3'])).rejects.toThrow('screenings.not-over');
  desk.pass(4);
  await endScreening(desk, keyOf(night));
  expect(await attendanceOf(db, club.guildId, night.id)).toEqual(['1', '2']);
  await expect(noteGuests(desk, keyOf(night), { ...HOST, userId: '1' }, [])).rejects.toThrow('clubs.host-only');
  await noteGuests(desk, keyOf(night), HOST, ['2', '3']);
  expect(await attendanceOf(db, club.guildId, night.id)).toEqual(['2', '3']);
  await noteGuests(desk, keyOf(night), HOST, []);
  expect(await attendanceOf(db, club.guildId, night.id)).toEqual([]);
});

test('a round that one night alone made is called off with it, and planned anew gets another', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const night = await planned(desk, club);
  await expect(
    db.transaction((tx) => planScreening(tx, desk, club, HOST, { ...night, voiceId: undefined, place: undefined })),
  ).rejects.toThrow('screenings.already');
  await db.transaction((tx) => cancelScreening(tx, desk, keyOf(night), HOST));
  expect(await roundOf(db, night)).toMatchObject({ state: 'cancelled' });
  const wish = { filmId: night.filmId, startsAt: night.startsAt };
  const again = await db.transaction((tx) => planScreening(tx, desk, club, HOST, wish));
  expect(again.number).toBe(2);
  expect((await screeningsOf(db, club)).map(({ state }) => state)).toEqual(['planned', 'cancelled']);
});

test('a night is planned for the film that a vote has chosen, and its round is the one that is watched', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const filmId = await film(db, 'Winner');
  await db.transaction((tx) => adoptFilm(tx, club.guildId, filmId, desk.now()));
  expect(await filmToPlan(db, club)).toBeUndefined();
  const chosen = await db.transaction(async (tx) => {
    const polling = await moveRound(tx, await openRound(tx, desk, club), 'polling', desk.now());
    return moveRound(tx, polling, 'scheduled', desk.now(), { filmId, chosenBy: 'poll' });
  });
  expect(await filmToPlan(db, club)).toBe(filmId);
  const wish = { filmId, startsAt: new Date(desk.now().getTime() + HOUR) };
  const night = await db.transaction((tx) => planScreening(tx, desk, club, HOST, wish));
  expect(night.roundId).toBe(chosen.id);
  expect(await filmToPlan(db, club)).toBeUndefined();
  await db.transaction((tx) => cancelScreening(tx, desk, keyOf(night), HOST));
  expect(await filmToPlan(db, club)).toBe(filmId);
});

test('one server’s nights are not there for another, whatever id is made up', async () => {
  const [desk, club, other] = [bench(db), await foundClub(db), await foundClub(db)];
  const night = await planned(desk, club);
  const forged = { guildId: other.guildId, screeningId: night.id };
  await expect(answerNight(desk, forged, '1', 'in')).rejects.toThrow('screenings.gone');
  await expect(db.transaction((tx) => cancelScreening(tx, desk, forged, HOST))).rejects.toThrow('screenings.gone');
  expect(await attendanceOf(db, other.guildId, night.id)).toEqual([]);
  expect(await rsvpsOf(db, other.guildId, night.id)).toEqual([]);
  expect(await screeningsOf(db, other)).toEqual([]);
});

test('"rate it" comes at ten in the morning after, whatever the clocks did in between', () => {
  const at = (start: string, minutes: number | null, zone: string) => {
    const startsAt = new Date(start);
    return wallOf(dueOf('rate', { startsAt, endsAt: endOf(startsAt, minutes) }, zone), zone).toString();
  };
  expect(at('2026-03-28T19:00:00Z', 120, 'Europe/Berlin')).toBe('2026-03-29T10:00:00');
  expect(at('2026-10-24T22:30:00Z', 180, 'Europe/Berlin')).toBe('2026-10-25T10:00:00');
  expect(at('2026-06-01T12:00:00Z', null, 'Asia/Seoul')).toBe('2026-06-02T10:00:00');
  expect(at('2026-06-01T22:00:00Z', 840, 'Asia/Seoul')).toBe('2026-06-03T10:00:00');
});

const users = fc.array(fc.bigInt({ min: 10n ** 18n, max: 10n ** 19n - 1n }).map(String), { maxLength: 150 });

test('whatever is typed, a notice and an event keep to Discord’s limits', () => {
  const startsAt = new Date('2026-03-06T20:00:00Z');
  fc.assert(
    fc.property(
      hostile,
      hostile,
      hostile,
      users,
      fc.constantFrom('en' as const, 'ko' as const),
      (club, title, place, people, locale) => {
        const screening: Screening = {
          ...{
            guildId: '1',
            clubId: 'c',
            roundId: 'r',
            filmId: '0'.repeat(36),
            id: '0190f0e0-0000-7000-8000-0123456789ab',
          },
          ...{ number: 7, state: 'planned', startsAt, endsAt: endOf(startsAt, null), channelId: '9'.repeat(19) },
          ...{
            voiceId: null,
            place: place.slice(0, 100) || null,
            plannedBy: null,
            plannedAt: startsAt,
            closedAt: null,
            attendedAt: null,
          },
        };
        const film = { title, year: 2018 };
        const rsvps = people.map((userId) => ({ userId, answer: 'in' as const, onEvent: false, answeredAt: startsAt }));
        const night = { club: club.slice(0, 60), screening, film, rsvps };
        expect(plannedNotice(locale, night).content.markdown.length).toBeLessThanOrEqual(2_000);
        const reminder = reminderNotice(locale, night, { kind: 'day', people, lateMs: 90_000_000 });
        expect(reminder.content.markdown.length).toBeLessThanOrEqual(2_000);
        const body = eventBody(locale, screening, { club: night.club, film });
        expect(body.name.length).toBeLessThanOrEqual(100);
        expect(body.name.trim()).not.toBe('');
        expect(body.description?.length).toBeLessThanOrEqual(1_000);
        expect(body.entity_metadata?.location?.length).toBeLessThanOrEqual(100);
        expect(body.entity_metadata?.location?.trim()).not.toBe('');
      },
    ),
    { numRuns: runs(5_000) },
  );
});
