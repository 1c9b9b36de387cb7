import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CommandAcknowledgement, type CommandGroup, command } from '../../../src/discord/command.ts';
import { dispatch, type House } from '../../../src/discord/dispatch.ts';
import { sentence } from '../../../src/discord/message.ts';
import { buttonRow, selectRow } from '../../../src/discord/parts.ts';
import { type Club, createClub, keyOf, listHosts, loadClub, requireHost } from '../../../src/features/clubs/clubs.ts';
import { clubComponents } from '../../../src/features/clubs/components.ts';
import { joinRoute, setupButton, whichRoute } from '../../../src/features/clubs/messages.ts';
import { clubOption, inClub, whichClub } from '../../../src/features/clubs/which.ts';
import { safe } from '../../../src/lib/safe.ts';
import { createLog } from '../../../src/log.ts';
import { openStage } from '../../../src/rehearsal/stage.ts';
import { connect } from '../../rehearsal/bot.ts';
import { testApp } from '../../support/app.ts';
import { testDatabase } from '../../support/database.ts';
import { onlySeen } from '../../support/house.ts';

const { db, sql } = await testDatabase();
const stage = await openStage({ quiet: true });
const logged: string[] = [];
const log = createLog('warn', [], { write: (line) => logged.push(line) });

/** A command that says what reached it. */
const telling = (name: CommandAcknowledgement) =>
  command({
    name,
    acknowledgement: name,
    options: {
      word: { kind: 'text', required: false, maxLength: 100 },
      times: { kind: 'number', required: false, min: 1, max: 9 },
      club: clubOption,
    },
    run: inClub(`say ${name}`, async (_, { word, times }, club) =>
      name === 'form'
        ? {
            title: club.name,
            customId: 'said',
            fields: [{ kind: 'line', id: 'word', label: 'Word', value: word ?? '', required: false, maxLength: 100 }],
          }
        : sentence(safe`${club.name} heard ${word ?? 'nothing'} ${times ?? 0} times`),
    ),
  });

const hosting = command({
  name: 'hosting',
  acknowledgement: 'private',
  options: { club: clubOption },
  run: inClub('say hosting', async ({ app, ...asked }, _, club) => {
    await requireHost(app.db, club, asked);
    return sentence(safe`host of ${club.name}`);
  }),
});

/** Posts controls with ids that are typed: what somebody who forges them would send. */
const forge = command({
  name: 'forge',
  acknowledgement: 'public',
  options: {
    id: { kind: 'text', required: true, maxLength: 100 },
    value: { kind: 'text', required: false, maxLength: 100 },
  },
  run: async ({ locale }, { id, value }) => ({
    components: [
      value === undefined
        ? buttonRow({ ...setupButton(locale), label: 'Forged', custom_id: id } as never)
        : selectRow('Forged', id, [{ label: 'Forged', value }]),
    ],
  }),
});
const say: CommandGroup = {
  name: 'say',
  subcommands: [telling('public'), telling('private'), telling('form'), hosting, forge],
};
const house: House = { commands: [say], components: [whichClub([say]), ...clubComponents], forms: [] };

let clock = 0;
const bot = await connect(stage, async (interaction) => {
  const rest = () => bot.client.rest;
  const app = testApp({ db, log, now: () => new Date(stage.clock.now() + clock), rest });
  await dispatch(app, house, interaction);
});
const guilds = [...bot.client.guilds.cache.values()];
const [one, two] = ['one', 'two'].map((key) => guilds.find(({ name }) => name.endsWith(key)));
const people = { host: one?.ownerId ?? '' };

beforeAll(async () => {
  const text = (name: string) => ({ type: 3, name, description: name });
  const options = [text('word'), { type: 4, name: 'times', description: 'times' }, text('club')];
  const sub = (name: string, all: object[]) => ({ type: 1, name, description: name, options: all });
  const body = [
    {
      name: 'say',
      description: 'say',
      options: [
        ...['public', 'private', 'form'].map((name) => sub(name, options)),
        sub('hosting', [text('club')]),
        sub('forge', [{ ...text('id'), required: true }, text('value')]),
      ],
    },
  ];
  await bot.client.rest.put(`/applications/${bot.client.application.id}/commands`, { body });
});
afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
});

let [friday, horror]: Club[] = [];
let made = 0;
const make = (name: string, userId: string, guildId = one?.id ?? ''): Promise<Club> =>
  db.transaction((tx) =>
    createClub(
      tx,
      { guildId, channelId: one?.channels.cache.first()?.id ?? '', userId, name, zone: 'UTC' },
      new Date(stage.clock.now() + ++made),
    ),
  );
beforeEach(async () => {
  await sql`truncate guilds cascade`;
  clock = 0;
  friday = await make('Friday', '999');
  horror = await make('Horror', '999');
});

const STALE = { m1: 'This question is answered already', ko: '이미 답한 질문이거나' };
const choose = (as: string, values = ['Horror']) => stage.play({ as, select: 'Which club?', values });

describe('where it cannot be told which club is meant', () => {
  test('the person is asked alone, and a public command then answers everybody, as it was typed', async () => {
    const asked = (await stage.play({ as: 'm1', type: '/say public word:**hi** ||there|| times:3' })).seen.at(-1);
    expect(asked).toMatchObject({ ephemeral: true, visibleTo: ['m1'] });
    expect(asked?.controls).toEqual(['Which club?', 'Friday', 'Horror']);
    const answer = onlySeen(await choose('m1'));
    expect(answer).toMatchObject({ kind: 'message', visibleTo: 'everyone' });
    expect(answer.text).toBe('Horror heard **hi** ||there|| 3 times');
  });

  test('a private command answers in the place of the question', async () => {
    const asked = onlySeen(await stage.play({ as: 'ko', type: '/say private word:x' }));
    expect(asked.text).toContain('어느 클럽을 말하는지');
    const answer = onlySeen(await stage.play({ as: 'ko', select: '어느 클럽인가요?', values: ['Friday'] }));
    expect(answer).toMatchObject({ kind: 'edit', id: asked.id, visibleTo: ['ko'], text: 'Friday heard x 0 times' });
  });

  test('a command with a form opens it after the choice', async () => {
    expect(onlySeen(await stage.play({ as: 'm1', type: '/say form word:x' })).ephemeral).toBe(true);
    expect(onlySeen(await choose('m1'))).toMatchObject({ kind: 'modal', controls: ['Word'] });
  });

  test('the option club: overrides, in any case', async () => {
    expect(onlySeen(await stage.play({ as: 'm1', type: '/say public club:hORROR' })).text).toContain('Horror heard');
  });

  test('a name that no club has gets a sentence, to the person alone', async () => {
    const seen = (await stage.play({ as: 'm1', type: '/say public club:**Nope** @everyone' })).seen.at(-1);
    expect(seen).toMatchObject({ visibleTo: ['m1'] });
    expect(seen?.text).toContain('No club here is called "**Nope** @everyone"');
  });

  test('a choice is good once', async () => {
    const asked = onlySeen(await stage.play({ as: 'm1', type: '/say form' }));
    await stage.play({ as: 'm1', on: asked.id, select: 'Which club?', values: ['Horror'] });
    const again = onlySeen(await stage.play({ as: 'm1', on: asked.id, select: 'Which club?', values: ['Friday'] }));
    expect(again.text).toContain(STALE.m1);
  });

  test('a choice is good for an hour', async () => {
    await stage.play({ as: 'm1', type: '/say private' });
    clock = 3_600_001;
    expect(onlySeen(await choose('m1')).text).toContain(STALE.m1);
  });

  test('a club that is gone meanwhile gets a sentence', async () => {
    await stage.play({ as: 'm1', type: '/say private' });
    await sql`delete from clubs where name = 'Horror'`;
    expect(onlySeen(await choose('m1')).text).toContain('No club here is called');
  });
});

describe('forged ids', () => {
  const pendingOf = async (as: string) => {
    await stage.play({ as, type: '/say private word:secret' });
    const [row] = await sql<{ id: string }[]>`select id from pending_commands`;
    return row?.id ?? '';
  };
  const send = async (as: keyof typeof STALE, id: string, value?: string) => {
    const { id: on } =
      (await stage.play({ as, type: `/say forge id:${id}${value === undefined ? '' : ` value:${value}`}` })).seen.at(
        -1,
      ) ?? {};
    const step = value === undefined ? { click: 'Forged' } : { select: 'Forged', values: ['Forged'] };
    return onlySeen(await stage.play({ as, on: on ?? '', ...step }));
  };

  test.each(['m1', 'ko'] as const)("another's waiting command is refused to %s, and still waits", async (as) => {
    const pendingId = await pendingOf('m2');
    const seen = await send(as, whichRoute.build({ command: 'say private', pendingId }), horror?.id ?? '');
    expect(seen).toMatchObject({ ephemeral: true, visibleTo: [as] });
    expect(seen.text).toContain(STALE[as]);
    expect(onlySeen(await choose('m2')).text).toBe('Horror heard secret 0 times');
  });

  test('a private command does not become public by the name in the id', async () => {
    const pendingId = await pendingOf('m1');
    const seen = await send('m1', whichRoute.build({ command: 'say public', pendingId }), horror?.id ?? '');
    expect(seen).toMatchObject({ visibleTo: ['m1'] });
    expect(seen.text).toContain(STALE.m1);
  });

  test.each(['say nothing', 'say', 'constructor', '__proto__', 'say private extra'])(
    'a command that does not exist is refused: "%s"',
    async (name) => {
      const seen = await send('m1', whichRoute.build({ command: name, pendingId: randomUUID() }), horror?.id ?? '');
      expect(seen.text).toContain(STALE.m1);
    },
  );

  test.each(['nonsense', '019a9f00-0000-7000-8000-000000000001'])(
    'a club that is none is refused: %s',
    async (value) => {
      const pendingId = await pendingOf('m1');
      const seen = await send('m1', whichRoute.build({ command: 'say private', pendingId }), value);
      expect(seen.text).toMatch(/This question is answered already|No club here is called/);
    },
  );

  test("another server's club cannot be joined by its id", async () => {
    const theirs = await make('Theirs', '999', two?.id);
    const seen = await send('m1', joinRoute.build({ clubId: theirs.id }));
    expect(seen.text).toContain('This club is not here any more');
    const [count] = await sql`select count(*)::int as members from club_members where club_id = ${theirs.id}`;
    expect(count).toEqual({ members: 1 });
  });
});

describe("the server's owner", () => {
  test('stands in where the host has left the server, and from then on', async () => {
    const club = await loadClub(db, { guildId: one?.id ?? '', clubId: friday?.id ?? '' });
    const asked = await stage.play({ as: 'host', type: '/say hosting club:Friday' });
    expect(onlySeen(asked).text).toBe('host of Friday');
    expect(await listHosts(db, keyOf(club))).toEqual([]);
    expect(onlySeen(await stage.play({ as: 'host', type: '/say hosting club:Friday' })).text).toBe('host of Friday');
  });

  test('does not while the host is there', async () => {
    const member = stage.requests.length;
    await sql`update club_members set user_id = ${people.host} where club_id = ${horror?.id ?? ''}`;
    expect(onlySeen(await stage.play({ as: 'm1', type: '/say hosting club:Horror' })).text).toContain('Only a host');
    expect(stage.requests.slice(member).some(({ route }) => /members/.test(route))).toBe(false);
    expect(onlySeen(await stage.play({ as: 'host', type: '/say hosting club:Horror' })).text).toBe('host of Horror');
  });

  test('nobody else does', async () => {
    expect(onlySeen(await stage.play({ as: 'mod', type: '/say hosting club:Friday' })).text).toContain('Only a host');
    await sql`update club_members set role = 'member'`;
    expect(onlySeen(await stage.play({ as: 'mod', type: '/say hosting club:Friday' })).text).toContain('no host now');
  });
});

test('without a club every command offers the set-up', async () => {
  await sql`truncate guilds cascade`;
  for (const [type, as, label] of [
    ['/say public', 'm1', 'Set up'],
    ['/say form', 'm1', 'Set up'],
    ['/say hosting', 'ko', '시작하기'],
  ] as const) {
    const seen = (await stage.play({ as, type })).seen.at(-1);
    expect(seen).toMatchObject({ ephemeral: true, visibleTo: [as], controls: [label] });
    expect(seen?.text).toContain('/setup');
  }
});

test('none of this is an error of ours', () => {
  expect(logged).toEqual([]);
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});
