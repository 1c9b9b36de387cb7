import { expect, test } from 'vitest';
import {
  castBallot,
  closePoll,
  draftFilms,
  filmsOf,
  outcomeOf,
  type Poll,
  recount,
} from '../../../src/features/polls/polls.ts';
import type { Desk } from '../../../src/jobs/names.ts';
import { testDatabase } from '../../support/database.ts';
import { testDesk } from '../../support/desk.ts';
import { runs } from '../../support/runs.ts';
import { makeClub, makePoll, person } from '../../support/vote.ts';

const database = await testDatabase();
const desk = await testDesk(database);
const VOTERS = 10;

test('ballots that race the close are either counted or refused: what is announced is what a recount gives', async () => {
  const club = await makeClub(desk, VOTERS);
  let [accepted, refused] = [0, 0];
  for (let race = 0; race < runs(1_000); race++) {
    const poll = await makePoll(desk, club, 3);
    const outcome = await raceOf(poll);
    accepted += outcome.accepted;
    refused += VOTERS - outcome.accepted;
    const again = await recount(desk.db, keyOf(poll));
    expect(again.stands).toBe(true);
    expect(again.announced.result.ballots).toBe(outcome.accepted);
    const late = await database.sql`select 1 from ballots b join polls p on p.guild_id = b.guild_id and p.id = b.poll_id
      where p.id = ${poll.id} and b.cast_at > p.closed_at`;
    expect(late).toHaveLength(0);
  }
  // The race has to be one: the close falls among the ballots, not always before or after them.
  expect(accepted).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
}, 1_800_000);

test('a poll that two phones close is closed once, with one announcement', async () => {
  const club = await makeClub(desk, 3);
  const poll = await makePoll(desk, club, 2);
  const closings = await Promise.all([1, 2, 3].map(() => closePoll(desk, keyOf(poll), person(0))));
  expect(closings.map(({ kind }) => kind).sort()).toEqual(['closed', 'over', 'over']);
  const posts = await database.sql`select 1 from posts where subject_id = ${poll.id} and kind = 'polls/result'`;
  expect(posts).toHaveLength(1);
});

test('a job that comes early counts nothing yet and comes again: a ballot cast before the deadline is counted', async () => {
  const club = await makeClub(desk, 3);
  const poll = await makePoll(desk, club, 2);
  const [film] = await filmsOf(desk.db, keyOf(poll));
  const asked: (number | undefined)[] = [];
  const enqueue: Desk['enqueue'] = async (tx, name, payload, at) => {
    if (name === 'polls/close') asked.push(at?.getTime());
    await desk.enqueue(tx, name, payload, at);
  };
  const deskAt = (before: number) => ({ ...desk, enqueue, now: () => new Date(poll.closesAt.getTime() - before) });
  expect((await closePoll(deskAt(3_600_000), keyOf(poll))).kind).toBe('not-due');
  expect(asked).toEqual([]);
  expect((await closePoll(deskAt(1_500), keyOf(poll))).kind).toBe('not-due');
  expect(asked).toEqual([poll.closesAt.getTime() + 1_500]);
  await draftFilms(deskAt(2), keyOf(poll), person(1), [film?.id ?? '']);
  await castBallot(deskAt(1), keyOf(poll), person(1));
  await expect(castBallot(deskAt(0), keyOf(poll), person(1))).rejects.toMatchObject({ key: 'polls.closed' });
  expect((await closePoll(deskAt(0), keyOf(poll))).kind).toBe('closed');
  expect((await recount(desk.db, keyOf(poll))).announced.result.ballots).toBe(1);
});

test('a member who clicks a hundred times at once has one ballot', async () => {
  const club = await makeClub(desk, 2);
  const poll = await makePoll(desk, club, 5);
  const films = await filmsOf(desk.db, keyOf(poll));
  await Promise.all(
    Array.from({ length: 100 }, async (_, click) => {
      await draftFilms(desk, keyOf(poll), person(1), [films[click % films.length]?.id ?? '']);
      await castBallot(desk, keyOf(poll), person(1));
    }),
  );
  expect(await database.sql`select 1 from ballots where poll_id = ${poll.id}`).toHaveLength(1);
  expect((await closePoll(desk, keyOf(poll), person(0))).kind).toBe('closed');
});

/** Every voter marks and casts while the host closes at some moment among them. @returns how many were accepted. */
async function raceOf(poll: Poll): Promise<{ accepted: number }> {
  const films = await filmsOf(desk.db, keyOf(poll));
  const voters = Array.from({ length: VOTERS }, (_, number) => person(number));
  for (const [index, voter] of voters.entries())
    await draftFilms(desk, keyOf(poll), voter, [films[index % films.length]?.id ?? '']);
  const order = Math.floor(Math.random() * (VOTERS + 1));
  const acts: Promise<boolean>[] = [];
  for (const [index, voter] of voters.entries()) {
    if (index === order) acts.push(closePoll(desk, keyOf(poll), person(0)).then(() => false));
    acts.push(castBallot(desk, keyOf(poll), voter).then(() => true, isRefusal));
  }
  if (order === VOTERS) acts.push(closePoll(desk, keyOf(poll), person(0)).then(() => false));
  const results = await Promise.all(acts);
  const closed = (await recount(desk.db, keyOf(poll))).poll;
  expect(outcomeOf(closed)).toBeDefined();
  return { accepted: results.filter(Boolean).length };
}

function isRefusal(error: unknown): false {
  expect(error).toMatchObject({ key: 'polls.closed' });
  return false;
}

function keyOf({ guildId, id }: Poll) {
  return { guildId, pollId: id };
}
