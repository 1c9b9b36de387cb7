import { ChannelType, type Guild } from 'discord.js';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { jobs, welcome } from '../../../commands/index.ts';
import type { App } from '../../../src/app.ts';
import { guilds } from '../../../src/db/schema/index.ts';
import type { JobName, JobPayload } from '../../../src/jobs/names.ts';
import { createLog } from '../../../src/log.ts';
import { openStage } from '../../../src/rehearsal/stage.ts';
import { connect } from '../../rehearsal/bot.ts';
import { testApp } from '../../support/app.ts';
import { testDatabase } from '../../support/database.ts';

const { db, sql } = await testDatabase();
const stage = await openStage({ quiet: true });
const bot = await connect(stage);
const logged: string[] = [];
const due: { name: JobName; payload: JobPayload<JobName> }[] = [];
const app: App = {
  ...testApp({
    db,
    log: createLog('warn', [], { write: (line) => logged.push(line) }),
    now: () => new Date(stage.clock.now()),
    rest: () => bot.client.rest,
  }),
  enqueue: async (_, name, payload) => void due.push({ name, payload }),
};
const guild = [...bot.client.guilds.cache.values()][0] as Guild;

afterAll(async () => {
  await bot.client.destroy();
  await stage.close();
});
beforeEach(async () => {
  await sql`truncate guilds cascade`;
  due.length = 0;
});

/** The same server with something else about it. */
const like = (more: object): Guild =>
  Object.create(guild, Object.fromEntries(Object.entries(more).map(([key, value]) => [key, { value }])));
const sendAll = () => Promise.all(due.map(({ name, payload }) => jobs[name](app, payload as never)));
const greetings = async () => {
  const { seen } = await stage.play({ as: 'm1', look: '#film-club' });
  return seen.filter(({ text }) => /Hello, I am Marquee|안녕하세요/.test(text));
};

test('a server that lets the bot in is greeted once, whoever tells it how often', async () => {
  const before = (await greetings()).length;
  await Promise.all([welcome(app, guild), welcome(app, guild), welcome(app, guild)]);
  expect(due).toHaveLength(1);
  await sendAll();
  await sendAll();
  const all = await greetings();
  expect(all).toHaveLength(before + 1);
  expect(all.at(-1)).toMatchObject({ visibleTo: 'everyone', controls: ['Set up'] });
  expect(all.at(-1)?.text).toMatch(/\/setup.*\/film/);
  expect(await db.select({ greetedAt: guilds.greetedAt }).from(guilds)).toEqual([{ greetedAt: app.now() }]);
});

test('one that it was in before is not, whether it was greeted then or not', async () => {
  await sql`insert into guilds (guild_id, joined_at) values (${guild.id}, now())`;
  await welcome(app, guild);
  expect(due).toEqual([]);
});

test('it speaks the language that the server is set to', async () => {
  await welcome(app, like({ preferredLocale: 'ko' }));
  await sendAll();
  expect((await greetings()).at(-1)?.text).toContain('/설정 (/setup)');
});

test('where it may write nowhere, it says nothing, and may say hello later', async () => {
  const silent = {
    ...guild.channels.cache.first(),
    permissionsFor: () => ({ has: () => false }),
    type: ChannelType.GuildText,
  };
  await welcome(app, like({ channels: { cache: new Map([['1', silent]]) } }));
  expect(due).toEqual([]);
  expect(await sql`select guild_id from guilds`).toEqual([]);
});

test('the channel for system messages comes before others, and of these the topmost that it may write to', async () => {
  const channel = (id: string, rawPosition: number, may = true) => ({
    id,
    rawPosition,
    type: ChannelType.GuildText,
    permissionsFor: () => ({ has: () => may }),
  });
  const cache = new Map([channel('3', 9), channel('4', 2), channel('5', 1, false)].map((one) => [one.id, one]));
  const places = async (systemChannel: unknown) => {
    await sql`truncate guilds cascade`;
    await welcome(app, like({ channels: { cache }, systemChannel }));
    const [post] = await sql<{ channel_id: string }[]>`select channel_id from posts`;
    return post?.channel_id;
  };
  expect(await places(channel('7', 5))).toBe('7');
  expect(await places(channel('7', 5, false))).toBe('4');
  expect(await places(null)).toBe('4');
});

test('a database that is away is no crash: it is logged', async () => {
  const away = { ...app, db: { transaction: () => Promise.reject(new Error('away')) } as never };
  await expect(welcome(away, guild)).resolves.toBeUndefined();
  expect(logged.splice(0).join()).toContain('a server could not be greeted');
});

test('none of the rest is an error of ours', () => {
  expect(logged).toEqual([]);
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});
