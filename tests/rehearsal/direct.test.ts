import type { Interaction } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';
import { COMMANDS } from './commands.ts';
import { request } from './rest.ts';

const QUIET = { allowed_mentions: { parse: [] } };
const BUTTON = { type: 1, components: [{ type: 2, style: 1, label: 'Close now', custom_id: 'close' }] };

let stage: Stage;
let bot: Bot;
let asked: Interaction[] = [];
let m1 = '';

beforeEach(async () => {
  stage = await openStage();
  asked = [];
  bot = await connect(
    stage,
    (interaction) => {
      asked.push(interaction);
      return interaction.isRepliable() ? interaction.reply('answered') : undefined;
    },
    COMMANDS,
  );
  await stage.play({ as: 'm1', type: '/ping' });
  m1 = asked[0]?.user.id ?? '';
});

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});

const open = (recipient_id: string) => request(stage, 'POST', '/users/@me/channels', { recipient_id });
const write = async (body: object) => {
  const channel = (await open(m1)).body.id;
  return request(stage, 'POST', `/channels/${channel}/messages`, { ...QUIET, ...body });
};

test('a direct message is seen by the person alone, in a channel that has their name', async () => {
  const channel = await open(m1);
  expect(channel.body).toMatchObject({ type: 1, recipients: [{ username: 'm1' }] });
  expect((await open(m1)).body.id).toBe(channel.body.id);
  const sent = await write({ content: 'All have voted.', components: [BUTTON] });
  expect(sent.status).toBe(200);
  expect(sent.body).not.toHaveProperty('guild_id');
  expect((await stage.play({ as: 'm1', look: '@m1' })).seen).toMatchObject([
    {
      channel: '@m1',
      visibleTo: ['m1'],
      text: 'All have voted.',
      notification: 'All have voted.',
      controls: ['Close now'],
    },
  ]);
  expect((await stage.play({ as: 'm2', look: '@m1' })).error).toBe('m2 sees no channel "@m1"');
  const { body } = await request(stage, 'GET', `/channels/${channel.body.id}/messages`);
  expect(body).toMatchObject([{ id: sent.body.id }]);
});

test('discord.js sends one to a member by their user', async () => {
  const user = await bot.client.guilds.cache.first()?.members.fetch(m1);
  const sent = await user?.send({ content: 'hello', allowedMentions: { parse: [] } });
  expect(sent?.guildId).toBeNull();
  await sent?.edit({ content: 'hello again', allowedMentions: { parse: [] } });
  expect((await stage.play({ as: 'm1', look: '@m1' })).seen).toMatchObject([{ text: 'hello again' }]);
  await sent?.delete();
  expect((await stage.play({ as: 'm1', look: '@m1' })).seen).toEqual([]);
});

test('its button asks the bot without a server, found by the message alone, and a command does too', async () => {
  const sent = await write({ content: 'x', components: [BUTTON] });
  const clicked = await stage.play({ as: 'm1', on: String(sent.body.id), click: 'Close now' });
  expect(clicked).toMatchObject({ error: null, seen: [{ channel: '@m1', visibleTo: ['m1'], text: 'answered' }] });
  const typed = await stage.play({ as: 'm1', in: '@m1', type: '/ping' });
  expect(typed).toMatchObject({ error: null, seen: [{ channel: '@m1' }] });
  for (const interaction of asked.slice(1)) {
    expect([interaction.guildId, interaction.member, interaction.context]).toEqual([null, null, 1]);
    expect(interaction.user.username).toBe('m1');
  }
});

test('a command that is for servers alone is not offered there', async () => {
  await request(stage, 'PUT', `/applications/${bot.client.application.id}/commands`, [
    { name: 'here', description: 'x', contexts: [0] },
    { name: 'there', description: 'x', contexts: [1] },
  ]);
  expect((await stage.play({ as: 'm1', in: '@m1', type: '/here' })).error).toBe('"/here" is not offered to m1');
  expect((await stage.play({ as: 'm1', in: '@m1', type: '/there' })).error).toBeNull();
  expect((await stage.play({ as: 'm1', type: '/there' })).error).toBe('"/there" is not offered to m1');
});

test('who closed them is not written to until they open them again', async () => {
  await stage.play({ as: 'm1', dms: false });
  expect(await write({ content: 'x' })).toMatchObject({ status: 403, body: { code: 50007 } });
  await stage.play({ as: 'm1', dms: true });
  expect((await write({ content: 'x' })).status).toBe(200);
});

test('who shares no server with the bot any more is not written to, and nobody else is a recipient', async () => {
  await stage.play({ as: 'm1', leave: true });
  expect((await write({ content: 'x' })).status).toBe(200);
  await stage.play({ as: 'm1', guild: 'two', leave: true });
  expect(await write({ content: 'x' })).toMatchObject({ status: 403, body: { code: 50278 } });
  for (const id of ['1', bot.client.user.id])
    expect(await open(id)).toMatchObject({ status: 400, body: { code: 50033 } });
});
