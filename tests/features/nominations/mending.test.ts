import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { clubEvents } from '../../../src/db/schema/index.ts';
import { type Club, joinClub } from '../../../src/features/clubs/clubs.ts';
import { letEverybody, listOf, listOfRound, viewNomination } from '../../../src/features/nominations/list/list.ts';
import {
  mayMend,
  removeNomination,
  removePitch,
  repoint,
  restoreNomination,
} from '../../../src/features/nominations/mending.ts';
import { nominateFilm } from '../../../src/features/nominations/nominate.ts';
import { nominationsByIds, standing } from '../../../src/features/nominations/nominations.ts';
import { labelsOf } from '../../../src/features/nominations/rules.ts';
import { takeVetoBack, veto, withdraw } from '../../../src/features/nominations/withdraw.ts';
import { cancelPoll, openPoll } from '../../../src/features/polls/polls.ts';
import { openRound, roundOf } from '../../../src/features/rounds/rounds.ts';
import { testDatabase } from '../../support/database.ts';
import { someoneWaiting } from '../../support/waiting.ts';
import { type Bench, bench, film, foundClub, START } from './scene.ts';

const { db, sql } = await testDatabase();

const HOST = { userId: '100', ownsServer: false, moderates: false };
const MODERATOR = { userId: '900', ownsServer: false, moderates: true };
const MEMBER = { userId: '1', ownsServer: false, moderates: false };

type Night = {
  desk: Bench;
  club: Club;
  key: (title: string) => { guildId: string; nominationId: string };
  films: Map<string, string>;
};

/** A club in which members have put films forward, all of them with a pitch. */
async function night(wishes: Record<string, string[]>, settings: Parameters<typeof foundClub>[1] = {}): Promise<Night> {
  const desk = bench(db);
  const club = await foundClub(db, { nominations: 9, veto: true, films: 2, members: ['1', '2', '3'], ...settings });
  const films = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const [title, users] of Object.entries(wishes)) {
    films.set(title, await film(db, title));
    for (const userId of users) {
      desk.pass(0.1);
      const done = await nominateFilm(desk, club, {
        userId,
        filmId: films.get(title) ?? '',
        pitch: `${title} by ${userId}`,
      });
      if (done.kind === 'put') ids.set(title, done.nomination.id);
    }
  }
  return { desk, club, films, key: (title) => ({ guildId: club.guildId, nominationId: ids.get(title) ?? '' }) };
}

async function stands({ desk, club }: Night, title?: string) {
  const { id } = await openRound(db, desk, club);
  const all = await standing(db, { guildId: club.guildId, roundId: id });
  return title ? all.find((one) => one.title === title) : all.map((one) => one.title);
}

/** Opens a vote on all that stands. */
async function vote({ desk, club }: Night) {
  return openPoll(desk, club, HOST, {});
}

async function events({ club }: Night) {
  const rows = await db.select().from(clubEvents).where(eq(clubEvents.guildId, club.guildId)).orderBy(clubEvents.at);
  return rows.map(({ userId, what, subjectId }) => ({ userId, what, subjectId }));
}

describe('withdrawing', () => {
  test('takes a film off; one that another wants too stays with the other', async () => {
    const it = await night({ Alone: ['1'], Shared: ['1', '2'] });
    expect(await withdraw(it.desk, it.key('Alone'), '1')).toMatchObject({ left: 0, film: 'Alone (2000)' });
    expect(await withdraw(it.desk, it.key('Shared'), '1')).toMatchObject({ left: 1 });
    expect(await stands(it)).toEqual(['Shared']);
    expect(await stands(it, 'Shared')).toMatchObject({ nominators: [{ userId: '2', pitch: 'Shared by 2' }] });
  });

  test('twice from two phones is done once', async () => {
    const it = await night({ Alone: ['1'], Shared: ['1', '2'] });
    for (const [title, key] of [
      ['Alone', 'nominations.gone'],
      ['Shared', 'nominations.not-yours'],
    ] as const) {
      const both = await Promise.allSettled([1, 2].map(() => withdraw(it.desk, it.key(title), '1')));
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { key } });
    }
  });

  test("another member's, another server's or a made-up one is refused", async () => {
    const it = await night({ Heat: ['1'] });
    await expect(withdraw(it.desk, it.key('Heat'), '2')).rejects.toMatchObject({ key: 'nominations.not-yours' });
    for (const key of [
      { ...it.key('Heat'), guildId: '5' },
      { ...it.key('Heat'), nominationId: crypto.randomUUID() },
    ])
      await expect(withdraw(it.desk, key, '1')).rejects.toMatchObject({ key: 'nominations.unknown' });
    expect(await stands(it)).toEqual(['Heat']);
  });

  test('waits while the film is on a ballot, and works again when the vote was cancelled', async () => {
    const it = await night({ Heat: ['1'], Ran: ['2'] });
    const poll = await vote(it);
    await expect(withdraw(it.desk, it.key('Heat'), '1')).rejects.toMatchObject({ key: 'nominations.on-ballot' });
    await cancelPoll(it.desk, { guildId: poll.guildId, pollId: poll.id }, HOST);
    await withdraw(it.desk, it.key('Heat'), '1');
    expect(await stands(it)).toEqual(['Ran']);
  });

  test('races the opening of a vote: the film is on the ballot or withdrawn, never both', async () => {
    for (let i = 0; i < 10; i++) {
      const it = await night({ A: ['1'], B: ['2'], C: ['2'] });
      const [opened, taken] = await Promise.allSettled([vote(it), withdraw(it.desk, it.key('A'), '1')]);
      expect(opened.status).toBe('fulfilled');
      const [a] = await nominationsByIds(db, it.club.guildId, [it.key('A').nominationId]);
      expect(a?.state).toBe(taken.status === 'fulfilled' ? 'withdrawn' : 'open');
      if (taken.status === 'rejected') expect(taken.reason).toMatchObject({ key: 'nominations.on-ballot' });
    }
  });
});

describe('a veto', () => {
  test('strikes one film a member and round, which stays struck in it, and can be taken back', async () => {
    const it = await night({ A: ['1'], B: ['2'] });
    await veto(it.desk, it.key('A'), '3');
    await expect(veto(it.desk, it.key('B'), '3')).rejects.toMatchObject({ key: 'nominations.veto.spent' });
    const again = { userId: '2', filmId: it.films.get('A') ?? '' };
    await expect(nominateFilm(it.desk, it.club, again)).rejects.toMatchObject({ key: 'nominations.vetoed' });
    expect((await listOf(db, it.club, HOST, it.desk.now())).vetoed).toEqual(['A (2000)']);
    await expect(takeVetoBack(it.desk, it.key('A'), '2')).rejects.toMatchObject({ key: 'nominations.veto.none' });
    await takeVetoBack(it.desk, it.key('A'), '3');
    await veto(it.desk, it.key('B'), '3');
    expect(await stands(it)).toEqual(['A']);
  });

  test('of one member on two films at once strikes one', async () => {
    const it = await night({ A: ['1'], B: ['2'] });
    const both = await Promise.allSettled(['A', 'B'].map((title) => veto(it.desk, it.key(title), '3')));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await stands(it)).toHaveLength(1);
  });

  test('is for members, for clubs that want it, and for films no vote has', async () => {
    const it = await night({ A: ['1'], B: ['2'] });
    await expect(veto(it.desk, it.key('A'), '777')).rejects.toMatchObject({ key: 'clubs.join-first' });
    await vote(it);
    await expect(veto(it.desk, it.key('A'), '3')).rejects.toMatchObject({ key: 'nominations.on-ballot' });
    const without = await night({ A: ['1'] }, { veto: false });
    await expect(veto(without.desk, without.key('A'), '3')).rejects.toMatchObject({ key: 'nominations.veto.off' });
  });
});

const CHANGES: [string, (it: Night) => Promise<unknown>][] = [
  ['a nomination', async ({ desk, club }) => nominateFilm(desk, club, { userId: '3', filmId: await film(db, 'New') })],
  ['a withdrawal', ({ desk, key }) => withdraw(desk, key('A'), '1')],
  ['a veto', ({ desk, key }) => veto(desk, key('A'), '3')],
  ['a removal', ({ desk, key }) => removeNomination(desk, key('A'), HOST)],
  ['a mending', async ({ desk, key }) => repoint(desk, key('A'), HOST, await film(db, 'Right'))],
  ['a vote', (it) => vote(it)],
];

test.each(CHANGES)('%s waits while somebody else has the round in hand', async (_, change) => {
  const it = await night({ A: ['1'], B: ['2'] });
  const { id } = await openRound(db, it.desk, it.club);
  let later: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    await roundOf(tx, { guildId: it.club.guildId, roundId: id }, true);
    later = change(it);
    await someoneWaiting(sql);
  });
  await later;
});

describe('hosts and moderators', () => {
  test('remove a pitch, also during a vote, and it is recorded; the film stands on', async () => {
    const it = await night({ A: ['1', '2'], B: ['2'] });
    await expect(removePitch(it.desk, it.key('A'), MEMBER, '2')).rejects.toMatchObject({ key: 'clubs.host-only' });
    await vote(it);
    await removePitch(it.desk, it.key('A'), MODERATOR, '1');
    await expect(removePitch(it.desk, it.key('A'), HOST, '1')).rejects.toMatchObject({ key: 'nominations.pitch.none' });
    const [a] = await nominationsByIds(db, it.club.guildId, [it.key('A').nominationId]);
    expect(a?.nominators.map(({ pitch }) => pitch)).toEqual([null, 'A by 2']);
    expect(await events(it)).toEqual([{ userId: '900', what: 'pitch removed', subjectId: it.key('A').nominationId }]);
  });

  test('take a film off a round, let it stand again, and nobody can put it forward in between', async () => {
    const it = await night({ A: ['1'], B: ['2'] });
    await expect(removeNomination(it.desk, it.key('A'), MEMBER)).rejects.toMatchObject({ key: 'clubs.host-only' });
    await removeNomination(it.desk, it.key('A'), HOST);
    const again = { userId: '2', filmId: it.films.get('A') ?? '' };
    await expect(nominateFilm(it.desk, it.club, again)).rejects.toMatchObject({ key: 'nominations.removed' });
    await expect(restoreNomination(it.desk, it.key('A'), MEMBER)).rejects.toMatchObject({ key: 'clubs.host-only' });
    await restoreNomination(it.desk, it.key('A'), MODERATOR);
    await expect(restoreNomination(it.desk, it.key('A'), HOST)).rejects.toMatchObject({ key: 'nominations.gone' });
    expect(await stands(it)).toEqual(['A', 'B']);
    expect((await events(it)).map(({ what }) => what)).toEqual(['nomination removed', 'nomination restored']);
    await vote(it);
    await expect(removeNomination(it.desk, it.key('A'), HOST)).rejects.toMatchObject({ key: 'nominations.on-ballot' });
  });

  test("of another club of the server cannot touch this club's", async () => {
    const it = await night({ A: ['1'] });
    const other = await foundClub(db);
    await joinClub(db, other, '5', START);
    const theirHost = { ...HOST, userId: '55' };
    await expect(removeNomination(it.desk, it.key('A'), theirHost)).rejects.toMatchObject({ key: 'clubs.host-only' });
    await expect(mayMend(db, it.key('A'), theirHost)).rejects.toMatchObject({ key: 'clubs.host-only' });
    await expect(
      removeNomination(it.desk, { ...it.key('A'), guildId: other.guildId }, MODERATOR),
    ).rejects.toMatchObject({
      key: 'nominations.unknown',
    });
  });
});

describe('a wrong match', () => {
  test('is mended: the nomination keeps its id, its people, its time, also on a ballot', async () => {
    const it = await night({ Wrong: ['1'], Other: ['2'] });
    const right = await film(db, 'Right', { year: 1999 });
    const before = await stands(it, 'Wrong');
    const poll = await vote(it);
    const done = await repoint(it.desk, it.key('Wrong'), MODERATOR, right);
    expect(done).toMatchObject({ film: 'Wrong (2000)', to: 'Right (1999)' });
    const [after] = await nominationsByIds(db, it.club.guildId, [it.key('Wrong').nominationId]);
    expect(after).toMatchObject({
      ...(before as object),
      title: 'Right',
      year: 1999,
      filmId: right,
      label: 'Right (1999)',
    });
    expect(await events(it)).toMatchObject([{ what: 'nomination re-pointed' }]);
    expect(poll.roundId).toBe(after?.roundId);
  });

  test('of a film that stands already becomes one with it', async () => {
    const it = await night({ Wrong: ['1', '2'], Right: ['2', '3'] });
    await repoint(it.desk, it.key('Wrong'), HOST, it.films.get('Right') ?? '');
    expect(await stands(it)).toEqual(['Right']);
    const right = await stands(it, 'Right');
    expect(right).toMatchObject({ id: it.key('Right').nominationId });
    const people = (right as { nominators: { userId: string; pitch: string }[] }).nominators;
    expect(people.map(({ userId }) => userId).sort()).toEqual(['1', '2', '3']);
    expect(people.find(({ userId }) => userId === '2')?.pitch).toBe('Right by 2');
  });

  test('cannot become one with a film of the same ballot', async () => {
    const it = await night({ Wrong: ['1'], Right: ['2'] });
    await vote(it);
    await expect(repoint(it.desk, it.key('Wrong'), HOST, it.films.get('Right') ?? '')).rejects.toMatchObject({
      key: 'nominations.mend.on-ballot',
    });
  });

  test.each(['unknown', 'same', 'member', 'theirs'] as const)('a mending that makes no sense: %s', async (kind) => {
    const it = await night({ Heat: ['1'] });
    const to = {
      unknown: crypto.randomUUID(),
      same: it.films.get('Heat') ?? '',
      member: await film(db, 'Ran'),
      theirs: await film(db, 'Theirs', { scope: '4' }),
    }[kind];
    const key = { unknown: 'film.gone', same: 'nominations.mend.same', member: 'clubs.host-only', theirs: 'film.gone' }[
      kind
    ];
    await expect(repoint(it.desk, it.key('Heat'), kind === 'member' ? MEMBER : HOST, to)).rejects.toMatchObject({
      key,
    });
    expect(await stands(it)).toEqual(['Heat']);
  });

  test('mended to one film from two sides at once, one nomination is left', async () => {
    for (let i = 0; i < 5; i++) {
      const it = await night({ A: ['1'], B: ['2'] });
      const right = await film(db, 'Right');
      await Promise.all(['A', 'B'].map((title) => repoint(it.desk, it.key(title), HOST, right)));
      expect(await stands(it)).toEqual(['Right']);
      expect(await stands(it, 'Right')).toMatchObject({ nominators: [{ userId: '1' }, { userId: '2' }] });
    }
  });
});

describe('what a person is offered', () => {
  const offered = async (it: Night, title: string, person: typeof HOST) => {
    const { canWithdraw, canVeto, keeps, onBallot } = await viewNomination(db, it.key(title), person);
    return [canWithdraw && 'withdraw', canVeto && 'veto', keeps && 'keep', onBallot && 'ballot'].filter(Boolean);
  };

  test('is what they may do', async () => {
    const it = await night({ A: ['1'], B: ['2'] });
    expect(await offered(it, 'A', MEMBER)).toEqual(['withdraw', 'veto']);
    expect(await offered(it, 'B', MEMBER)).toEqual(['veto']);
    expect(await offered(it, 'B', HOST)).toEqual(['veto', 'keep']);
    expect(await offered(it, 'B', MODERATOR)).toEqual(['keep']);
    await vote(it);
    expect(await offered(it, 'A', MEMBER)).toEqual(['ballot']);
    expect(await offered(it, 'A', HOST)).toEqual(['keep', 'ballot']);
  });

  test('begins with what can still be put forward, and leads to what is voted on', async () => {
    const it = await night({ A: ['1'], B: ['2'] });
    await vote(it);
    const during = await listOf(db, it.club, MEMBER, it.desk.now());
    expect(during).toMatchObject({ round: { number: 1, state: 'polling' }, others: [] });
    await nominateFilm(it.desk, it.club, { userId: '1', filmId: await film(db, 'C') });
    const next = await listOf(db, it.club, MEMBER, it.desk.now());
    expect(next.nominations.map(({ title }) => title)).toEqual(['C']);
    expect(next.others).toMatchObject([{ number: 1, state: 'polling' }]);
    const key = { guildId: it.club.guildId, roundId: next.others[0]?.id ?? '' };
    expect((await listOfRound(db, key, MEMBER, it.desk.now())).nominations).toHaveLength(2);
    await expect(listOfRound(db, { ...key, guildId: '5' }, MEMBER, START)).rejects.toMatchObject({
      key: 'rounds.gone',
    });
  });

  test("includes, for a host, ending a picker's turn, which is recorded", async () => {
    const desk = bench(db);
    const club = await foundClub(db, { rotation: true, members: ['1'] });
    const round = await openRound(db, desk, club);
    const key = { guildId: club.guildId, roundId: round.id };
    expect(await listOf(db, club, MEMBER, desk.now())).toMatchObject({ turn: { userId: '100' }, keeps: false });
    await expect(letEverybody(desk, key, MEMBER)).rejects.toMatchObject({ key: 'clubs.host-only' });
    await letEverybody(desk, key, HOST);
    await expect(letEverybody(desk, key, HOST)).rejects.toMatchObject({ key: 'rounds.turn.none' });
    expect((await listOf(db, club, MEMBER, desk.now())).turn).toBeUndefined();
    expect((await nominateFilm(desk, club, { userId: '1', filmId: await film(db, 'A') })).kind).toBe('put');
  });
});

describe('films of one list', () => {
  const one = (title: string, year: number | null, ...directors: string[]) => ({ title, year, directors });

  test('are told apart by their directors, else by a number', () => {
    expect(labelsOf([one('Heat', 1995, 'Mann'), one('Ran', null), one('Heat', 1995, 'Another')])).toEqual([
      'Heat (1995) · Mann',
      'Ran',
      'Heat (1995) · Another',
    ]);
    expect(labelsOf([one('Heat', 1995), one('Heat', 1995)])).toEqual(['Heat (1995) #1', 'Heat (1995) #2']);
  });

  test('have at most 100 characters each, whatever they are called', () => {
    const long = labelsOf([one('x'.repeat(300), 1995, 'y'.repeat(90)), one('x'.repeat(300), 1995, 'z'.repeat(90))]);
    expect(new Set(long).size).toBe(2);
    for (const label of long) expect(label.length).toBeLessThanOrEqual(100);
  });
});
