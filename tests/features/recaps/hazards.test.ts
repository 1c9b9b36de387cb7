import { randomUUIDv7 } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { clubs, criticReviews, posts, rounds } from '../../../src/db/schema/index.ts';
import { type Club, listClubs } from '../../../src/features/clubs/clubs.ts';
import { historyOf, nightMeant, nightRecap, postNight, statsOf } from '../../../src/features/recaps/recaps.ts';
import { must, openClub } from '../../support/club.ts';
import { testDatabase } from '../../support/database.ts';
import { onlySeen, openHouseOnStage } from '../../support/house.ts';
import { bench, foundClub, START } from '../nominations/scene.ts';
import { layNight } from './scene.ts';

const AT = new Date('2026-03-01T19:00:00Z');

describe('the recap of a night', () => {
  const open = testDatabase();
  const recapPosts = async (roundId: string) =>
    (await open).db.select().from(posts).where(eq(posts.subjectId, roundId));

  test('is posted once, however often the job is done, and not at all before the reveal', async () => {
    const { db } = await open;
    const club = await foundClub(db);
    const desk = bench(db);
    const { roundId } = await layNight(db, club, { at: AT, ratings: { 100: 7 } });
    const key = { guildId: club.guildId, roundId };
    for (let again = 0; again < 3; again++) await postNight(desk, key);
    expect(await recapPosts(roundId)).toMatchObject([{ kind: 'recaps/night', channelId: club.channelId }]);
    const hidden = await layNight(db, club, { at: AT, ratings: { 100: 7 }, revealed: false });
    await postNight(desk, { guildId: club.guildId, roundId: hidden.roundId });
    expect(await recapPosts(hidden.roundId)).toEqual([]);
    await expect(nightRecap(db, { guildId: club.guildId, roundId: hidden.roundId }, AT)).rejects.toThrow(
      'recaps.early',
    );
  });

  test('done at the same moment by two processes is posted once', async () => {
    const { db } = await open;
    const club = await foundClub(db);
    const { roundId } = await layNight(db, club, { at: AT });
    await Promise.all([1, 2, 3, 4].map(() => postNight(bench(db), { guildId: club.guildId, roundId })));
    expect(await recapPosts(roundId)).toHaveLength(1);
  });

  test("has, as all nights together have, beside the club everybody's critics and those that its server imported, not those of another", async () => {
    const { db } = await open;
    const club = await foundClub(db);
    const imported = { [club.guildId]: 90, another: 10 };
    const { roundId } = await layNight(db, club, { at: AT, ratings: { 100: 7 }, critics: [60], imported });
    const { critics } = await nightRecap(db, { guildId: club.guildId, roundId }, AT);
    expect(critics).toEqual({ score: 75, count: 2 });
    const key = { guildId: club.guildId, clubId: club.id };
    expect((await statsOf(db, key)).beside).toMatchObject({ films: 1, critics: 75 / 20 });
    expect((await historyOf(db, key)).nights).toMatchObject([{ critics: 75 }]);
  });

  test('counts a review once that everybody has and its server imported too, there as in all nights together', async () => {
    const { db } = await open;
    const club = await foundClub(db);
    const { roundId, filmId } = await layNight(db, club, { at: AT, ratings: { 100: 7 }, critics: [60, 90] });
    const [first] = await db.select().from(criticReviews).where(eq(criticReviews.filmId, filmId));
    if (!first) throw new Error('no review was laid');
    await db.insert(criticReviews).values({ ...first, id: randomUUIDv7(), scope: club.guildId });
    const { critics } = await nightRecap(db, { guildId: club.guildId, roundId }, AT);
    expect(critics).toEqual({ score: 75, count: 2 });
    const key = { guildId: club.guildId, clubId: club.id };
    expect((await statsOf(db, key)).beside).toMatchObject({ films: 1, critics: 75 / 20 });
    expect((await historyOf(db, key)).nights).toMatchObject([{ critics: 75 }]);
  });

  test('of ratings that were opened again and shown anew is shown anew', async () => {
    const { db } = await open;
    const club = await foundClub(db);
    const desk = bench(db);
    const { roundId } = await layNight(db, club, { at: AT, ratings: { 100: 7 } });
    await postNight(desk, { guildId: club.guildId, roundId });
    await postNight(desk, { guildId: club.guildId, roundId });
    expect(desk.jobs.map(({ name }) => name)).toEqual(['posts/send', 'posts/refresh']);
  });

  test('waits while another club of the server has yet to watch the film, and nothing of it is shown meanwhile', async () => {
    const { db } = await open;
    const club = await foundClub(db);
    const desk = bench(db);
    const { roundId, filmId } = await layNight(db, club, { at: AT, ratings: { 100: 7 } });
    const [row] = await db.select().from(clubs).where(eq(clubs.id, club.id));
    if (!row) throw new Error('no club');
    const other = { ...row, id: crypto.randomUUID(), name: 'Other' };
    await db.insert(clubs).values(other);
    const round = { guildId: club.guildId, clubId: other.id, id: crypto.randomUUID(), number: 1 };
    const chosen = { filmId, chosenBy: 'host' as const, since: AT, scheduledAt: AT, createdAt: AT };
    await db.insert(rounds).values({ ...round, ...chosen, state: 'scheduled' });
    const key = { guildId: club.guildId, roundId };
    await postNight(desk, key);
    expect(await recapPosts(roundId)).toEqual([]);
    const tomorrow = new Date(START.getTime() + 24 * 3_600_000);
    expect(desk.jobs).toEqual([{ name: 'recaps/night', payload: key, at: tomorrow }]);
    await expect(nightRecap(db, key, AT)).rejects.toThrow('recaps.elsewhere');
    expect(await statsOf(db, { guildId: club.guildId, clubId: club.id })).toMatchObject({ ratings: 0, hidden: 1 });
    await db.update(rounds).set({ revealedAt: AT, state: 'recapped' }).where(eq(rounds.id, round.id));
    await postNight(desk, key);
    expect(await recapPosts(roundId)).toHaveLength(1);
  });

  test('is given up once it has waited for two months', async () => {
    const { db } = await open;
    const club = await foundClub(db);
    const desk = bench(db);
    const { roundId, filmId } = await layNight(db, club, { at: new Date(START.getTime() - 70 * 86_400_000) });
    const round = { guildId: club.guildId, clubId: club.id, id: crypto.randomUUID(), number: 9_999 };
    const chosen = { filmId, chosenBy: 'host' as const, since: AT, scheduledAt: AT, createdAt: AT };
    await db.insert(rounds).values({ ...round, ...chosen, state: 'scheduled' });
    await postNight(desk, { guildId: club.guildId, roundId });
    expect(desk.jobs).toEqual([]);
  });

  test('of a round of another server, or that somebody made up, is refused', async () => {
    const { db } = await open;
    const [mine, theirs] = [await foundClub(db), await foundClub(db)];
    const { roundId } = await layNight(db, theirs, { at: AT, ratings: { 100: 7 } });
    await expect(nightRecap(db, { guildId: mine.guildId, roundId }, AT)).rejects.toThrow('rounds.gone');
    await expect(postNight(bench(db), { guildId: mine.guildId, roundId })).rejects.toThrow('rounds.gone');
    await expect(nightMeant(db, mine, roundId)).rejects.toThrow('recaps.unknown');
    await expect(nightMeant(db, mine, undefined)).rejects.toThrow('recaps.none');
    expect(await recapPosts(roundId)).toEqual([]);
  });

  test('of a round of another club of the server is not that club’s', async () => {
    const { db } = await open;
    const club = await foundClub(db);
    const { roundId } = await layNight(db, club, { at: AT });
    await expect(nightMeant(db, { ...club, id: crypto.randomUUID() }, roundId)).rejects.toThrow('recaps.unknown');
  });
});

describe('on the stage', async () => {
  const { stage, database } = await openHouseOnStage();
  let club: Club;
  beforeAll(async () => {
    await openClub(stage, { people: 4, films: [] });
    const [row] = await database.sql<{ id: string }[]>`select guild_id as id from clubs limit 1`;
    const [first] = await listClubs(database.db, row?.id ?? '');
    if (!first) throw new Error('no club');
    club = first;
  });

  /** A film that waits for its reveal: the host has it shown. */
  async function reveal(title: string) {
    const at = new Date('2026-01-08T19:00:00Z');
    await layNight(database.db, club, { title, at, ratings: { 1: 8, 2: 3 }, revealed: false });
    return stage.play({ as: 'host', type: '/reviews reveal' });
  }

  test('a bot that may not attach files posts the recap without its picture', async () => {
    await must(stage, { deny: ['AttachFiles'], in: '#film-club' });
    const { seen } = await reveal('Heron');
    await must(stage, { allow: ['AttachFiles'], in: '#film-club' });
    const [recap, ...more] = seen.filter(({ text }) => text.includes('average'));
    expect(more).toEqual([]);
    expect(recap).toMatchObject({ visibleTo: 'everyone', images: [] });
    expect(recap?.text).toContain('2.8 average');
  });

  test('a recap of a channel that is gone is told to the host alone, and still there to be looked at', async () => {
    await must(stage, { as: 'host', create: '#cinema' });
    await must(stage, { as: 'host', type: '/club settings channel:#cinema' });
    await must(stage, { as: 'host', delete: '#cinema' });
    const { seen } = await reveal('Stork');
    expect(seen.filter(({ visibleTo }) => visibleTo === 'everyone')).toEqual([]);
    const note = seen.find(({ text }) => text.includes('The recap of round'));
    expect(note?.visibleTo).toEqual(['host']);
    expect(note?.text).toContain('/club settings');
    const recap = onlySeen(await must(stage, { as: 'm1', type: '/recap night film:Stork' }));
    expect(recap.text).toContain('2.8 average');
  });
});
