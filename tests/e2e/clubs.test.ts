import { afterEach, describe, expect, test } from 'vitest';
import { onlySeen, openHouseOnStage } from '../support/house.ts';

const { stage, database } = await openHouseOnStage();
const { sql } = database;

afterEach(async () => {
  // Whatever a test did, Discord took every body and nothing could ping anybody.
  expect(stage.violations).toEqual([]);
  await sql`truncate guilds cascade`;
});

type Who = 'host' | 'mod' | 'ko' | `m${number}`;
/** The last thing that was seen; a private answer to a public command comes after its placeholder. */
const told = async (as: Who, type: string, more: { guild?: 'two' } = {}) => {
  const result = await stage.play({ as, type, ...more });
  expect(result.error).toBeNull();
  // Discord says of whoever has left that there is nobody; and a bot that was started again does not know its limits.
  expect(result.refused.filter(({ code, status }) => ![10_007, 10_013].includes(code) && status !== 429)).toEqual([]);
  const seen = result.seen.at(-1);
  if (!seen) throw new Error(`nothing was seen after ${type}`);
  return seen;
};
const make = (as: Who, name: string, more: { guild?: 'two' } = {}) =>
  told(as, `/club create name:${name} zone:Asia/Seoul`, more);
const hosts = async (name: string) => {
  const rows = await sql<{ user_id: string }[]>`select m.user_id from club_members m join clubs c
    on c.guild_id = m.guild_id and c.id = m.club_id where c.name = ${name} and m.role = 'host'`;
  return rows.map(({ user_id }) => user_id);
};
const counts = async () =>
  (await sql`select (select count(*) from clubs) as clubs, (select count(*) from club_members) as members`)[0];

describe('the first minutes', () => {
  test('any command leads to the set-up, the set-up to a form, and the form to a club that people join by a button', async () => {
    const none = await told('m1', '/club leave');
    expect(none).toMatchObject({ ephemeral: true, controls: ['Set up'] });
    const setup = onlySeen(await stage.play({ as: 'm1', click: 'Set up' }));
    expect(setup.text).toContain('I may do all that I need in this channel');
    expect(setup.controls).toEqual(['Make the first club', 'Check again']);
    expect(onlySeen(await stage.play({ as: 'm1', click: 'Make the first club' }))).toMatchObject({
      kind: 'modal',
      controls: ['Name', 'Time zone'],
    });
    const made = onlySeen(await stage.play({ as: 'm1', submit: { Name: 'Friday Club', 'Time zone': 'seoul' } }));
    expect(made).toMatchObject({ visibleTo: 'everyone', controls: ['Join Friday Club'] });
    expect(made.text).toContain('@m1 has made this film club');
    expect(made.text).toContain('Asia/Seoul');
    expect(onlySeen(await stage.play({ as: 'm2', click: 'Join Friday Club' })).text).toContain(
      'You are a member of Friday Club now',
    );
    expect(onlySeen(await stage.play({ as: 'm2', click: 'Join Friday Club' })).text).toContain('already');
    expect(await sql`select state, number from rounds`).toMatchObject([{ state: 'nominating', number: 1 }]);
  });

  test('the form has a time zone in it already, by the person where the server says nothing', async () => {
    await told('ko', '/setup');
    await stage.play({ as: 'ko', click: '첫 클럽 만들기' });
    const made = onlySeen(await stage.play({ as: 'ko', submit: { 이름: '금요 클럽' } }));
    expect(made.text).toContain('Asia/Seoul');
    expect(made.controls).toEqual(['금요 클럽 가입']);
  });

  test('a form that is filled in wrong gets a sentence, and can be opened again', async () => {
    await told('m1', '/setup');
    await stage.play({ as: 'm1', click: 'Make the first club' });
    const wrong = (await stage.play({ as: 'm1', submit: { Name: 'Kino', 'Time zone': 'Atlantis' } })).seen.at(-1);
    expect(wrong).toMatchObject({ visibleTo: ['m1'] });
    expect(wrong?.text).toContain('"Atlantis" is no time zone we know');
    expect((await stage.play({ as: 'm1', click: 'Make the first club' })).error).toBeNull();
    expect(onlySeen(await stage.play({ as: 'm1', submit: { Name: 'Kino' } })).text).toContain('America/New_York');
  });

  test('with clubs, the set-up lists them with their channels, their hosts and what they wait for', async () => {
    await make('m1', 'Kino');
    await make('m2', '**Horror** <@1>');
    const { text, controls } = await told('m3', '/setup');
    expect(text).toContain('Kino · #film-club · host: @m1');
    expect(text).toContain('**Horror** <@1> · #film-club · host: @m2');
    expect(text).toContain('nominations are open');
    expect(controls).toEqual(['Check again']);
    expect((await told('m3', '/setup', { guild: 'two' })).text).not.toContain('Kino');
  });
});

describe('a club', () => {
  test('is made, joined in any case of its name, and left', async () => {
    expect(await make('m1', 'Kino')).toMatchObject({ visibleTo: 'everyone' });
    expect(await told('m2', '/club join name:kINO')).toMatchObject({ visibleTo: ['m2'] });
    expect(onlySeen(await stage.play({ as: 'm3', typing: '/club join name:ki' })).choices).toEqual(['Kino']);
    expect((await told('m2', '/club leave')).text).toContain('You have left Kino. Ballots you have cast stay');
    expect((await told('m2', '/club leave')).text).toContain('You are not a member of Kino');
  });

  test('of two in one channel the person chooses, also when the bot was killed meanwhile', async () => {
    await make('m1', 'Kino');
    await make('m1', 'Horror');
    const asked = await told('m1', '/club leave');
    expect(asked.controls).toEqual(expect.arrayContaining(['Which club?', 'Kino', 'Horror']));
    await stage.play({ kill: true });
    expect((await stage.play({ start: true })).error).toBeNull();
    const left = onlySeen(await stage.play({ as: 'm1', select: 'Which club?', values: ['Horror'] }));
    expect(left).toMatchObject({ kind: 'edit', visibleTo: ['m1'] });
    expect(left.text).toContain('You have left Horror');
    expect((await told('m1', '/club leave')).text).toContain('You have left Kino');
  });

  test('whose last host leaves says what happens now', async () => {
    await make('m1', 'Kino');
    await told('m2', '/club join name:Kino');
    expect((await told('m1', '/club leave')).text).toContain("The server's owner stands in");
    expect((await told('m2', '/club settings')).text).toContain('Kino has no host now');
    expect((await told('host', '/club settings quorum:2')).text).toContain('quorum: 2');
    expect((await told('ko', '/club settings')).text).toContain('지금은 진행자가 없습니다');
    expect((await told('host', '/club transfer to:@m2')).text).toBe('@m2 hosts Kino from now on.');
  });

  test('is handed over to a member, whom everybody then knows', async () => {
    await make('m1', 'Kino');
    await told('m2', '/club join name:Kino');
    expect(await told('m1', '/club transfer to:@m2')).toMatchObject({ visibleTo: 'everyone' });
    expect((await told('m1', '/club settings')).text).toContain('Only a host of Kino');
    expect((await told('m2', '/club settings')).text).toContain('What Kino has decided');
  });

  test.each([
    ['@Marquee', '@Marquee is a bot', '봇입니다'],
    ['@m5', '@m5 is not a member of Kino', '회원이 아닙니다'],
    ['@ko', '@ko hosts Kino already', '이미 Kino의 진행자입니다'],
  ])('is not handed over to %s', async (to, en, ko) => {
    await make('ko', 'Kino');
    const before = await hosts('Kino');
    expect((await told('host', `/club transfer to:${to}`)).text).toContain(en);
    expect((await told('ko', `/club transfer to:${to}`)).text).toContain(ko);
    expect(await hosts('Kino')).toEqual(before);
  });

  test('is not handed over by a member, nor to one who has left the server', async () => {
    await make('m1', 'Kino');
    await told('m2', '/club join name:Kino');
    expect((await told('m2', '/club transfer to:@m2')).text).toContain('Only a host of Kino');
    await sql`update club_members set user_id = '123' where role = 'host'`;
    expect((await told('host', '/club transfer to:@m2')).text).toContain('@m2 hosts Kino from now on');
  });

  test("whose host left the server is its owner's until it is handed over", async () => {
    await make('m1', 'Kino');
    await sql`update club_members set user_id = '123' where role = 'host'`;
    expect((await told('mod', '/club settings')).text).toContain('Only a host of Kino');
    expect((await told('host', '/club settings veto:true')).text).toContain('veto: yes');
    expect(await hosts('Kino')).toEqual([]);
  });
});

describe('what a club has decided', () => {
  test('is shown whole, each with what it means', async () => {
    await make('m1', 'Kino');
    const { text, ephemeral } = await told('m1', '/club settings');
    expect(ephemeral).toBe(true);
    for (const words of ['zone: Asia/Seoul', 'method: approval', 'poll-hours: 48', 'names: no', 'remind-role: nobody'])
      expect(text).toContain(words);
    expect(text).toContain('Hours a vote is open');
  });

  test('is changed, every one of it, and only that is told', async () => {
    await make('m1', 'Kino');
    const change =
      'method:ranked poll-hours:72 quorum:3 names:true films:4 nominations:1 veto:true seen:refuse carry-over:2 rotation:true picker-hours:24 remind-role:moderator name:Lichtspiel zone:Berlin channel:film-club';
    const { text } = await told('m1', `/club settings ${change}`);
    expect(text).toContain('Saved for Lichtspiel');
    const [row] = await sql`select name, zone, settings from clubs`;
    expect(row).toMatchObject({
      name: 'Lichtspiel',
      zone: 'Europe/Berlin',
      settings: {
        method: 'ranked',
        pollHours: 72,
        quorum: 3,
        names: true,
        films: 4,
        nominations: 1,
        veto: true,
        seen: 'refuse',
        carryOver: 2,
        rotation: true,
        pickerHours: 24,
      },
    });
    expect((await told('m1', '/club settings quorum:0')).text).not.toContain('method');
    expect((await told('m1', '/club settings remind-role:@everyone')).text).toContain('remind-role: nobody');
  });

  test('is for hosts alone', async () => {
    await make('m1', 'Kino');
    await told('m2', '/club join name:Kino');
    expect((await told('m2', '/club settings quorum:9')).text).toContain('Only a host of Kino');
    expect((await told('ko', '/club settings')).text).toContain('이 클럽의 진행자만');
    expect((await told('m1', '/club settings')).text).toContain('quorum: 0');
  });
});

describe('help', () => {
  test('knows the club, what the person is to it, its round and what to do now', async () => {
    await make('m1', 'Kino');
    const host = await told('m1', '/help');
    expect(host.ephemeral).toBe(true);
    expect(host.text).toMatch(/^Kino\nYou may act as its host\.\nIt waits for the first film/);
    const stranger = await told('ko', '/help');
    expect(stranger.text).toContain('아직 회원이 아닙니다');
    expect(stranger.text).toContain('/클럽 가입 (/club join)');
    expect(stranger.controls).toEqual(['Kino 가입']);
    await stage.play({ as: 'ko', click: 'Kino 가입' });
    expect((await told('ko', '/help')).text).toContain('회원입니다');
  });

  test('fits a phone: eight lines at most, whoever asks', async () => {
    await make('m1', 'Kino');
    for (const as of ['m1', 'm2', 'ko'] as const)
      expect((await told(as, '/help')).text.split('\n').length).toBeLessThanOrEqual(8);
  });

  test('without a club it offers the set-up', async () => {
    expect(await told('m1', '/help')).toMatchObject({ ephemeral: true, controls: ['Set up'] });
  });

  test('of several clubs it asks which', async () => {
    await make('m1', 'Kino');
    await make('m1', 'Horror');
    await told('m1', '/help');
    expect(onlySeen(await stage.play({ as: 'm1', select: 'Which club?', values: ['Horror'] })).text).toMatch(/^Horror/);
    expect((await told('m1', '/help club:kino')).text).toMatch(/^Kino/);
  });
});

describe('bad input gets a clear answer and changes nothing', () => {
  test.each(['**bold**', '||Horror||', '<@1> @everyone', '`code`', '[a](https://e.org)', '# big', 'مرحبا', '🎬'])(
    'the name %s is a name like any other',
    async (name) => {
      const made = await make('m1', name);
      expect(made.text).toContain(name);
      expect(made).toMatchObject({ visibleTo: 'everyone' });
      expect((await told('m2', `/club join name:${name}`)).text).toContain(`You are a member of`);
      expect((await told('m2', '/help')).text).toContain(name);
      expect((await told('m1', '/club settings')).text).toContain(name);
      expect((await make('m3', name.toUpperCase())).text).toContain('There is a club called');
    },
  );

  test.each([
    ['x'.repeat(200), 'at most 60 characters', '60자까지'],
    ['\u200b\u200b', 'A club needs a name', '이름이 있어야'],
    ['\u202e', 'A club needs a name', '이름이 있어야'],
  ])('%#: a name that cannot be', async (name, en, ko) => {
    const before = await counts();
    expect(await make('m1', name)).toMatchObject({ visibleTo: ['m1'], text: expect.stringContaining(en) });
    expect((await make('ko', name)).text).toContain(ko);
    expect(await counts()).toEqual(before);
  });

  test.each(['Atlantis', '||', '+09:00', '@everyone', 'x'.repeat(6_000)])(
    '%#: a zone that does not exist',
    async (zone) => {
      const before = await counts();
      expect((await told('m1', `/club create name:Kino zone:${zone}`)).text).toContain('is no time zone we know');
      expect((await told('ko', `/club create name:Kino zone:${zone}`)).text).toContain('모르는 시간대');
      expect(await counts()).toEqual(before);
    },
  );

  test('a name that is taken, in another case', async () => {
    await make('m1', 'Kino');
    expect((await make('m2', 'KINO')).text).toContain('There is a club called "KINO" here already');
    expect((await make('ko', 'kino')).text).toContain('같은 이름의 클럽이 이미 있습니다');
  });

  test("another server's club cannot be named, by its name or its id", async () => {
    await make('m1', 'Kino');
    await make('m1', 'Theirs', { guild: 'two' });
    const [theirs] = await sql<{ id: string }[]>`select id from clubs where name = 'Theirs'`;
    const before = await counts();
    for (const name of ['Theirs', theirs?.id ?? ''])
      for (const type of [`/club join name:${name}`, `/club leave club:${name}`, `/help club:${name}`])
        expect((await told('m1', type)).text).toContain('No club here is called');
    expect((await told('ko', '/club join name:Theirs')).text).toContain('이런 이름의 클럽이 없습니다');
    expect(onlySeen(await stage.play({ as: 'm1', typing: '/club join name:' })).choices).toEqual(['Kino']);
    expect(await counts()).toEqual(before);
  });
});
