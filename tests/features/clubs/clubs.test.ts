import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { clubEvents } from '../../../src/db/schema/index.ts';
import {
  type Club,
  changeClub,
  createClub,
  findMember,
  isHost,
  joinClub,
  keyOf,
  leaveClub,
  listClubs,
  listHosts,
  listMembers,
  loadClub,
  requireHost,
  resolveClub,
  stepDown,
  transferClub,
} from '../../../src/features/clubs/clubs.ts';
import { keepCommand, takeCommand } from '../../../src/features/clubs/pending.ts';
import { testDatabase } from '../../support/database.ts';
import { testDesk } from '../../support/desk.ts';

const database = await testDatabase();
const desk = await testDesk(database);
const { db } = desk;
const NOW = new Date('2026-01-09T18:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const HOUR = 3_600_000;
const [OWNER, HOST, MEMBER, STRANGER] = ['100', '101', '102', '103'] as const;

let guildId: string;
let guilds = 1000;
beforeEach(() => {
  guildId = String(++guilds);
});

const make = (name: string, userId: string = HOST, zone = 'Asia/Seoul'): Promise<Club> =>
  db.transaction((tx) => createClub(tx, { guildId, channelId: 'here', userId, name, zone }, NOW));
const person = (userId: string, ownsServer = false) => ({ userId, ownsServer, moderates: false });

describe('making a club', () => {
  test('whoever makes it is its first member and host', async () => {
    const club = await make('Friday Club');
    expect(await listMembers(db, keyOf(club))).toMatchObject([{ userId: HOST, role: 'host', joinedAt: NOW }]);
    expect(club).toMatchObject({ name: 'Friday Club', channelId: 'here', zone: 'Asia/Seoul' });
  });

  test('a city is enough for its time zone', async () => {
    expect((await make('Kino', HOST, 'new york')).zone).toBe('America/New_York');
  });

  test.each(['', '+09:00', 'Atlantis', "'; drop table clubs"])('no club is made in the zone "%s"', async (zone) => {
    await expect(make('Kino', HOST, zone)).rejects.toMatchObject({ key: 'clubs.zone.unknown' });
    expect(await listClubs(db, guildId)).toEqual([]);
  });

  test('a name is taken in any case, and in either form of its accents', async () => {
    await make('Ciné Club');
    for (const name of ['ciné club', 'CINÉ CLUB', 'Cine\u0301 Club', ' Ciné  Club '])
      await expect(make(name)).rejects.toMatchObject({ key: 'clubs.name.taken' });
    expect(await listClubs(db, guildId)).toHaveLength(1);
  });

  test('of twenty people who make one of the same name at once, one does', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => make('Rush', String(200 + i))));
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.key] : []));
    expect(refused).toEqual(Array(19).fill('clubs.name.taken'));
    const [club, ...more] = await listClubs(db, guildId);
    expect(more).toEqual([]);
    expect(club && (await listMembers(db, keyOf(club)))).toHaveLength(1);
  });

  test('two clubs may share a channel, and another server may have the same name', async () => {
    await make('One');
    await make('Two');
    guildId = String(++guilds);
    expect(await make('One')).toMatchObject({ name: 'One' });
  });
});

describe('joining and leaving', () => {
  test('joining twice is joining once', async () => {
    const club = await make('Kino');
    const joined = await Promise.all(Array.from({ length: 10 }, () => joinClub(db, club, MEMBER, NOW)));
    expect(joined.filter(Boolean)).toHaveLength(1);
    expect(await listMembers(db, keyOf(club))).toHaveLength(2);
  });

  test('a club that one is not in cannot be left', async () => {
    const club = await make('Kino');
    await expect(leaveClub(desk, club, MEMBER)).rejects.toMatchObject({ key: 'clubs.not-a-member' });
  });

  test("with the last host the club has none, and the server's owner stands in", async () => {
    const club = await make('Kino');
    await joinClub(db, club, MEMBER, NOW);
    expect(await isHost(db, club, person(OWNER, true))).toBe(false);
    expect(await leaveClub(desk, club, HOST)).toEqual({ members: 1, hosts: 0 });
    expect(await isHost(db, club, person(OWNER, true))).toBe(true);
    await expect(requireHost(db, club, person(MEMBER))).rejects.toMatchObject({ key: 'clubs.host-missing' });
  });

  test('a club that everybody left is still there', async () => {
    const club = await make('Kino');
    expect(await leaveClub(desk, club, HOST)).toEqual({ members: 0, hosts: 0 });
    expect(await loadClub(db, keyOf(club))).toEqual(club);
  });
});

describe('handing a club over', () => {
  const hand = (club: Club, from: ReturnType<typeof person>, to: string) =>
    db.transaction((tx) => transferClub(tx, keyOf(club), from, to, NOW));

  test('its host makes a member the host and becomes a member, and it is kept who did so', async () => {
    const club = await make('Kino');
    await joinClub(db, club, MEMBER, NOW);
    await hand(club, person(HOST), MEMBER);
    expect(await listHosts(db, keyOf(club))).toEqual([MEMBER]);
    expect(await findMember(db, keyOf(club), HOST)).toMatchObject({ role: 'member' });
    expect(await db.select().from(clubEvents).where(eq(clubEvents.clubId, club.id))).toMatchObject([
      { userId: HOST, what: 'club transferred', subjectId: MEMBER, at: NOW },
    ]);
  });

  test("the server's owner may at any time, a member never", async () => {
    const club = await make('Kino');
    await joinClub(db, club, MEMBER, NOW);
    await expect(hand(club, person(MEMBER), MEMBER)).rejects.toMatchObject({ key: 'clubs.host-only' });
    await hand(club, person(OWNER, true), MEMBER);
    expect(await listHosts(db, keyOf(club))).toEqual([MEMBER]);
  });

  test.each([
    [STRANGER, 'clubs.transfer.not-a-member'],
    [HOST, 'clubs.transfer.already'],
  ])('not to "%s", and the host stays', async (to, key) => {
    const club = await make('Kino');
    await expect(hand(club, person(HOST), to)).rejects.toMatchObject({ key });
    expect(await listHosts(db, keyOf(club))).toEqual([HOST]);
  });

  test('to ten members at once goes to one of them: the others come from somebody who is host no more', async () => {
    const club = await make('Kino');
    const heirs = Array.from({ length: 10 }, (_, i) => String(200 + i));
    for (const heir of heirs) await joinClub(db, club, heir, NOW);
    const tries = await Promise.allSettled(heirs.map((heir) => hand(club, person(HOST), heir)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listHosts(db, keyOf(club))).toHaveLength(1);
  });
});

describe('what a club has decided', () => {
  const change = (club: Club, what: Parameters<typeof changeClub>[3], by = person(HOST)) =>
    db.transaction((tx) => changeClub(tx, keyOf(club), by, what, NOW));

  test('changes one by one, and the rest stays', async () => {
    const club = await make('Kino');
    await change(club, { settings: { quorum: 3 } });
    const changed = await change(club, { settings: { names: true }, zone: 'berlin', channelId: 'there' });
    expect(changed).toMatchObject({ name: 'Kino', zone: 'Europe/Berlin', channelId: 'there' });
    expect(changed.settings).toEqual({ ...club.settings, quorum: 3, names: true });
    expect(await loadClub(db, keyOf(club))).toEqual(changed);
  });

  test('two changes at once are both kept', async () => {
    const club = await make('Kino');
    await Promise.all([change(club, { settings: { quorum: 3 } }), change(club, { settings: { films: 4 } })]);
    expect((await loadClub(db, keyOf(club))).settings).toMatchObject({ quorum: 3, films: 4 });
  });

  test('is for hosts alone, also when nothing is changed', async () => {
    const club = await make('Kino');
    await joinClub(db, club, MEMBER, NOW);
    for (const what of [{}, { settings: { veto: true } }])
      await expect(change(club, what, person(MEMBER))).rejects.toMatchObject({ key: 'clubs.host-only' });
    expect(await loadClub(db, keyOf(club))).toEqual(club);
  });

  test('a name that is taken or cannot be is refused', async () => {
    const club = await make('Kino');
    await make('Other');
    await expect(change(club, { name: 'OTHER' })).rejects.toMatchObject({ key: 'clubs.name.taken' });
    await expect(change(club, { name: ' ' })).rejects.toMatchObject({ key: 'clubs.name.empty' });
    expect(await change(club, { name: 'KINO' })).toMatchObject({ name: 'KINO' });
  });
});

test('a host who left the server hosts no more, and that is kept', async () => {
  const club = await make('Kino');
  await stepDown(db, club, [HOST], NOW);
  expect(await listHosts(db, keyOf(club))).toEqual([]);
  expect(await db.select().from(clubEvents).where(eq(clubEvents.clubId, club.id))).toMatchObject([
    { userId: null, what: 'host left', subjectId: HOST },
  ]);
});

describe('another server', () => {
  test('sees nothing of a club, whatever id is given', async () => {
    const club = await make('Kino');
    const foreign = String(++guilds);
    await expect(loadClub(db, { guildId: foreign, clubId: club.id })).rejects.toMatchObject({ key: 'clubs.gone' });
    await expect(
      resolveClub(db, { guildId: foreign, channelId: 'here', userId: HOST, name: club.id }),
    ).rejects.toMatchObject({ key: 'clubs.none' });
    guildId = foreign;
    await make('Theirs');
    await expect(
      resolveClub(db, { guildId: foreign, channelId: 'here', userId: HOST, name: club.id }),
    ).rejects.toMatchObject({ key: 'clubs.unknown' });
  });
});

describe('a command that waits for its club', () => {
  const typed = { command: 'poll open', given: { closes: '48h', quorum: 3, coming: true, club: undefined } };
  const who = () => ({ guildId, userId: MEMBER });
  const stale = { key: 'clubs.which.stale' };
  beforeEach(() => make('Kino'));

  test('is taken once, as it was typed', async () => {
    const id = await keepCommand(db, who(), typed, NOW);
    const tries = await Promise.allSettled([1, 2, 3].map(() => takeCommand(db, who(), id, NOW)));
    const taken = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(taken).toEqual([{ command: 'poll open', given: { closes: '48h', quorum: 3, coming: true } }]);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject(stale);
  });

  test('is not taken by another person, nor in another server, nor by an id that was made up', async () => {
    const id = await keepCommand(db, who(), typed, NOW);
    await expect(takeCommand(db, { guildId, userId: 'm2' }, id, NOW)).rejects.toMatchObject(stale);
    await expect(takeCommand(db, { guildId: '1', userId: MEMBER }, id, NOW)).rejects.toMatchObject(stale);
    await expect(takeCommand(db, who(), randomUUID(), NOW)).rejects.toMatchObject(stale);
    expect(await takeCommand(db, who(), id, NOW)).toMatchObject({ command: 'poll open' });
  });

  test('waits an hour and no longer', async () => {
    const [first, second] = [await keepCommand(db, who(), typed, NOW), await keepCommand(db, who(), typed, NOW)];
    expect(await takeCommand(db, who(), first, later(HOUR))).toMatchObject({ command: 'poll open' });
    await expect(takeCommand(db, who(), second, later(HOUR + 1))).rejects.toMatchObject(stale);
  });

  test('is forgotten when nobody came back to it', async () => {
    const old = await keepCommand(db, who(), typed, NOW);
    await keepCommand(db, who(), typed, later(HOUR + 1));
    await expect(takeCommand(db, who(), old, NOW)).rejects.toMatchObject(stale);
  });
});
