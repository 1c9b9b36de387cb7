import { randomUUIDv7 } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guildFilms, guilds, memberReviews, rounds, SHARED } from '../../../src/db/schema/index.ts';
import { ROUND_STATES } from '../../../src/db/schema/rounds.ts';
import { markSeen } from '../../../src/features/marks/marks.ts';
import { deleteReview, entryFor, membersView, removeReview } from '../../../src/features/reviews/member/member.ts';
import { wholeMessage } from '../../../src/features/reviews/member/messages.ts';
import { openEntries, writeReview } from '../../../src/features/reviews/reviews.ts';
import { assertAccepted } from '../../support/bodies.ts';
import { testDatabase } from '../../support/database.ts';
import { runs } from '../../support/runs.ts';
import { bench, film, foundClub, START } from '../nominations/scene.ts';

const { db } = await testDatabase();
const desk = bench(db);
const NOTHING = { openLine: null, hidden: null, again: null, seenWhere: null };
const WRITER = '101';

const club = await foundClub(db, { members: [WRITER, '102'] });
const { guildId } = club;
const filmId = await film(db, 'Heron');
const key = (userId: string) => ({ guildId, filmId, userId });
const wrote = { openLine: 'SECRET', hidden: 'SECRET', again: 'no' as const, seenWhere: 'SECRET' };
await writeReview(desk, key(WRITER), { halfStars: 9, ...wrote });

/** The rounds of the server that have this film, as a test says. */
async function put(states: readonly { state: (typeof ROUND_STATES)[number]; isShown: boolean }[]): Promise<void> {
  await db.delete(rounds).where(eq(rounds.guildId, guildId));
  for (const [index, { state, isShown }] of states.entries()) {
    const row = {
      guildId,
      clubId: club.id,
      id: randomUUIDv7(),
      number: index + 1,
      state,
      since: START,
      createdAt: START,
    };
    await db.insert(rounds).values({ ...row, filmId, chosenBy: 'host', revealedAt: isShown ? START : null });
  }
}

const WAITING = ['scheduled', 'watched', 'rating'];
const states = fc.uniqueArray(fc.record({ state: fc.constantFrom(...ROUND_STATES), isShown: fc.boolean() }), {
  maxLength: 3,
  selector: ({ state }) => state,
});

test('whatever rounds there are and whoever asks, nobody reads more than the rule lets them, by any way', async () => {
  const property = fc.asyncProperty(states, fc.boolean(), fc.boolean(), async (all, hasSeen, isWriter) => {
    await put(all);
    const reader = isWriter ? WRITER : randomUUIDv7();
    if (hasSeen && !isWriter) await markSeen(db, key(reader), START);
    const isBlind = all.some(({ state, isShown }) => WAITING.includes(state) && !isShown);
    const may = isWriter || (hasSeen && !isBlind);
    const view = await membersView(db, key(reader));
    expect(view.raters).toContain(WRITER);
    expect(view.blind).toBe(isBlind);
    if (!may) expect(JSON.stringify(view)).not.toMatch(/SECRET|halfStars/);
    else expect(isWriter ? view.yours : view.entries[0]).toMatchObject({ userId: WRITER, halfStars: 9, ...wrote });
    expect(view.average === undefined).toBe(isBlind || !view.youSeen);
    const one = await entryFor(db, key(reader), WRITER).catch(({ key: why }) => why);
    if (may) expect(one).toMatchObject(wrote);
    else expect(one).toBe('reviews.not-here');
    expect((await openEntries(db, key(reader))) === undefined).toBe(isBlind);
  });
  await fc.assert(property, { numRuns: runs(2_000) });
  await put([]);
}, 600_000);

test('a review of one server is read in no other, and an id that somebody made up finds nothing', async () => {
  await put([]);
  const elsewhere = await foundClub(db);
  const there = { guildId: elsewhere.guildId, filmId, userId: '102' };
  await markSeen(db, there, START);
  expect(await membersView(db, there)).toMatchObject({ raters: [], entries: [], seen: 1 });
  for (const by of [WRITER, '999', "1' or true"])
    await expect(entryFor(db, there, by)).rejects.toMatchObject({ key: 'reviews.not-here' });
  await expect(
    writeReview(desk, { ...there, filmId: randomUUIDv7() }, { halfStars: 1, ...NOTHING }),
  ).rejects.toMatchObject({ key: 'film.gone' });
});

test('written fifty times at once it stands once, as one of them said', async () => {
  const other = await film(db, 'Egret');
  const all = Array.from({ length: 50 }, (_, i) => ({
    halfStars: ((i % 10) + 1) as 1,
    ...NOTHING,
    hidden: `text ${i % 10}`,
  }));
  await Promise.all(all.map((one) => writeReview(desk, { ...key('102'), filmId: other }, one)));
  const { yours, raters } = await membersView(db, { ...key('102'), filmId: other });
  expect(raters).toEqual(['102']);
  expect(yours?.hidden).toMatch(/^text \d$/);
});

test('what is cleared is gone, and deleting takes the rating too and leaves that it was seen', async () => {
  const other = await film(db, 'Stork');
  const mine = { ...key('102'), filmId: other };
  await writeReview(desk, mine, { halfStars: 4, ...wrote });
  await writeReview(desk, mine, { halfStars: 5, ...NOTHING });
  expect((await membersView(db, mine)).yours).toMatchObject({ halfStars: 5, hidden: null, openLine: null });
  expect(await db.select().from(memberReviews).where(eq(memberReviews.filmId, other))).toEqual([]);
  await deleteReview(desk, mine);
  await deleteReview(desk, mine);
  expect(await membersView(db, mine)).toMatchObject({ yours: undefined, raters: [], youSeen: true, seen: 1 });
});

test('a host removes what members of the club wrote or wrote of its films; of others only a moderator does', async () => {
  await put([]);
  const host = { userId: '100', ownsServer: false, moderates: false };
  const stranger = key('900');
  await writeReview(desk, stranger, { halfStars: 2, ...wrote });
  await expect(removeReview(desk, club, { ...host, userId: '102' }, stranger)).rejects.toMatchObject({
    key: 'reviews.remove.refused',
  });
  await expect(removeReview(desk, club, host, stranger)).rejects.toMatchObject({ key: 'reviews.remove.elsewhere' });
  await put([{ state: 'recapped', isShown: true }]);
  await removeReview(desk, club, host, stranger);
  await removeReview(desk, club, { ...host, userId: '102', moderates: true }, stranger);
  const rows = await db.execute(
    sql`select user_id, subject_id from club_events where what = 'review removed' order by user_id`,
  );
  expect([...(rows as unknown as Iterable<unknown>)]).toEqual([
    { user_id: '100', subject_id: `${filmId}/900` },
    { user_id: '102', subject_id: `${filmId}/900` },
  ]);
  await markSeen(db, key('102'), START);
  expect(await entryFor(db, key('102'), '900')).toMatchObject({ halfStars: 2, hidden: null, openLine: null });
});

test('a server that goes takes its reviews along', async () => {
  const gone = await foundClub(db);
  await db.insert(guildFilms).values({ guildId: gone.guildId, filmId, filmScope: SHARED });
  await writeReview(desk, { guildId: gone.guildId, filmId, userId: '1' }, { halfStars: 2, ...wrote });
  await db.delete(guilds).where(eq(guilds.guildId, gone.guildId));
  expect(await db.select().from(memberReviews).where(eq(memberReviews.guildId, gone.guildId))).toEqual([]);
});

test.each([
  ['Korean', '가나다라 '.repeat(800)],
  ['bars', '||'.repeat(2_000)],
  ['accents', 'é'.repeat(4_000)],
  ['emoji', '👩‍👩‍👧'.repeat(500)],
  ['lines', 'x\n'.repeat(2_000)],
])('the longest text of %s is shown in one message that Discord takes, all of it behind the curtain', (_, hidden) => {
  const entry = { userId: '1', halfStars: 7, ratedAt: START, ...NOTHING, openLine: '가'.repeat(200), hidden };
  for (const one of [entry, { ...entry, openLine: hidden.slice(0, 200), seenWhere: hidden.slice(0, 100) }]) {
    const message = wholeMessage('ko', one);
    assertAccepted(message);
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(10_170);
    expect(message.components.at(-1)).toMatchObject({ type: 17, spoiler: true });
  }
});
