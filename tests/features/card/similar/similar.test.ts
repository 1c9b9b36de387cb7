import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { films } from '../../../../src/db/schema/index.ts';
import { similarMessage } from '../../../../src/features/card/similar/messages.ts';
import type { Near } from '../../../../src/features/card/similar/rules.ts';
import { similarTo } from '../../../../src/features/card/similar/similar.ts';
import type { Club } from '../../../../src/features/clubs/clubs.ts';
import { importFilms, loadFilm } from '../../../../src/features/films/films.ts';
import { type HalfStars, markSeen, rateFilm } from '../../../../src/features/marks/marks.ts';
import { repairFilms } from '../../../../src/features/repairs/repairs.ts';
import { openRound } from '../../../../src/features/rounds/rounds.ts';
import { LOCALES } from '../../../../src/texts/texts.ts';
import { assertAccepted } from '../../../support/bodies.ts';
import { testDatabase } from '../../../support/database.ts';
import { testDesk } from '../../../support/desk.ts';
import { hostileText } from '../../../support/hostile.ts';
import { makeClub, person } from '../../../support/vote.ts';

const database = await testDatabase();
const { db } = database;
const desk = await testDesk(database);
const now = new Date('2026-01-09T18:00:00Z');
const lee = { name: 'Lee Chung-hyun', names: ['이충현'] };
const jeon = { name: 'Jeon Jong-seo', names: ['전종서'] };
await importFilms(
  db,
  [
    { title: 'Ballerina', year: 2023, genres: ['action', 'thriller'], directors: [lee], cast: [jeon] },
    { title: 'The Call', year: 2020, genres: ['horror'], directors: [lee], cast: [jeon] },
    { title: 'Burning', year: 2018, genres: ['drama', 'mystery'], cast: [jeon] },
    { title: 'Casablanca', year: 1942, genres: ['romance'] },
    { title: 'Akira', year: 1988, genres: ['animation'] },
    { title: 'Oldboy', year: 2003, genres: ['action', 'thriller', 'mystery'] },
  ],
  { source: 'test', now },
);
const ids = new Map((await db.select().from(films)).map(({ id, title }) => [title, id]));
const idOf = (title: string) => ids.get(title) ?? '';
let club: Club;
let guildId: string;

beforeEach(async () => {
  await database.sql`truncate guilds cascade`;
  club = await makeClub(desk, 5);
  ({ guildId } = club);
});

const reader = person(9).userId;
const of = async (title: string, userId = reader) =>
  (await similarTo(db, { guildId, filmId: idOf(title), userId })).near.map(({ title, reasons }) => [
    title,
    ...reasons.map((reason) => ('count' in reason ? `${reason.kind} ${reason.count}` : reason.kind)),
  ]);
const rate = async (title: string, people: number[], halfStars: HalfStars) => {
  for (const number of people) {
    const key = { guildId, filmId: idOf(title), userId: person(number).userId };
    await markSeen(db, key, now);
    await rateFilm(desk, key, halfStars);
  }
};
const watched = async (title: string, revealed: boolean) => {
  const round = await db.transaction((tx) => openRound(tx, desk, club));
  const at = revealed ? now.toISOString() : null;
  await db.execute(sql`update rounds set state = ${revealed ? 'recapped' : 'scheduled'}, film_id = ${idOf(title)},
    chosen_by = 'host', revealed_at = ${at} where id = ${round.id}`);
};

test('films by the same people are near, with the reason; what the reader has seen is not offered', async () => {
  expect(await of('Ballerina')).toEqual([
    ['The Call', 'director', 'cast'],
    ['Burning', 'cast'],
  ]);
  await markSeen(db, { guildId, filmId: idOf('The Call'), userId: reader }, now);
  expect(await of('Ballerina')).toEqual([['Burning', 'cast']]);
  expect(await of('Akira')).toEqual([]);
});

test('films of the same kind are offered among those the server knows', async () => {
  await rate('Oldboy', [1], 6);
  expect(await of('Ballerina')).toContainEqual(['Oldboy', 'genres']);
});

test('a film for which another stands in this server is not offered', async () => {
  const mod = { ...person(1), moderates: true };
  await repairFilms(desk, guildId, mod, 'merge', { fromId: idOf('The Call'), toId: idOf('Akira') });
  expect(await of('Ballerina')).toEqual([['Burning', 'cast']]);
});

describe('what members loved beside it', () => {
  const loved = async () => {
    await rate('Casablanca', [1, 2, 3], 8);
    await rate('Akira', [1, 2, 3], 9);
  };

  test('is said once a club has shown the ratings of both', async () => {
    await loved();
    expect(await of('Casablanca')).toEqual([]);
    await watched('Casablanca', true);
    expect(await of('Casablanca')).toEqual([]);
    await watched('Akira', true);
    expect(await of('Casablanca')).toEqual([['Akira', 'together 3']]);
  });

  test('is said to who has seen the one where only the other was shown', async () => {
    await loved();
    await watched('Akira', true);
    await markSeen(db, { guildId, filmId: idOf('Casablanca'), userId: reader }, now);
    expect(await of('Casablanca')).toEqual([['Akira', 'together 3']]);
    expect(await of('Casablanca', person(4).userId)).toEqual([]);
  });

  test('is kept quiet while a club is about to watch either', async () => {
    await loved();
    await watched('Casablanca', true);
    await watched('Akira', true);
    await watched('Akira', false);
    expect(await of('Casablanca')).toEqual([]);
  });

  test('needs three who loved both, and nobody of another server counts', async () => {
    await rate('Casablanca', [1, 2, 3], 8);
    await rate('Akira', [1, 2], 10);
    await rate('Akira', [3], 7);
    await watched('Casablanca', true);
    await watched('Akira', true);
    const elsewhere = { guildId: '77', filmId: idOf('Akira'), userId: person(3).userId };
    await markSeen(db, elsewhere, now);
    await rateFilm(desk, elsewhere, 10);
    expect(await of('Casablanca')).toEqual([]);
    await rate('Akira', [3], 8);
    expect(await of('Casablanca')).toEqual([['Akira', 'together 3']]);
  });
});

test.each(LOCALES)('whatever films and people are called, Discord takes the message (%s)', async (locale) => {
  const film = await loadFilm(db, idOf('Ballerina'));
  if (!film) throw new Error('no film');
  const name = fc.record({ name: hostileText, names: fc.array(hostileText, { maxLength: 2 }) });
  const reason = fc.oneof(
    fc.record({ kind: fc.constantFrom('director', 'cast'), people: fc.array(name, { minLength: 1, maxLength: 9 }) }),
    fc.record({ kind: fc.constant('together' as const), count: fc.integer({ min: 3, max: 999 }) }),
    fc.constant({ kind: 'genres' as const, genres: ['action', 'thriller', 'science_fiction', 'war'] }),
  );
  const near: fc.Arbitrary<Near> = fc.record({
    id: fc.uuid(),
    title: fc.oneof(hostileText, fc.constant('한국어 제목'.repeat(90))),
    year: fc.option(fc.integer({ min: 1870, max: 2100 }), { nil: null }),
    reasons: fc.array(reason, { minLength: 1, maxLength: 2 }),
  });
  const all = fc.uniqueArray(near, { maxLength: 5, selector: ({ id }) => id });
  fc.assert(
    fc.property(all, (some) => assertAccepted(similarMessage(locale, { film, near: some }, 'card/show'))),
    {
      numRuns: 100,
    },
  );
});
