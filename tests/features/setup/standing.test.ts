import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { films, guildFilms, nominations, polls, rounds, SHARED } from '../../../src/db/schema/index.ts';
import { createClub, keyOf } from '../../../src/features/clubs/clubs.ts';
import { setupMessage, standingLine } from '../../../src/features/setup/messages.ts';
import { foremost, type RoundState } from '../../../src/features/setup/rules.ts';
import { overviewOf, standingOf } from '../../../src/features/setup/setup.ts';
import { testDatabase } from '../../support/database.ts';

const { db, sql } = await testDatabase();
const NOW = new Date('2026-01-09T18:00:00Z');
const SOON = new Date('2026-01-11T18:00:00Z');
const LATER = new Date('2026-01-12T18:00:00Z');
const guildId = '1000';

afterEach(() => sql`truncate guilds, films cascade`);

const make = (name: string) =>
  db.transaction((tx) => createClub(tx, { guildId, channelId: '1', userId: '2', name, zone: 'UTC' }, NOW));

async function addFilm(title: string) {
  const id = randomUUID();
  await db.insert(films).values({ id, title, year: 2003, source: 'test', fetchedAt: NOW });
  await db.insert(guildFilms).values({ guildId, filmId: id, filmScope: SHARED });
  return id;
}

type Club = Awaited<ReturnType<typeof make>>;

async function addRound(club: Club, number: number, state: RoundState, more: { filmId?: string; dueAt?: Date } = {}) {
  const id = randomUUID();
  const chosen = more.filmId ? { chosenBy: 'poll' as const } : {};
  await db.insert(rounds).values({ ...keyOf(club), id, number, state, since: NOW, createdAt: NOW, ...more, ...chosen });
  return id;
}

async function nominate(roundId: string, state: 'open' | 'withdrawn' = 'open') {
  const filmId = await addFilm('Heron');
  const row = { guildId, id: randomUUID(), roundId, filmId, waitingSince: NOW, origin: 'member' as const };
  await db.insert(nominations).values({ ...row, state });
}

const line = async (club: Club) => standingLine('en', await standingOf(db, club)).markdown;

test('a club without a round waits for the first film', async () => {
  expect(await line(await make('Kino'))).toBe('It waits for the first film: nominations are open.');
});

test('a nominating round tells how many films stand', async () => {
  const club = await make('Kino');
  const round = await addRound(club, 1, 'nominating');
  await nominate(round);
  expect(await line(club)).toBe('Nominations are open, 1 film so far.');
  await nominate(round);
  await nominate(round, 'withdrawn');
  expect(await line(club)).toBe('Nominations are open, 2 films so far.');
});

test('an open vote tells when the next one closes, whatever else is under way', async () => {
  const club = await make('Kino');
  const [round] = [await addRound(club, 1, 'polling'), await addRound(club, 2, 'nominating')];
  const poll = {
    ...keyOf(club),
    roundId: round,
    method: 'approval' as const,
    channelId: '1',
    openedAt: NOW,
    eligible: 'members' as const,
    quorum: 0,
  };
  await db.insert(polls).values([
    { ...poll, id: randomUUID(), number: 1, state: 'open', closesAt: LATER },
    { ...poll, id: randomUUID(), number: 2, state: 'open', closesAt: SOON },
    { ...poll, id: randomUUID(), number: 3, state: 'closed', closesAt: NOW, closedAt: NOW },
  ]);
  const stamp = SOON.getTime() / 1_000;
  expect(await line(club)).toBe(`A vote is open: press Vote on the poll. It closes <t:${stamp}:f> (<t:${stamp}:R>).`);
});

test('a film that is chosen is named, and when the round goes on', async () => {
  const club = await make('Kino');
  await addRound(club, 1, 'scheduled', { filmId: await addFilm('||Heron||'), dueAt: SOON });
  const said = await line(club);
  expect(said).toContain(String.raw`Next watch: **\|\|Heron\|\| (2003)**.`);
  expect(said).toContain(`Next step: <t:${SOON.getTime() / 1_000}:f>`);
});

test('rounds that are over count for nothing, nor do those of another club', async () => {
  const [club, other] = [await make('Kino'), await make('Other')];
  await addRound(club, 1, 'cancelled');
  await addRound(other, 1, 'polling');
  expect((await standingOf(db, club)).state).toBe('nominating');
});

test('of rounds under way at once, the one with a vote or ratings comes before the next nominations', () => {
  const states = (...all: RoundState[]) => foremost(all.map((state) => ({ state })))?.state;
  expect(states('scheduled', 'nominating')).toBe('nominating');
  expect(states('polling', 'nominating')).toBe('polling');
  expect(states('rating', 'nominating')).toBe('rating');
  expect(states()).toBeUndefined();
});

test('a server with forty clubs of the longest names fits one message, and says how many are left out', async () => {
  for (let i = 0; i < 40; i++) await make(`${'|'.repeat(56)} ${i}`);
  const clubs = await overviewOf(db, guildId, 10);
  const { components } = setupMessage('ko', { missing: [], clubs, more: 30 });
  const words = JSON.stringify(components);
  expect(words).toContain('그리고 클럽 30개 더');
  const [first] = components;
  expect(first && 'content' in first ? first.content.length : Number.NaN).toBeLessThan(4_000);
});
