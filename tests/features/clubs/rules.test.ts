import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Club } from '../../../src/features/clubs/clubs.ts';
import { choose, mayHost, NAME_LIMIT, readName } from '../../../src/features/clubs/rules.ts';
import { clubSettings, readSettings, SETTING_KEYS, SETTING_OPTIONS } from '../../../src/features/clubs/settings.ts';
import { hostileText } from '../../support/hostile.ts';
import { runs } from '../../support/runs.ts';

const club = (name: string, channelId: string): Club => ({
  guildId: '1',
  id: `id of ${name}`,
  name,
  channelId,
  zone: 'Asia/Seoul',
  settings: clubSettings.parse({}),
  createdAt: new Date(0),
});
const [friday, horror, kino] = [club('Friday Club', 'a'), club('Horror', 'a'), club('Kino', 'b')];
const all = [friday, horror, kino];
const meant = (channelId: string, members: Club[], clubs = all) =>
  choose(clubs, { channelId, memberships: members.map(({ id }) => id) });

describe('which club is meant', () => {
  test.each([
    ['the one whose home this channel is', 'b', [friday], kino],
    ["of two homes here, the person's own", 'a', [horror, kino], horror],
    ["elsewhere, the person's only one", 'z', [horror], horror],
  ])('%s', (_, channelId, members, expected) => {
    expect(meant(channelId, members)).toEqual({ kind: 'club', club: expected });
  });

  test("the server's only club is meant anywhere, by anybody", () => {
    expect(meant('z', [], [kino])).toEqual({ kind: 'club', club: kino });
  });

  test.each([
    ['both live here and the person is in both', 'a', [friday, horror], [friday, horror]],
    ['both live here and the person is in neither', 'a', [], [friday, horror]],
    ['elsewhere the person is in several', 'z', [friday, kino], [friday, kino]],
    ['elsewhere the person is in none', 'z', [], all],
  ])('it cannot be told when %s', (_, channelId, members, clubs) => {
    expect(meant(channelId, members)).toEqual({ kind: 'which', clubs });
  });

  test.each(['Kino', 'kino', ' KINO ', 'id of Kino', 'kíno!'])('a name overrides the channel: "%s"', (name) => {
    expect(choose(all, { channelId: 'a', memberships: [], name })).toEqual({ kind: 'club', club: kino });
  });

  test('of two names that differ in a sign alone, the one that is written is meant', () => {
    const [plain, loud] = [club('Kino', 'a'), club('Kino!', 'a')];
    expect(choose([plain, loud], { channelId: 'a', memberships: [], name: 'kino!' })).toEqual({
      kind: 'club',
      club: loud,
    });
  });

  test.each(['', '?', '🎬', 'Friday', '||'])('a name that no club has is no club: "%s"', (name) => {
    const signs = [...all, club('🍿', 'a')];
    expect(() => choose(signs, { channelId: 'a', memberships: [], name })).toThrow('clubs.unknown');
  });
});

describe("a club's name", () => {
  test.each([
    ['  Friday \n Club ', 'Friday Club'],
    ['Cine\u0301', 'Cin\u00e9'],
    ['\u202eevil', 'evil'],
    ['||Horror|| <@1> @everyone', '||Horror|| <@1> @everyone'],
    ['مرحبا', 'مرحبا'],
    ['🎬', '🎬'],
  ])('"%s" is kept as "%s"', (typed, name) => {
    expect(readName(typed)).toBe(name);
  });

  test.each(['', '   ', '\u200b\u200b', '\n\t'])('%#: one of which nothing is seen is none', (typed) => {
    expect(() => readName(typed)).toThrow('clubs.name.empty');
  });

  test('200 characters are too many', () => {
    expect(() => readName('x'.repeat(200))).toThrow('clubs.name.long');
    expect(readName('x'.repeat(NAME_LIMIT))).toHaveLength(NAME_LIMIT);
  });

  test('whatever is kept is one line of at most the limit, and is kept the same again', () => {
    fc.assert(
      fc.property(hostileText, (typed) => {
        let name: string;
        try {
          name = readName(typed);
        } catch {
          return;
        }
        expect(name).toBe(readName(name));
        expect(name.length).toBeLessThanOrEqual(NAME_LIMIT);
        expect(name).not.toMatch(/[\n\u202a-\u202e\u2066-\u2069\u200b]/);
      }),
      { numRuns: runs(10_000) },
    );
  });
});

test("the server's owner hosts where nobody does, and nowhere else", () => {
  const [owner, other] = [
    { userId: '1', ownsServer: true },
    { userId: '2', ownsServer: false },
  ];
  expect([mayHost([], owner), mayHost(['2'], owner), mayHost([], other), mayHost(['2'], other)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

describe('settings', () => {
  test('every setting has an option, and what is given for it is set', () => {
    // these belong to movie nights and are set by /screening
    const ofNights = ['auto', 'nominatingHours', 'reminders'] as const;
    expect(Object.keys(clubSettings.shape).sort()).toEqual([...SETTING_KEYS, ...ofNights].sort());
    const given = Object.fromEntries(
      SETTING_KEYS.map((key) => [SETTING_OPTIONS[key], clubSettings.parse({})[key] ?? '7']),
    );
    const { auto, nominatingHours, reminders, ...others } = clubSettings.parse({});
    expect([auto, nominatingHours, reminders]).not.toContain(undefined);
    expect(readSettings(given, '1')).toMatchObject({ ...others, remindRole: '7', language: '7' });
  });

  test('what is not given stays as it is, and @everyone turns the reminding role off', () => {
    expect(readSettings({ names: false, quorum: undefined }, '1')).toEqual({ names: false });
    expect(readSettings({ 'remind-role': '1' }, '1')).toEqual({ remindRole: null });
    expect(readSettings({ 'remind-role': '2' }, '1')).toEqual({ remindRole: '2' });
  });
});
