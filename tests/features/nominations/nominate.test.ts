import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { clubMembers, clubs, nominators, watchlist } from '../../../src/db/schema/index.ts';
import { type Club, joinClub } from '../../../src/features/clubs/clubs.ts';
import { markSeen } from '../../../src/features/marks/marks.ts';
import { forgetForLater, keepForLater, listForLater } from '../../../src/features/nominations/later.ts';
import { nominateFilm, type Put } from '../../../src/features/nominations/nominate.ts';
import { fillUp, standing } from '../../../src/features/nominations/nominations.ts';
import { veto, withdraw } from '../../../src/features/nominations/withdraw.ts';
import { moveRound, openRound } from '../../../src/features/rounds/rounds.ts';
import { testDatabase } from '../../support/database.ts';
import { type Bench, bench, film, foundClub, START, want } from './scene.ts';

const { db } = await testDatabase();

async function put(desk: Bench, club: Club, userId: string, filmId: string, pitch?: string) {
  const done = await nominateFilm(desk, club, { userId, filmId, pitch });
  if (done.kind !== 'put') throw new Error(done.kind);
  return done;
}

const idOf = (done: Put) => (done.kind === 'put' ? done.nomination.id : '');

test('a film is put forward with a pitch, on one line, and with how many stand now', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  await put(desk, club, '100', await film(db, 'Heat'));
  const done = await put(desk, club, '100', await film(db, 'Ran', { year: 1985 }), '  Rain,\n\nfire\u202e ');
  expect(done).toMatchObject({
    standing: 2,
    voting: false,
    seen: 0,
    nomination: { label: 'Ran (1985)', origin: 'member' },
  });
  expect(done.nomination.nominators).toEqual([{ userId: '100', pitch: 'Rain, fire' }]);
});

test('whoever is no member is told so, and nothing happens', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  expect(await nominateFilm(desk, club, { userId: '5', filmId: await film(db, 'Heat') })).toEqual({ kind: 'stranger' });
});

test('a film that another server typed in, or that nobody knows, cannot be put forward', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  for (const filmId of [await film(db, 'Theirs', { scope: '77' }), crypto.randomUUID()])
    await expect(nominateFilm(desk, club, { userId: '100', filmId })).rejects.toMatchObject({ key: 'film.gone' });
});

test.each([
  ['300 letters', 'x'.repeat(300), true],
  ['301 letters', 'x'.repeat(301), false],
  ['300 emoji of two units each', '🎬'.repeat(300), true],
  ['4,000 letters', 'y'.repeat(4_000), false],
])('a pitch of %s', async (_, pitch, isTaken) => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const wish = { userId: '100', filmId: await film(db, 'Heat'), pitch };
  if (isTaken) expect((await nominateFilm(desk, club, wish)).kind).toBe('put');
  else
    await expect(nominateFilm(desk, club, wish)).rejects.toMatchObject({
      key: 'nominations.pitch.long',
      values: { limit: 300, length: [...pitch].length },
    });
});

describe('the same film', () => {
  test('from two members stands once, and both are named', async () => {
    const [desk, club] = [bench(db), await foundClub(db, { members: ['1'] })];
    const filmId = await film(db, 'Heat');
    const first = await put(desk, club, '100', filmId, 'Mine');
    desk.pass(1);
    const second = await put(desk, club, '1', filmId);
    expect(second.nomination.id).toBe(first.nomination.id);
    expect(second).toMatchObject({ standing: 1, nomination: { waitingSince: START } });
    expect(second.nomination.nominators).toEqual([
      { userId: '100', pitch: 'Mine' },
      { userId: '1', pitch: null },
    ]);
  });

  test('from one member again changes the pitch, and counts once', async () => {
    const [desk, club] = [bench(db), await foundClub(db, { nominations: 1 })];
    const filmId = await film(db, 'Heat');
    await put(desk, club, '100', filmId, 'First');
    expect((await put(desk, club, '100', filmId, 'Second')).nomination.nominators[0]?.pitch).toBe('Second');
    expect((await put(desk, club, '100', filmId)).nomination.nominators[0]?.pitch).toBe('Second');
  });

  test('from 20 members at once stands once, with all of them', async () => {
    const members = Array.from({ length: 20 }, (_, i) => String(i + 1));
    const [desk, club] = [bench(db), await foundClub(db, { members })];
    const filmId = await film(db, 'Heat');
    const done = await Promise.all(members.map((userId) => nominateFilm(desk, club, { userId, filmId })));
    expect(new Set(done.map(idOf)).size).toBe(1);
    const { id } = await openRound(db, desk, club);
    const all = await standing(db, { guildId: club.guildId, roundId: id });
    expect(all.map(({ nominators: them }) => them.length)).toEqual([20]);
  });

  test('of one member from 20 phones counts once', async () => {
    const [desk, club] = [bench(db), await foundClub(db)];
    const filmId = await film(db, 'Heat');
    await Promise.all(Array.from({ length: 20 }, () => nominateFilm(desk, club, { userId: '100', filmId })));
    expect(await db.select().from(nominators).where(eq(nominators.guildId, club.guildId))).toHaveLength(1);
  });
});

describe('the limit', () => {
  test('holds when a member sends more at once than it allows', async () => {
    const [desk, club] = [bench(db), await foundClub(db, { nominations: 3 })];
    await openRound(db, desk, club);
    const films = await Promise.all(Array.from({ length: 12 }, (_, i) => film(db, `Film ${i}`)));
    const done = await Promise.all(films.map((filmId) => nominateFilm(desk, club, { userId: '100', filmId })));
    expect(done.filter(({ kind }) => kind === 'put')).toHaveLength(3);
    expect(done.filter(({ kind }) => kind === 'full')).toHaveLength(9);
  });

  test('has room again after a withdrawal, and a veto of another', async () => {
    const [desk, club] = [bench(db), await foundClub(db, { nominations: 2, veto: true, members: ['1'] })];
    const own = await put(desk, club, '100', await film(db, 'A'));
    const struck = await put(desk, club, '100', await film(db, 'B'));
    const [third, fourth] = [await film(db, 'C'), await film(db, 'D')];
    expect(await nominateFilm(desk, club, { userId: '100', filmId: third })).toMatchObject({ kind: 'full', limit: 2 });
    await withdraw(desk, { guildId: club.guildId, nominationId: own.nomination.id }, '100');
    await put(desk, club, '100', third);
    await veto(desk, { guildId: club.guildId, nominationId: struck.nomination.id }, '1');
    await put(desk, club, '100', fourth);
  });

  test('does not count what was carried over, until that is put forward anew', async () => {
    const [desk, club] = [bench(db), await foundClub(db, { nominations: 1, members: ['1'] })];
    const [winner, loser] = [await film(db, 'Winner'), await film(db, 'Loser')];
    await put(desk, club, '1', winner);
    await put(desk, club, '100', loser);
    const polling = await moveRound(db, await openRound(db, desk, club), 'polling', desk.now());
    desk.pass(1);
    await moveRound(db, polling, 'scheduled', desk.now(), { filmId: winner, chosenBy: 'poll' });
    desk.pass(1);
    const again = await put(desk, club, '100', loser);
    expect(again.nomination).toMatchObject({ origin: 'member', waitingSince: START });
    expect(await nominateFilm(desk, club, { userId: '100', filmId: await film(db, 'Next') })).toMatchObject({
      kind: 'full',
    });
  });
});

describe('a film that members have seen', () => {
  const seenBy = async (club: Club, filmId: string, ...users: string[]) => {
    for (const userId of users) await markSeen(db, { guildId: club.guildId, filmId, userId }, START);
  };

  test('is taken, taken with a word, or not taken, as the club wants; only members count', async () => {
    for (const [seen, outcome] of [
      ['allow', 0],
      ['warn', 2],
      ['refuse', undefined],
    ] as const) {
      const [desk, club] = [bench(db), await foundClub(db, { seen, members: ['1', '2'] })];
      const filmId = await film(db, 'Heat');
      await seenBy(club, filmId, '1', '2', '999');
      const wish = { userId: '100', filmId };
      if (outcome === undefined)
        await expect(nominateFilm(desk, club, wish)).rejects.toMatchObject({
          key: 'nominations.seen',
          values: { count: 2, film: 'Heat (2000)' },
        });
      else expect(await nominateFilm(desk, club, wish)).toMatchObject({ kind: 'put', seen: outcome });
    }
  });

  test('is taken by a strict club while nobody has seen it, and stays when somebody sees it later', async () => {
    const [desk, club] = [bench(db), await foundClub(db, { seen: 'refuse' })];
    const filmId = await film(db, 'Heat');
    await put(desk, club, '100', filmId);
    await seenBy(club, filmId, '100');
    expect((await put(desk, club, '100', filmId, 'Still')).nomination.nominators[0]?.pitch).toBe('Still');
  });
});

test('during a vote a film stands for the next round, and this is said', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  await put(desk, club, '100', await film(db, 'A'));
  await moveRound(db, await openRound(db, desk, club), 'polling', desk.now());
  expect(await put(desk, club, '100', await film(db, 'B'))).toMatchObject({
    voting: true,
    round: { number: 2 },
    standing: 1,
  });
});

test('the film that the club watches next cannot be put forward', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const filmId = await film(db, 'A');
  await put(desk, club, '100', filmId);
  await moveRound(db, await openRound(db, desk, club), 'scheduled', desk.now(), { filmId, chosenBy: 'host' });
  desk.pass(1);
  await expect(nominateFilm(desk, club, { userId: '100', filmId })).rejects.toMatchObject({
    key: 'nominations.chosen',
  });
});

test('a member who left is still named, and what they put forward stands', async () => {
  const [desk, club] = [bench(db), await foundClub(db, { members: ['1'] })];
  const { nomination } = await put(desk, club, '1', await film(db, 'A'));
  await db.delete(clubMembers).where(eq(clubMembers.userId, '1'));
  const [still] = await standing(db, { guildId: club.guildId, roundId: nomination.roundId });
  expect(still?.nominators).toEqual([{ userId: '1', pitch: null }]);
});

describe('a watchlist', () => {
  test('keeps a film once, gives it back and forgets it', async () => {
    const [desk, club] = [bench(db), await foundClub(db)];
    const [a, b] = [await film(db, 'A'), await film(db, 'B')];
    expect(await keepForLater(db, club, { userId: '100', filmId: a }, desk.now())).toBe('A (2000)');
    await keepForLater(db, club, { userId: '100', filmId: a }, desk.now());
    desk.pass(1);
    await keepForLater(db, club, { userId: '100', filmId: b }, desk.now());
    expect((await listForLater(db, club, '100')).map(({ label }) => label)).toEqual(['B (2000)', 'A (2000)']);
    await forgetForLater(db, club, { userId: '100', filmId: b });
    await forgetForLater(db, club, { userId: '100', filmId: b });
    expect((await listForLater(db, club, '100')).map(({ id }) => id)).toEqual([a]);
    const other = await foundClub(db);
    expect(await listForLater(db, other, '100')).toEqual([]);
  });

  test('is for members alone', async () => {
    const club = await foundClub(db);
    const wish = { userId: '5', filmId: await film(db, 'A') };
    await expect(keepForLater(db, club, wish, START)).rejects.toMatchObject({ key: 'clubs.join-first' });
  });

  test('fills a round up: wanted by most first, then longest, and never what was struck, taken back or chosen', async () => {
    const [desk, club] = [bench(db), await foundClub(db, { veto: true, nominations: 9, members: ['1', '2', '3'] })];
    const films: Record<string, string> = {};
    for (const title of ['Two', 'Old', 'New', 'Stands', 'Struck', 'Back', 'Left', 'Chosen'])
      films[title] = await film(db, title);
    const later = (hours: number) => new Date(START.getTime() + hours * 3_600_000);
    const wants = async (title: string, users: string[], hours = 0) => {
      for (const userId of users) await want(db, club, films[title] ?? '', userId, later(hours));
    };
    await wants('Two', ['1', '2'], 9);
    await wants('Old', ['1'], 1);
    await wants('New', ['2'], 2);
    for (const title of ['Stands', 'Struck', 'Back', 'Chosen']) await wants(title, ['1', '2', '3']);
    await wants('Left', ['999', '998', '997']);
    const chosen = await put(desk, club, '1', films.Chosen ?? '');
    await moveRound(db, chosen.round, 'scheduled', desk.now(), { filmId: chosen.nomination.filmId, chosenBy: 'host' });
    desk.pass(1);
    await put(desk, club, '1', films.Stands ?? '');
    const struck = await put(desk, club, '1', films.Struck ?? '');
    const back = await put(desk, club, '1', films.Back ?? '');
    await veto(desk, { guildId: club.guildId, nominationId: struck.nomination.id }, '2');
    await withdraw(desk, { guildId: club.guildId, nominationId: back.nomination.id }, '1');
    const round = await openRound(db, desk, club);
    expect((await fillUp(db, club, round, 2, desk.now())).map(({ title }) => title)).toEqual(['Two', 'Old']);
    const more = await fillUp(db, club, round, 9, desk.now());
    expect(more.map(({ title, origin, nominators: by }) => [title, origin, by])).toEqual([['New', 'watchlist', []]]);
    expect(await fillUp(db, club, round, 9, desk.now())).toEqual([]);
  });
});

test('a club that takes only what nobody has seen is not filled up with what a member has seen', async () => {
  const [desk, club] = [bench(db), await foundClub(db, { seen: 'refuse', members: ['1'] })];
  const [seen, unseen] = [await film(db, 'Seen'), await film(db, 'Unseen')];
  for (const filmId of [seen, unseen]) await want(db, club, filmId, '1');
  await markSeen(db, { guildId: club.guildId, filmId: seen, userId: '1' }, START);
  await markSeen(db, { guildId: club.guildId, filmId: unseen, userId: '999' }, START);
  const filled = await fillUp(db, club, await openRound(db, desk, club), 5, desk.now());
  expect(filled.map(({ title }) => title)).toEqual(['Unseen']);
});

test('two clubs of one server do not share what stands, nor a watchlist', async () => {
  const [desk, club] = [bench(db), await foundClub(db)];
  const [row] = await db
    .insert(clubs)
    .values({
      guildId: club.guildId,
      id: crypto.randomUUID(),
      name: 'Two',
      channelId: '1',
      zone: 'UTC',
      createdAt: START,
    })
    .returning();
  const two = { ...club, ...row, settings: club.settings };
  await joinClub(db, two, '100', START);
  const filmId = await film(db, 'A');
  await put(desk, club, '100', filmId);
  await keepForLater(db, club, { userId: '100', filmId }, START);
  expect(await put(desk, two, '100', await film(db, 'B'))).toMatchObject({ standing: 1 });
  expect(await listForLater(db, two, '100')).toEqual([]);
  expect(await db.select().from(watchlist).where(eq(watchlist.clubId, club.id))).toHaveLength(1);
});
