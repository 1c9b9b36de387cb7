import { expect, test } from 'vitest';
import {
  castBallot,
  closePoll,
  draftFilms,
  exportBallots,
  filmsOf,
  type Poll,
  recount,
} from '../../../src/features/polls/polls.ts';
import { testDatabase } from '../../support/database.ts';
import { testDesk } from '../../support/desk.ts';
import { makeClub, makePoll, person } from '../../support/vote.ts';

const database = await testDatabase();
const desk = await testDesk(database);
const key = ({ guildId, id }: Poll) => ({ guildId, pollId: id });

test('a result stands whatever became of its films afterwards', async () => {
  const club = await makeClub(desk, 3);
  const poll = await makePoll(desk, club, 3, { method: 'ranked' });
  const films = await filmsOf(desk.db, key(poll));
  for (const [voter, film] of films.slice(0, 2).entries()) {
    await draftFilms(desk, key(poll), person(voter), [film.id]);
    await castBallot(desk, key(poll), person(voter));
  }
  await closePoll(desk, key(poll), person(0));
  const before = await recount(desk.db, key(poll));
  // what stands again may be merged with a nomination that waits longer, be mended, or be withdrawn
  await database.sql`update nominations set waiting_since = waiting_since - interval '1 day' where id = ${films[1]?.id ?? ''}`;
  await database.sql`update nominations set state = 'withdrawn' where id = ${films[0]?.id ?? ''}`;
  await database.sql`update films set title = 'Another title' where id = ${films[1]?.filmId ?? ''}`;
  await database.sql`delete from club_members where user_id = ${person(1).userId}`;
  const again = await recount(desk.db, key(poll));
  expect(again.stands).toBe(true);
  expect(again.again).toEqual(before.again);
  expect((await exportBallots(desk.db, key(poll))).csv.trim().split('\r\n')).toHaveLength(3);
});

test('a ballot that was changed by hand is found out', async () => {
  const club = await makeClub(desk, 3);
  const poll = await makePoll(desk, club, 3);
  const [first, second] = await filmsOf(desk.db, key(poll));
  await draftFilms(desk, key(poll), person(1), [first?.id ?? '']);
  await castBallot(desk, key(poll), person(1));
  await closePoll(desk, key(poll), person(0));
  await database.sql`update ballots set choices = ${[second?.id ?? '']}::uuid[] where poll_id = ${poll.id}`;
  expect((await recount(desk.db, key(poll))).stands).toBe(false);
});

test('neither a running poll nor one that was called off gives its ballots away', async () => {
  const club = await makeClub(desk, 2);
  const poll = await makePoll(desk, club, 2);
  await expect(recount(desk.db, key(poll))).rejects.toMatchObject({ key: 'polls.not-counted' });
  await expect(exportBallots(desk.db, key(poll))).rejects.toMatchObject({ key: 'polls.not-counted' });
});
