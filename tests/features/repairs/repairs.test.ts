import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { violates } from '../../../src/db/errors.ts';
import { clubEvents, nominations, ratings, rounds } from '../../../src/db/schema/index.ts';
import { type Club, createClub, keyOf } from '../../../src/features/clubs/clubs.ts';
import { loadFilm, resolveFilm, searchFilms } from '../../../src/features/films/films.ts';
import { adoptFilm, markSeen, rateFilm } from '../../../src/features/marks/marks.ts';
import { insertSeen } from '../../../src/features/marks/queries.ts';
import { keepForLater } from '../../../src/features/nominations/later.ts';
import { nominateFilm } from '../../../src/features/nominations/nominate.ts';
import { standing } from '../../../src/features/nominations/nominations.ts';
import { openPoll } from '../../../src/features/polls/polls.ts';
import { NAMED, SHELVES } from '../../../src/features/repairs/moving/shelves.ts';
import { correctFilm, listRepairs, repairFilms, undoRepair } from '../../../src/features/repairs/repairs.ts';
import { importReviews, listReviews, membersView, writeReview } from '../../../src/features/reviews/reviews.ts';
import type { Round } from '../../../src/features/rounds/rounds.ts';
import { openRound } from '../../../src/features/rounds/rounds.ts';
import { testDatabase } from '../../support/database.ts';
import { testDesk } from '../../support/desk.ts';
import { makeClub, person } from '../../support/vote.ts';
import { catalogue, everything, hang, mentionsOf } from './scene.ts';

const database = await testDatabase();
const { db } = database;
let now = new Date('2026-01-09T18:00:00Z');
const desk = { ...(await testDesk(database)), now: () => now };
const idOf = await catalogue(db, now);
const [A, B] = [idOf('Ballerina 2025'), idOf('Ballerina 2023')];
const mod = { ...person(50), moderates: true };
const [one, two, three] = [person(0).userId, person(1).userId, person(2).userId] as const;
let club: Club;
let round: Round;
let guildId: string;

beforeEach(async () => {
  now = new Date('2026-01-09T18:00:00Z');
  await database.sql`truncate guilds cascade`;
  await database.sql`delete from critic_reviews`;
  await database.sql`delete from films where scope <> '0'`;
  club = await makeClub(desk, 4);
  ({ guildId } = club);
  round = await db.transaction((tx) => openRound(tx, desk, club));
});

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const words = (hidden: string | null) => ({ openLine: null, hidden, again: null, seenWhere: null });
const write = (userId: string, filmId: string, halfStars: 1 | 4 | 7 | 10, hidden: string | null) =>
  writeReview(desk, { guildId, filmId, userId }, { halfStars, ...words(hidden) });
const nominate = (userId: string, filmId: string, pitch?: string) =>
  nominateFilm(desk, club, { userId, filmId, pitch });
const merge = (from = A, to = B) => repairFilms(desk, guildId, mod, 'merge', { fromId: from, toId: to });
const move = (from = A, to = B) => repairFilms(desk, guildId, mod, 'move', { fromId: from, toId: to });
const undo = (repairId: string) => undoRepair(desk, { guildId, repairId }, mod);

/** One of everything about the first film, and something about the second of other people and of the same. */
async function muchSaid() {
  await nominate(one, A, 'Dance!');
  await write(one, A, 10, 'A of one');
  await write(two, A, 4, 'A of two');
  later(5);
  await write(two, B, 7, null);
  await write(three, B, 1, 'B of three');
  await keepForLater(db, club, { userId: two, filmId: A }, now);
  await keepForLater(db, club, { userId: two, filmId: B }, now);
  await keepForLater(db, club, { userId: three, filmId: A }, now);
  await hang(db, club, A, round.id, [one, two]);
  later(5);
}

test('every table that hangs on a film of a server is moved: a new one cannot be forgotten', async () => {
  const rows = (await db.execute(sql`
    select distinct c.conrelid::regclass::text as name from pg_constraint c
    where c.contype = 'f' and c.confrelid in ('guild_films'::regclass, 'seen_marks'::regclass, 'ratings'::regclass)
  `)) as unknown as { name: string }[];
  const known = [...SHELVES, ...NAMED].map(({ name }) => name);
  const apart = ['discussions', 'discussion_members', 'film_stands'];
  expect([...rows].map(({ name }) => name).filter((name) => ![...known, ...apart].includes(name))).toEqual([]);
});

test('everything that hangs on a film moves to the other, and undone all is as it was before', async () => {
  await muchSaid();
  const before = await everything(db);
  const { repairId } = await merge();
  expect(await mentionsOf(db, guildId, A)).toEqual([]);
  const [moved] = await standing(db, { guildId, roundId: round.id });
  expect(moved).toMatchObject({ filmId: B, nominators: [{ userId: one, pitch: 'Dance!' }] });
  await undo(repairId);
  expect(await everything(db)).toEqual(before);
});

test('of two ratings and two reviews of one member the newer count, each for itself', async () => {
  await muchSaid();
  await merge();
  const view = await membersView(db, { guildId, filmId: B, userId: two });
  expect(view.yours).toMatchObject({ halfStars: 7, hidden: 'A of two' });
  expect(view.entries.map(({ userId, halfStars, hidden }) => [userId, halfStars, hidden])).toEqual([
    [one, 10, 'A of one'],
    [three, 1, 'B of three'],
  ]);
});

test('another server keeps all it has said, and none of its ids can be used here', async () => {
  const elsewhere = { guildId: '77', channelId: '1', userId: one, name: 'Elsewhere', zone: 'Europe/Berlin' };
  const other = await db.transaction((tx) => createClub(tx, elsewhere, now));
  await writeReview(desk, { guildId: '77', filmId: A, userId: one }, { halfStars: 3, ...words('theirs') });
  const otherRound = await db.transaction((tx) => openRound(tx, desk, other));
  await hang(db, other, A, otherRound.id, [one]);
  await muchSaid();
  const theirs = async () =>
    Object.values(await everything(db))
      .flat()
      .filter((row) => row.includes('"77"'));
  const before = await theirs();
  const { repairId } = await merge();
  expect(await theirs()).toEqual(before);
  expect((await loadFilm(db, A, '77'))?.id).toBe(A);
  expect((await loadFilm(db, A, guildId))?.id).toBe(B);
  await expect(undoRepair(desk, { guildId: '77', repairId }, mod)).rejects.toMatchObject({
    key: 'repairs.undone-already',
  });
});

describe('nominations of one round', () => {
  test('become one, with everybody who wanted either and the time of the earlier; parted again by an undo', async () => {
    await nominate(one, A, 'A!');
    later(60);
    await nominate(two, B, 'B!');
    const before = await everything(db);
    later(1);
    const { repairId } = await merge();
    const all = await standing(db, { guildId, roundId: round.id });
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ filmId: B, waitingSince: new Date('2026-01-09T18:00:00Z') });
    expect(all[0]?.nominators.map(({ pitch }) => pitch).sort()).toEqual(['A!', 'B!']);
    await undo(repairId);
    expect(await everything(db)).toEqual(before);
  });

  test('keep their ballots: the one on a running ballot stands; with both on it nothing moves', async () => {
    await nominate(one, A);
    await nominate(two, idOf('Burning 2018'));
    const [onBallot] = await standing(db, { guildId, roundId: round.id });
    await openPoll(desk, club, person(0), {});
    await db.insert(nominations).values({
      guildId,
      id: crypto.randomUUID(),
      roundId: round.id,
      filmId: (await markSeen(db, { guildId, filmId: B, userId: two }, now)) && B,
      state: 'open',
      waitingSince: now,
      origin: 'member',
    });
    await merge();
    expect((await standing(db, { guildId, roundId: round.id })).map(({ id, filmId }) => [id, filmId])).toContainEqual([
      onBallot?.id,
      B,
    ]);
    const both = merge(idOf('Burning 2018'), B);
    await expect(both).rejects.toMatchObject({ key: 'repairs.on-ballot' });
    expect(await mentionsOf(db, guildId, idOf('Burning 2018'))).not.toEqual([]);
  });
});

describe('undoing', () => {
  test('leaves what was said since, and gives back what gave way', async () => {
    await muchSaid();
    const { repairId } = await move();
    later(30);
    await rateFilm(desk, { guildId, filmId: B, userId: one }, 1);
    await write(person(3).userId, B, 4, 'new');
    await undo(repairId);
    const of = async (filmId: string, userId: string) => (await membersView(db, { guildId, filmId, userId })).yours;
    expect(await of(A, one)).toMatchObject({ halfStars: 10, hidden: 'A of one' });
    expect(await of(B, one)).toMatchObject({ halfStars: 1 });
    expect(await of(B, person(3).userId)).toMatchObject({ hidden: 'new' });
    expect(await of(B, two)).toMatchObject({ halfStars: 7, hidden: null });
    expect(await of(A, two)).toMatchObject({ halfStars: 4, hidden: 'A of two' });
  });

  test('goes in the order of the repairs, once each', async () => {
    await muchSaid();
    const before = await everything(db);
    const first = await merge();
    later(1);
    const second = await merge(B, idOf('Low Tide 2016'));
    expect((await loadFilm(db, A, guildId))?.title).toBe('Low Tide');
    await expect(undo(first.repairId)).rejects.toMatchObject({ key: 'repairs.later' });
    later(1);
    await undo(second.repairId);
    expect((await loadFilm(db, A, guildId))?.id).toBe(B);
    await undo(first.repairId);
    expect(await everything(db)).toEqual(before);
    await expect(undo(first.repairId)).rejects.toMatchObject({ key: 'repairs.undone-already' });
    expect((await listRepairs(db, guildId, mod)).map(({ kind, undoneAt }) => [kind, undoneAt !== null])).toEqual([
      ['merge', true],
      ['merge', true],
    ]);
  });
});

test('a discussion of a club that discusses both stays with the first film, and those in it have still seen it', async () => {
  await muchSaid();
  await db.execute(sql`insert into discussions (guild_id, club_id, film_id, id, state, opened_at)
    values (${guildId}, ${club.id}, ${B}, ${crypto.randomUUID()}, 'open', now())`);
  const before = await everything(db);
  const { repairId } = await move();
  expect((await mentionsOf(db, guildId, A)).sort()).toEqual([
    'discussion_members',
    'discussion_members',
    'discussions',
    'seen_marks',
    'seen_marks',
  ]);
  await undo(repairId);
  expect(await everything(db)).toEqual(before);
});

test('after a merge the first film is not found here: by its title, its id, or as a namesake; after a move it is', async () => {
  const find = async () =>
    (await searchFilms(db, { text: 'ballerina', guildId, limit: 25 })).map(({ id }) => id).sort();
  await move();
  expect(await find()).toEqual([A, B].sort());
  await merge();
  expect(await find()).toEqual([B]);
  expect(await resolveFilm(db, { text: A, guildId })).toMatchObject({ kind: 'film', film: { id: B }, namesakes: [] });
  expect(await searchFilms(db, { text: 'ballerina', limit: 25 })).toHaveLength(2);
  await expect(markSeen(db, { guildId, filmId: A, userId: one }, now)).rejects.toMatchObject({ key: 'film.gone' });
});

describe('a fact that is corrected', () => {
  const facts = { title: 'The Ballerina', originalTitle: '발레리나', year: 2022, runtimeMinutes: 93 };
  const directors = [{ name: 'Lee Chung-hyun' }, { name: 'Somebody Else' }];
  const correct = () => correctFilm(desk, guildId, mod, B, { ...facts, directors });

  test('holds for one server, with all that was said there and everything else that is known', async () => {
    await write(one, B, 10, 'of one');
    const page = '# Ballerina (2023)\n\nBy Dana Whitlock\n\n2024-03-14\n\nShort.\n\nRating: 3.5/5';
    await importReviews(db, [{ name: 'a.txt', read: async () => page }], { now });
    await correct();
    const here = await loadFilm(db, B, guildId);
    expect(here).toMatchObject({ ...facts, externalIds: [{ source: 'imdb', id: 'tt1' }] });
    expect(here?.directors.map(({ name }) => name)).toEqual(['Lee Chung-hyun', 'Somebody Else']);
    expect((await membersView(db, { guildId, filmId: here?.id ?? '', userId: one })).yours).toMatchObject({
      halfStars: 10,
    });
    expect(await listReviews(db, here?.id ?? '', guildId)).toMatchObject([{ author: 'Dana Whitlock' }]);
    expect(await loadFilm(db, B, '77')).toMatchObject({ title: 'Ballerina', year: 2023 });
    expect(await loadFilm(db, here?.id ?? '', '77')).toBeUndefined();
    const found = await searchFilms(db, { text: 'The Ballerina', guildId, limit: 25 });
    expect(found.map(({ title, year }) => `${title} ${year}`)).toEqual(['The Ballerina 2022', 'Ballerina 2025']);
    expect(await resolveFilm(db, { text: 'Ballerina (2023)', guildId: '77' })).toMatchObject({ film: { id: B } });
  });

  test('corrected again and undone, leaves nothing behind, and what was said since comes along', async () => {
    await write(one, B, 10, 'of one');
    const before = await everything(db);
    const first = await correct();
    later(1);
    const own = (await loadFilm(db, B, guildId))?.id ?? '';
    const second = await correctFilm(desk, guildId, mod, own, { ...facts, title: 'Third', directors });
    expect((await loadFilm(db, B, guildId))?.title).toBe('Third');
    later(1);
    await undo(second.repairId);
    expect((await loadFilm(db, B, guildId))?.title).toBe('The Ballerina');
    await write(two, own, 4, 'since');
    await undo(first.repairId);
    expect((await loadFilm(db, B, guildId))?.title).toBe('Ballerina');
    expect((await membersView(db, { guildId, filmId: B, userId: two })).yours).toMatchObject({ hidden: 'since' });
    const after = await everything(db);
    expect(after.film_stands).toEqual(before.film_stands);
    expect(after.ratings).toEqual(expect.arrayContaining(before.ratings ?? []));
    expect(await db.execute(sql`select from films where scope <> '0'`)).toHaveLength(0);
  });
});

test('only who looks after the server repairs and undoes; what they did is in the record of its clubs', async () => {
  const refused = { key: 'repairs.not-yours' };
  const host = person(0);
  const pair = { fromId: A, toId: B };
  await expect(repairFilms(desk, guildId, host, 'move', pair)).rejects.toMatchObject(refused);
  await expect(listRepairs(db, guildId, host)).rejects.toMatchObject(refused);
  const { repairId } = await move();
  await expect(undoRepair(desk, { guildId, repairId }, host)).rejects.toMatchObject(refused);
  await undo(repairId);
  const events = await db
    .select()
    .from(clubEvents)
    .where(eq(clubEvents.clubId, keyOf(club).clubId));
  expect(events.filter(({ userId }) => userId === mod.userId).map(({ what, subjectId }) => [what, subjectId])).toEqual([
    ['film moved', `${A}/${B}`],
    ['repair undone', `${B}/${A}`],
  ]);
  await expect(move(A, A)).rejects.toMatchObject({ key: 'repairs.same' });
  await expect(move(A, crypto.randomUUID())).rejects.toMatchObject({ key: 'film.gone' });
});

test('what members say while films are merged is moved too or refused, and never left with the one that goes', async () => {
  const people = Array.from({ length: 20 }, (_, i) => person(100 + i).userId);
  const said = people.map((userId) => write(userId, A, 7, `of ${userId}`).then(() => userId));
  const [merged, ...all] = await Promise.allSettled([merge(), ...said]);
  expect(merged?.status).toBe('fulfilled');
  const kept = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const there = (await db.select().from(ratings)).map(({ filmId, userId }) => `${filmId} ${userId}`).sort();
  const left = there.filter((row) => row.startsWith(A));
  expect(left).toEqual([]);
  expect(there).toEqual(kept.map((userId) => `${B} ${userId}`).sort());
  expect(await db.select().from(rounds)).toHaveLength(1);
});

test('who was about to say something of a film while it was merged is refused by the database itself', async () => {
  await write(two, A, 7, null);
  const slow = db.transaction(async (tx) => {
    expect(await adoptFilm(tx, guildId, A, now)).toBe(true);
    await merge();
    return insertSeen(tx, { guildId, filmId: A, userId: one }, now);
  });
  expect(
    await slow.then(
      () => 'kept',
      (error: unknown) => violates(error, 'seen_marks_film_fk'),
    ),
  ).toBe(true);
  expect(await mentionsOf(db, guildId, A)).toEqual([]);
});
