import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import {
  guildFilms,
  posts,
  rounds,
  SHARED,
  screeningGuests,
  screeningRsvps,
  screenings,
} from '../../../src/db/schema/index.ts';
import type { Club } from '../../../src/features/clubs/clubs.ts';
import { markSeen, rateFilm, unmarkSeen } from '../../../src/features/marks/marks.ts';
import { reveal, roundToReveal } from '../../../src/features/reviews/reveal/reveal.ts';
import { membersView, openEntries, writeReview } from '../../../src/features/reviews/reviews.ts';
import { beginRating, moveRound, openRound, type Round, roundOf } from '../../../src/features/rounds/rounds.ts';
import { newId } from '../../../src/lib/ids.ts';
import { testDatabase } from '../../support/database.ts';
import { bench, film, foundClub, START } from '../nominations/scene.ts';

const { db } = await testDatabase();
const MEMBERS = ['101', '102', '103'];
const host = { userId: '100', ownsServer: false, moderates: false };
const NOTHING = { openLine: null, hidden: null, again: null, seenWhere: null };

type Scene = Awaited<ReturnType<typeof scheduled>>;

/** A club that is about to watch a film. */
async function scheduled(settings: { ratingHours?: number } = {}) {
  const desk = bench(db);
  const club = await foundClub(db, { members: MEMBERS, ...settings });
  const filmId = await film(db, 'Heron');
  await db.insert(guildFilms).values({ guildId: club.guildId, filmId, filmScope: SHARED });
  const round = await db.transaction(async (tx) => {
    const open = await openRound(tx, desk, club);
    return moveRound(tx, open, 'scheduled', desk.now(), { filmId, chosenBy: 'host' });
  });
  return { desk, club, filmId, round };
}

async function rating(settings: { ratingHours?: number } = {}): Promise<Scene> {
  const scene = await scheduled(settings);
  const round = await db.transaction((tx) => beginRating(tx, scene.desk, scene.round));
  return { ...scene, round };
}

const keyOf = ({ guildId, id }: Round) => ({ guildId, roundId: id });
const of = ({ club, filmId }: Scene, userId: string) => ({ guildId: club.guildId, filmId, userId });
const give = (scene: Scene, userId: string, halfStars: 1 | 7 | 10) =>
  writeReview(scene.desk, of(scene, userId), { halfStars, ...NOTHING, hidden: `secret of ${userId}` });
const noticesOf = ({ guildId }: Club) => db.select().from(posts).where(eq(posts.guildId, guildId));
const named = (scene: Scene, name: string) => scene.desk.jobs.filter((job) => job.name === name);

test('a round that comes to its rating has a deadline, as long as the club wants', async () => {
  const { desk, round } = await rating({ ratingHours: 5 });
  const dueAt = new Date(desk.now().getTime() + 5 * 3_600_000);
  expect(round).toMatchObject({ state: 'rating', dueAt, revealedAt: null });
  expect(desk.jobs).toContainEqual({ name: 'reviews/reveal', payload: keyOf(round), at: dueAt });
});

test('before the deadline ratings wait, and at it they are shown: notice, recap and the round in one step', async () => {
  const scene = await rating();
  await give(scene, '101', 7);
  scene.desk.pass(71);
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe('waits');
  expect(await openEntries(db, of(scene, '101'))).toBeUndefined();
  scene.desk.pass(1);
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe('revealed');
  expect(await roundOf(db, keyOf(scene.round))).toMatchObject({ state: 'recapped', revealedAt: scene.desk.now() });
  const notices = await noticesOf(scene.club);
  expect(notices).toMatchObject([{ kind: 'reviews/revealed', subjectId: scene.round.id, data: { lateMs: 0 } }]);
  expect(named(scene, 'recaps/night')).toEqual([{ name: 'recaps/night', payload: keyOf(scene.round), at: undefined }]);
  expect(await openEntries(db, of(scene, '101'))).toMatchObject([{ userId: '101', halfStars: 7 }]);
});

test('shown twice, or ten times at once, changes nothing more', async () => {
  const scene = await rating();
  scene.desk.pass(72);
  const all = await Promise.all(Array.from({ length: 10 }, () => reveal(scene.desk, keyOf(scene.round))));
  expect(all.filter(({ kind }) => kind === 'revealed')).toHaveLength(1);
  expect(await noticesOf(scene.club)).toHaveLength(1);
  expect(named(scene, 'recaps/night')).toHaveLength(1);
});

test('a deadline that fell into downtime is handled late, and the notice says how late', async () => {
  const scene = await rating();
  scene.desk.pass(72 + 36);
  await reveal(scene.desk, keyOf(scene.round));
  expect(await noticesOf(scene.club)).toMatchObject([{ data: { lateMs: 36 * 3_600_000 } }]);
});

test('once all who were there have rated, the last rating asks for the reveal and gets it', async () => {
  const scene = await rating();
  for (const userId of ['101', '102']) await markSeen(db, of(scene, userId), scene.desk.now());
  await give(scene, '101', 1);
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe('waits');
  const asked = named(scene, 'reviews/reveal').length;
  await rateFilm(scene.desk, of(scene, '102'), 10);
  expect(named(scene, 'reviews/reveal')).toHaveLength(asked + 1);
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe('revealed');
});

/** A night of the round that is over, with those who said that they come, and who was there where a host has said so. */
async function watchedBy(scene: Scene, coming: readonly string[], guests?: readonly string[]): Promise<void> {
  const { guildId, clubId, id: roundId } = scene.round;
  const night = {
    guildId,
    clubId,
    roundId,
    filmId: scene.filmId,
    id: newId(),
    number: 1,
    channelId: '1',
    plannedAt: START,
  };
  const [startsAt, endsAt] = [START, new Date(START.getTime() + 1)];
  const attendedAt = guests ? endsAt : null;
  await db.insert(screenings).values({ ...night, state: 'over', startsAt, endsAt, closedAt: endsAt, attendedAt });
  const at = { guildId, screeningId: night.id };
  for (const userId of coming)
    await db.insert(screeningRsvps).values({ ...at, userId, answer: 'in', answeredAt: startsAt });
  for (const userId of guests ?? []) await db.insert(screeningGuests).values({ ...at, userId });
}

test.each([
  { coming: ['101', '102'], guests: undefined, rated: ['101'], kind: 'waits' },
  { coming: ['101', '102'], guests: undefined, rated: ['101', '102'], kind: 'revealed' },
  { coming: ['101', '102'], guests: ['101'], rated: ['101'], kind: 'revealed' },
  { coming: ['101'], guests: ['101', '103'], rated: ['101', '102'], kind: 'waits' },
  { coming: [], guests: undefined, rated: ['101', '102', '103'], kind: 'waits' },
] as const)('came $coming, were there $guests, rated $rated: $kind', async ({ coming, guests, rated, kind }) => {
  const scene = await rating();
  await watchedBy(scene, coming, guests);
  for (const userId of rated) await give(scene, userId, 7);
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe(kind);
});

test('the first rating of all shows nothing: who else was there is not known yet', async () => {
  const scene = await rating();
  await give(scene, '101', 1);
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe('waits');
});

test('who turns out not to have been there is not waited for', async () => {
  const scene = await rating();
  for (const userId of MEMBERS) await markSeen(db, of(scene, userId), scene.desk.now());
  await give(scene, '101', 1);
  await give(scene, '102', 7);
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe('waits');
  await unmarkSeen(scene.desk, of(scene, '103'));
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe('revealed');
});

test('ratings of people outside the club, or of long ago, neither hold a reveal up nor bring it about', async () => {
  const scene = await scheduled();
  await db
    .update(rounds)
    .set({ scheduledAt: new Date(scene.desk.now().getTime() + 1) })
    .where(eq(rounds.id, scene.round.id));
  await give(scene, '101', 1);
  scene.desk.pass(1);
  const round = await roundOf(db, keyOf(scene.round));
  await db.transaction((tx) => beginRating(tx, scene.desk, round));
  await give(scene, '900', 7);
  await give(scene, '901', 7);
  expect((await reveal(scene.desk, keyOf(scene.round))).kind).toBe('waits');
});

test('a host shows them at any time, but not before anybody could have watched it; nobody else does', async () => {
  const scene = await scheduled();
  await expect(reveal(scene.desk, keyOf(scene.round), host)).rejects.toMatchObject({ key: 'reviews.reveal.early' });
  await give(scene, '101', 7);
  const member = { ...host, userId: '101', moderates: true };
  await expect(reveal(scene.desk, keyOf(scene.round), member)).rejects.toMatchObject({ key: 'clubs.host-only' });
  expect((await roundToReveal(db, scene.club)).id).toBe(scene.round.id);
  expect((await reveal(scene.desk, keyOf(scene.round), host)).kind).toBe('unwatched');
  expect(await roundOf(db, keyOf(scene.round))).toMatchObject({ state: 'scheduled', revealedAt: null });
  expect((await reveal(scene.desk, keyOf(scene.round), host, true)).kind).toBe('revealed');
  expect((await reveal(scene.desk, keyOf(scene.round), host)).kind).toBe('over');
  await expect(roundToReveal(db, scene.club)).rejects.toMatchObject({ key: 'reviews.reveal.none' });
});

test('a rating that opens again stays open, and its end makes no second notice', async () => {
  const scene = await rating();
  scene.desk.pass(72);
  await reveal(scene.desk, keyOf(scene.round));
  await db.transaction(async (tx) => beginRating(tx, scene.desk, await roundOf(tx, keyOf(scene.round), true)));
  await give(scene, '101', 7);
  await markSeen(db, of(scene, '102'), scene.desk.now());
  expect((await membersView(db, of(scene, '102'))).entries).toMatchObject([{ hidden: 'secret of 101' }]);
  scene.desk.pass(72);
  await reveal(scene.desk, keyOf(scene.round));
  expect((await roundOf(db, keyOf(scene.round))).state).toBe('recapped');
  expect(await noticesOf(scene.club)).toHaveLength(1);
});

test('a round that chooses another film hides again what its members say', async () => {
  const scene = await rating();
  await give(scene, '101', 7);
  scene.desk.pass(72);
  await reveal(scene.desk, keyOf(scene.round));
  const other = await film(db, 'Egret');
  await db.insert(guildFilms).values({ guildId: scene.club.guildId, filmId: other, filmScope: SHARED });
  const again = await db.transaction(async (tx) => {
    const back = await moveRound(tx, await roundOf(tx, keyOf(scene.round), true), 'rating', scene.desk.now());
    const choosing = await moveRound(tx, back, 'nominating', scene.desk.now());
    return moveRound(tx, choosing, 'scheduled', scene.desk.now(), { filmId: other, chosenBy: 'host' });
  });
  expect(again).toMatchObject({ filmId: other, revealedAt: null, scheduledAt: scene.desk.now() });
  expect(await openEntries(db, { guildId: scene.club.guildId, filmId: other })).toBeUndefined();
  expect(await openEntries(db, of(scene, '101'))).toHaveLength(1);
});

test('another server neither knows of the round nor is kept from reading by it', async () => {
  const [here, there] = [await rating(), await foundClub(db)];
  await expect(reveal(here.desk, { guildId: there.guildId, roundId: here.round.id })).rejects.toMatchObject({
    key: 'rounds.gone',
  });
  const key = { guildId: there.guildId, filmId: here.filmId, userId: '101' };
  expect((await writeReview(here.desk, key, { halfStars: 7, ...NOTHING })).blind).toBe(false);
  expect((await membersView(db, of(here, '101'))).raters).toEqual([]);
});
