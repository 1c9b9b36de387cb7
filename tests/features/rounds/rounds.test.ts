import { expect, test } from 'vitest';
import { fillUp, standing } from '../../../src/features/nominations/nominations.ts';
import { moveRound, openRound } from '../../../src/features/rounds/rounds.ts';
import { testDatabase } from '../../support/database.ts';
import { bench, film, foundClub, want } from '../nominations/scene.ts';

const { db } = await testDatabase();

test('a club has one nominating round, however many open it at once', async () => {
  const club = await foundClub(db);
  const desk = bench(db);
  const opened = await Promise.all(Array.from({ length: 20 }, () => db.transaction((tx) => openRound(tx, desk, club))));
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  expect(opened[0]).toMatchObject({ number: 1, state: 'nominating', pickerId: null });
});

test('what did not win stands again, with all who put it forward, as long as the club wants', async () => {
  const club = await foundClub(db, { carryOver: 1, members: ['1'] });
  const desk = bench(db);
  const winner = await film(db, 'Winner');
  const loser = await film(db, 'Loser');
  await want(db, club, winner, '100');
  await want(db, club, winner, '1');
  await want(db, club, loser, '1');
  const first = await openRound(db, desk, club);
  const [a, b] = await fillUp(db, club, first, 5, desk.now());
  expect([a?.title, b?.title]).toEqual(['Winner', 'Loser']);
  const polling = await moveRound(db, first, 'polling', desk.now());
  desk.pass(1);
  await moveRound(db, polling, 'scheduled', desk.now(), { filmId: winner, chosenBy: 'poll' });
  const second = await openRound(db, desk, club);
  const carried = await standing(db, { guildId: club.guildId, roundId: second.id });
  expect(carried).toMatchObject([{ title: 'Loser', origin: 'carried', waitingSince: b?.waitingSince }]);
});
