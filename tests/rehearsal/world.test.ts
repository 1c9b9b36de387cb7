import { Events, type Interaction } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Step } from '../../src/rehearsal/script.ts';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { transcript } from '../../src/rehearsal/transcript.ts';
import { type Bot, connect } from './bot.ts';
import { request } from './rest.ts';

const QUIET = { allowed_mentions: { parse: [] } };
const COMMANDS = [
  {
    name: 'who',
    description: 'x',
    options: [
      { type: 6, name: 'user', description: 'x' },
      { type: 8, name: 'role', description: 'x' },
      { type: 7, name: 'place', description: 'x' },
    ],
  },
];

let stage: Stage;
let bot: Bot;
let asked: Interaction<'cached'>[] = [];
/** The roles of whoever asked, as they were then. */
let roles: string[][] = [];
const heard: string[] = [];

beforeEach(async () => {
  stage = await openStage();
  asked = [];
  roles = [];
  heard.length = 0;
  bot = await connect(
    stage,
    (interaction) => {
      if (interaction.inCachedGuild()) {
        asked.push(interaction);
        roles.push([...interaction.member.roles.cache.keys()]);
      }
      return interaction.isRepliable() ? interaction.reply('ok') : undefined;
    },
    COMMANDS,
  );
  bot.client.on(Events.Raw, ({ t }: { t: string | null }) => t && heard.push(t));
});

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
});

const guild = (key: string) => bot.client.guilds.cache.find(({ name }) => name.endsWith(key));
const play = async (step: Step) => {
  const result = await stage.play(step);
  expect(result.error).toBeNull();
  return result;
};
const read = (path: string) => request(stage, 'GET', path);

describe('a person', () => {
  test('who left is no member any more and can come back, without their roles', async () => {
    await play({ as: 'mod', type: '/who' });
    const mod = asked[0];
    const path = `/guilds/${mod?.guildId}/members/${mod?.user.id}`;
    expect((await read(path)).body).toMatchObject({
      user: { username: 'mod' },
      roles: mod?.member.roles.cache.size ? expect.any(Array) : [],
    });
    await play({ as: 'mod', leave: true });
    expect(await read(path)).toMatchObject({ status: 404, body: { code: 10007 } });
    expect((await stage.play({ as: 'mod', type: '/who' })).error).toBe('nobody here is called "mod"');
    expect((await stage.play({ as: 'mod', leave: true })).error).toBe('nobody here is called "mod"');
    expect((await stage.play({ as: 'mod', guild: 'two', type: '/who' })).error).toBeNull();
    await play({ as: 'mod', join: true });
    expect((await stage.play({ as: 'mod', join: true })).error).toBe('mod is here already');
    await play({ as: 'mod', type: '/who' });
    const back = asked.at(-1);
    expect(back?.user.id).toBe(mod?.user.id);
    expect([mod, back].map((one) => one?.memberPermissions.has('ManageMessages'))).toEqual([true, false]);
    expect(heard.filter((t) => t.startsWith('GUILD_MEMBER'))).toEqual([]);
  });

  test('nobody has met before can join; the owner cannot leave', async () => {
    await play({ as: 'newcomer', join: true });
    await play({ as: 'newcomer', type: '/who user:@newcomer' });
    expect(asked[0]?.user.username).toBe('newcomer');
    expect((await stage.play({ as: 'host', leave: true })).error).toBe('the owner cannot leave the server');
    expect((await stage.play({ as: 'A B', join: true })).error).toBe('"A B" is no name on Discord');
    expect(await read(`/guilds/${guild('one')?.id}/members/1`)).toMatchObject({ status: 404, body: { code: 10013 } });
  });

  test('is given a role that is made for it, and it is taken again', async () => {
    const before = guild('one')?.roles.cache.size ?? 0;
    await play({ role: 'movie fans', give: 'm3' });
    expect(guild('one')?.roles.cache.size).toBe(before + 1);
    await play({ as: 'm3', type: '/who role:movie fans user:@m3' });
    await play({ role: 'movie fans', take: 'm3' });
    await play({ as: 'm3', type: '/who' });
    const role = guild('one')?.roles.cache.find(({ name }) => name === 'movie fans');
    expect(roles.map((ids) => ids.includes(role?.id ?? ''))).toEqual([true, false]);
    expect((await read(`/guilds/${guild('one')?.id}/roles`)).body).toContainEqual(
      expect.objectContaining({ id: role?.id, mentionable: false }),
    );
  });

  test('of a mentionable role is pinged by it', async () => {
    await play({ role: 'fans', give: 'm3', mentionable: true });
    await play({ role: 'crew', give: 'm3' });
    const ids = ['fans', 'crew'].map((name) => guild('one')?.roles.cache.find((role) => role.name === name)?.id ?? '');
    const home = guild('one')?.channels.cache.first()?.id;
    const content = ids.map((id) => `<@&${id}>`).join(' ');
    const sent = await request(stage, 'POST', `/channels/${home}/messages`, {
      content,
      allowed_mentions: { roles: ids },
    });
    expect(sent.body.mention_roles).toEqual([ids[0]]);
  });
});

describe('an interaction', () => {
  test('carries rights, roles, languages, the channel, and what its options stand for, as Discord writes them', async () => {
    let raw: Record<string, unknown> = {};
    bot.client.on(Events.Raw, (packet: { t: string; d: Record<string, unknown> }) => {
      if (packet.t === 'INTERACTION_CREATE') raw = packet.d;
    });
    await play({ deny: ['AttachFiles'] });
    await play({ as: 'ko', type: '/who user:@mod role:moderator place:#film-club' });
    const one = guild('one');
    const [home, mod] = [one?.channels.cache.first()?.id, one?.roles.cache.find(({ name }) => name === 'moderator')];
    expect(raw).toMatchObject({
      guild_locale: 'en-US',
      locale: 'ko',
      context: 0,
      channel: { id: home, type: 0, permissions: expect.any(String) },
      member: { user: { username: 'ko' }, permissions: expect.any(String), roles: expect.any(Array) },
      app_permissions: expect.any(String),
    });
    expect(raw.channel).not.toHaveProperty('permission_overwrites');
    const { users, members, roles, channels } = (raw.data as { resolved: Record<string, Record<string, object>> })
      .resolved;
    const [id = ''] = Object.keys(users ?? {});
    expect(users?.[id]).toMatchObject({ username: 'mod' });
    expect(members?.[id]).toMatchObject({ roles: expect.arrayContaining([mod?.id]), permissions: expect.any(String) });
    for (const key of ['user', 'deaf', 'mute']) expect(members?.[id]).not.toHaveProperty(key);
    expect(roles?.[mod?.id ?? '']).toMatchObject({ name: 'moderator' });
    expect(channels?.[home ?? '']).toMatchObject({ name: 'film-club', permissions: expect.any(String) });
    expect(asked[0]?.appPermissions.has('AttachFiles')).toBe(false);
    expect(asked[0]?.appPermissions.has('SendMessages')).toBe(true);
  });
});

describe('a channel', () => {
  test('that denies the bot to write refuses it until it allows it again, and the bot is told', async () => {
    const home = guild('one')?.channels.cache.first();
    const send = () => request(stage, 'POST', `/channels/${home?.id}/messages`, { ...QUIET, content: 'x' });
    await play({ deny: ['SendMessages'], in: '#film-club' });
    expect(await send()).toMatchObject({ status: 403, body: { code: 50013 } });
    const me = () => home && bot.client.user && guild('one')?.members.me?.permissionsIn(home.id).has('SendMessages');
    expect(me()).toBe(false);
    await play({ allow: ['SendMessages'] });
    expect((await send()).status).toBe(200);
    expect(me()).toBe(true);
    await play({ deny: ['ViewChannel'] });
    expect(await send()).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(heard.filter((t) => t === 'CHANNEL_UPDATE')).toHaveLength(3);
  });

  test('comes and goes, with all that was in it', async () => {
    await play({ create: '#Cinema' });
    const cinema = guild('one')?.channels.cache.find(({ name }) => name === 'cinema');
    await play({ as: 'm1', in: '#cinema', say: 'hello' });
    expect((await stage.play({ create: '#cinema' })).error).toBe('there is a channel "#cinema" already');
    const home = guild('one')?.channels.cache.first();
    await play({ as: 'm1', say: 'to be lost' });
    await play({ delete: '#film-club' });
    expect(guild('one')?.channels.cache.has(home?.id ?? '')).toBe(false);
    expect(await read(`/channels/${home?.id}`)).toMatchObject({ status: 404, body: { code: 10003 } });
    expect(await request(stage, 'POST', `/channels/${home?.id}/messages`, { ...QUIET, content: 'x' })).toMatchObject({
      body: { code: 10003 },
    });
    expect((await stage.play({ look: '#film-club' })).error).toBe('host sees no channel "#film-club"');
    expect((await stage.play({ delete: '#film-club' })).error).toBe('there is no channel "#film-club"');
    const names = ((await read(`/guilds/${guild('one')?.id}/channels`)).body as unknown as { name: string }[]).map(
      ({ name }) => name,
    );
    expect(names).toContain('cinema');
    expect(names).not.toContain('film-club');
    expect(cinema?.id).toBeDefined();
  });

  test('that goes while an answer is written leaves it nowhere', async () => {
    bot.client.removeAllListeners(Events.InteractionCreate);
    const codes: unknown[] = [];
    const gone = Promise.withResolvers<void>();
    bot.client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isRepliable()) return;
      if (interaction.user.username === 'm2') return void (await interaction.reply('ok'));
      await interaction.deferReply();
      await gone.promise;
      await interaction.editReply('late').catch(({ code }: { code: unknown }) => codes.push(code));
    });
    const lines = [[{ as: 'm1', type: '/who' }], [{ as: 'm2', type: '/who' }, { delete: '#film-club' as const }]];
    const played = stage.playTogether(lines);
    await expect.poll(() => heard).toContain('CHANNEL_DELETE');
    gone.resolve();
    await expect.poll(() => codes).toEqual([10008]);
    expect((await played)[0]).toMatchObject([{ error: null, seen: [] }]);
  }, 20_000);
});

describe('a server', () => {
  test('lets the bot in as a third one, whose owner is host and which has a channel for the system', async () => {
    expect((await stage.play({ guild: 'three', type: '/who' })).error).toBe('there is no guild "three"');
    const joined: string[] = [];
    bot.client.on(Events.GuildCreate, ({ name }) => joined.push(name));
    await play({ invite: true, guild: 'three' });
    expect(joined).toEqual(['Film club three']);
    const three = guild('three');
    expect(three?.systemChannel?.name).toBe('general');
    expect((await three?.fetchOwner())?.user.username).toBe('host');
    const { seen } = await play({ guild: 'three', as: 'm1', type: '/who' });
    expect(seen).toMatchObject([{ channel: '#general' }]);
    expect((await stage.play({ invite: true, guild: 'three' })).error).toBe('Marquee is in this server already');
    expect((await read(`/guilds/${three?.id}?with_counts=true`)).body).toMatchObject({
      name: 'Film club three',
      system_channel_id: three?.systemChannelId,
      approximate_member_count: 13,
    });
  });

  test('throws the bot out, which learns of it once and can do nothing there until it is let in again', async () => {
    const left: string[] = [];
    bot.client.on(Events.GuildDelete, ({ name }) => left.push(name));
    const two = guild('two');
    const home = two?.channels.cache.first()?.id;
    await play({ remove: true, guild: 'two' });
    expect(left).toEqual(['Film club two']);
    expect((await stage.play({ guild: 'two', type: '/who' })).error).toBe('Marquee is not in this server');
    expect(await read(`/guilds/${two?.id}`)).toMatchObject({ status: 404, body: { code: 10004 } });
    expect(await request(stage, 'POST', `/channels/${home}/messages`, { ...QUIET, content: 'x' })).toMatchObject({
      body: { code: 50001 },
    });
    expect((await stage.play({ remove: true, guild: 'two' })).error).toBe('Marquee is not in this server');
    heard.length = 0;
    await play({ guild: 'two', create: '#unheard' });
    expect(heard).toEqual([]);
    const again = await connect(stage);
    expect(again.client.guilds.cache.map(({ name }) => name)).toEqual(['Film club one']);
    await again.client.destroy();
    await play({ invite: true, guild: 'two' });
    expect((await stage.play({ guild: 'two', type: '/who' })).error).toBeNull();
  });
});

test('a transcript says in words what happened', async () => {
  const steps: [Step, string][] = [
    [{ as: 'm1', leave: true }, '1. m1 leaves the server'],
    [{ as: 'm1', join: true }, '1. m1 joins the server'],
    [{ as: 'm1', dms: false }, '1. m1 refuses direct messages'],
    [{ deny: ['SendMessages', 'AttachFiles'] }, '1. the bot is denied SendMessages, AttachFiles in #film-club'],
    [{ create: '#x', guild: 'two' }, '1. #x is created (guild two)'],
    [{ role: 'fans', give: 'm1' }, '1. m1 is given the role "fans"'],
    [{ remove: true, guild: 'two' }, '1. the bot is thrown out of the server (guild two)'],
  ];
  for (const [step, head] of steps)
    expect(transcript({ step: 1, ms: null, seen: [], refused: [], error: null }, step, 'host')[0]).toBe(head);
});
