import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { house } from '../../../commands/index.ts';
import { clubMembers, clubs, discussions, type films, pendingCommands, posts } from '../../../src/db/schema/index.ts';
import type { Command } from '../../../src/discord/command.ts';
import type { Asked } from '../../../src/discord/handler.ts';
import type { Option } from '../../../src/discord/options.ts';
import { permissionBits } from '../../../src/discord/permissions.ts';
import { UserError } from '../../../src/errors.ts';
import { personId } from '../../../src/rehearsal/state/guilds.ts';
import { clubOf, homeOf } from '../../rehearsal/places.ts';
import { must, openClub } from '../../support/club.ts';
import { runs } from '../../support/runs.ts';
import { openInside } from './inside.ts';
import { enter, sees } from './scene.ts';

// m2 is a member of a club here and of one on another server, and has said of no film that they have seen it.
const { app, db, stage, bot, work } = await openInside({ limits: false });
const CANARY = 'CANARY-the-butler';
const [guildId, channelId] = [clubOf(bot).id, homeOf(bot).id];
const other = [...bot.client.guilds.cache.keys()].find((id) => id !== guildId) ?? '';
const TITLES = ['Burning', 'Parasite', 'Oldboy', 'Akira'];
const M2 = personId('m2');

let ids: Readonly<Record<string, readonly string[]>> = {};
let threads: string[] = [];

beforeAll(async () => {
  await openClub(stage, { people: 5, films: [] });
  await openClub(stage, { people: 5, films: [], guild: 'two', name: 'Second Club' });
  await must(stage, { as: 'host', type: '/club create name:Shut Club zone:Europe/Berlin' });
  for (const [as, guild, type] of [
    ['m1', 'one', '/discuss film film:Burning club:Friday Club'],
    ['host', 'one', '/discuss film film:Parasite (2019) club:Shut Club'],
    ['m1', 'two', '/discuss film film:Oldboy (2003)'],
  ] as const)
    await must(stage, { as, guild, type });
  await work();
  await must(stage, { as: 'm1', type: '/discuss film film:Burning club:Friday Club' });
  await enter(stage, 'm1');
  await must(stage, { as: 'm1', in: 'Burning (2018)', say: CANARY });
  // a question that somebody else was asked, and another on the other server
  await must(stage, { as: 'ko', click: "I've seen it" });
  await must(stage, { as: 'm1', guild: 'two', click: "I've seen it" });
  const idsOf = async (
    table: typeof discussions | typeof clubs | typeof films | typeof pendingCommands | typeof posts,
  ) => (await db.select({ id: table.id }).from(table)).map(({ id }) => id);
  ids = {
    discussionId: await idsOf(discussions),
    clubId: await idsOf(clubs),
    filmId: (await db.select({ id: discussions.filmId }).from(discussions)).map(({ id }) => id),
    pendingId: await idsOf(pendingCommands),
    postId: await idsOf(posts),
  };
  expect(Object.values(ids).every(({ length }) => length > 1)).toBe(true);
  threads = (await db.select({ id: discussions.threadId }).from(discussions)).flatMap(({ id }) => id ?? []);
  expect(threads).toHaveLength(3);
});

/** An id that there is: of this kind, or of any. */
const known = (kind?: string) =>
  fc.nat().map((n) => {
    const all = (kind && ids[kind]) || Object.values(ids).flat();
    return all[n % all.length] ?? '';
  });
const word = fc.oneof(
  known(),
  fc.constantFrom(...TITLES, 'Friday Club', 'Shut Club', M2, personId('m1'), '0', '1', '2'),
  fc.constantFrom('discuss film', 'discuss remove', 'discussions enter', 'poll open', 'now', 'later', '7'),
);

const givenFor = (option: Option): fc.Arbitrary<unknown> => {
  if (option.kind === 'flag') return fc.boolean();
  if (option.kind === 'number') return fc.integer({ min: option.min, max: option.max });
  if (option.kind === 'choice') return fc.constantFrom(...option.choices);
  if (option.kind === 'person') return fc.constantFrom(M2, personId('m1'), bot.client.user.id);
  if (option.kind === 'channel') return fc.constantFrom(channelId, '1');
  return word;
};

/** An id of a pattern with anything for its parameters. */
const idOf = (pattern: string) =>
  fc
    .tuple(
      ...pattern.split('/').map((part) => {
        if (!part.startsWith(':')) return fc.constant(part);
        return fc.oneof({ weight: 4, arbitrary: known(part.slice(1)) }, { weight: 1, arbitrary: word });
      }),
    )
    .map((parts) => parts.map(encodeURIComponent).join('/'));

const commands: readonly [string, Command][] = house.commands.flatMap((one) => {
  if ('menu' in one) return [];
  if ('run' in one) return [[one.name, one] as [string, Command]];
  return one.subcommands.map((below): [string, Command] => [`${one.name} ${below.name}`, below]);
});

type Act = { what: string; run: (asked: Asked) => Promise<unknown> };

const typed = fc.constantFrom(...commands).chain(([name, command]) => {
  const given = Object.entries(command.options).map(([key, option]) => [
    key,
    option.required ? givenFor(option) : fc.option(givenFor(option), { nil: undefined }),
  ]);
  return fc.record(Object.fromEntries(given)).map((values): Act => {
    return { what: `/${name} ${JSON.stringify(values)}`, run: (asked) => command.run(asked, { ...values } as never) };
  });
});

const pressed = fc
  .constantFrom(...house.components)
  .chain((one) => fc.tuple(fc.constant(one), idOf(one.route.pattern), fc.array(word, { maxLength: 2 })))
  .filter(([one, id]) => one.route.match(id) !== undefined)
  .map(([one, id, values]): Act => {
    return { what: `${id} ${values}`, run: (asked) => one.run({ ...asked, values, ownerId: asked.userId }, id) };
  });

const sent = fc
  .constantFrom(...house.forms)
  .chain((one) =>
    fc.tuple(
      fc.constant(one),
      idOf(one.route.pattern),
      fc.dictionary(fc.constantFrom('club', 'pitch', 'when', 'title', 'name', 'zone'), word),
    ),
  )
  .filter(([one, id]) => one.route.match(id) !== undefined)
  .map(
    ([one, id, fields]): Act => ({
      what: `${id} ${JSON.stringify(fields)}`,
      run: (asked) => one.run({ ...asked, fields: { ...fields } }, id),
    }),
  );

const act = fc.oneof(
  { weight: 6, arbitrary: pressed },
  { weight: 2, arbitrary: typed },
  { weight: 1, arbitrary: sent },
);
const place = fc.constantFrom([guildId, channelId], [other, channelId], [guildId, '1'], [other, '1']);

/** How often the bot has let anybody into a thread: all that m2 does here must not add to it. */
const admissions = () =>
  stage.requests.filter(
    ({ route, status }) => route.startsWith('PUT ') && route.includes('thread-members') && status < 300,
  ).length;

const PLACES = [
  ['one', 'Burning (2018)'],
  ['one', 'Parasite (2019)'],
  ['two', 'Oldboy (2003)'],
] as const;

/** The threads that m2 sees. */
async function seen(): Promise<string[]> {
  const looks = [];
  for (const [guild, name] of PLACES) if (await sees(stage, 'm2', name, guild)) looks.push(name);
  return looks;
}

async function rejoin(): Promise<void> {
  const all = await db.select().from(clubs);
  for (const club of all.filter(({ name }) => name !== 'Shut Club'))
    await db
      .insert(clubMembers)
      .values({ guildId: club.guildId, clubId: club.id, userId: M2, role: 'member', joinedAt: app.now() })
      .onConflictDoNothing();
}

test('no command, button, form or forged id lets in who has not confirmed, or shows them what is said inside', async () => {
  const done = { answered: 0, refused: 0 };
  const before = admissions();
  await fc.assert(
    fc.asyncProperty(act, place, async ({ what, run }, [guild = '', channel = '']) => {
      await rejoin();
      const asked: Asked = {
        ...{ app, log: app.log, guildId: guild, channelId: channel === '1' ? (threads[0] ?? '') : channel, userId: M2 },
        ...{ locale: 'en', roles: [], moderates: false, ownsServer: false, botPermissions: permissionBits() },
      };
      const answer = await run(asked).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw new Error(`${what}: ${error}`, { cause: error });
        done.refused++;
        return { key: error.key, values: error.values };
      });
      done.answered++;
      expect(JSON.stringify(answer)).not.toContain(CANARY);
      expect(admissions(), what).toBe(before);
    }),
    { numRuns: runs(3_000), endOnFailure: true },
  );
  expect(await seen()).toEqual([]);
  expect(done.refused).toBeGreaterThan(0);
  expect(done.answered).toBeGreaterThan(done.refused);
});

test('the same member comes in by the question that was put to them, so the test can fail', async () => {
  await rejoin();
  await must(stage, { as: 'm1', type: '/discuss film film:Burning club:Friday Club' });
  expect(await enter(stage, 'm2')).toContain('You are in');
  expect(await seen()).toEqual(['Burning (2018)']);
});
