import { type Interaction, type Message, MessageFlags, MessageType, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';
import { homeOf, TALK, THREADS } from './places.ts';
import { request } from './rest.ts';

const MENU = 'Hide as a spoiler';

let stage: Stage;
let bot: Bot;
let targets: Message[] = [];

async function open(granted: bigint = THREADS): Promise<void> {
  stage = await openStage({ invited: TALK, granted });
  const answer = (interaction: Interaction) => {
    if (!interaction.isMessageContextMenuCommand()) return;
    targets.push(interaction.targetMessage as Message);
    return interaction.reply({ content: 'done', flags: MessageFlags.Ephemeral });
  };
  bot = await connect(stage, answer, [{ type: 3, name: MENU }]);
}

beforeEach(() => {
  targets = [];
});

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});

const file = { name: 'a.png', size: 1_000 };

describe('the menu of a message', () => {
  test('brings its text, its files and its author, which the bot is not told otherwise', async () => {
    await open();
    const said = await stage.play({
      as: 'm1',
      say: 'the butler did it',
      files: [file, { ...file, name: 'b.jpg', spoiler: true }],
    });
    expect(said.seen).toMatchObject([
      { text: 'the butler did it\na.png\n▒▒▒', images: [{ spoiler: false }, { spoiler: true }] },
    ]);
    expect(bot.client.channels.cache.get(homeOf(bot).id)).toBeDefined();
    expect(homeOf(bot).messages.cache.get(said.seen[0]?.id ?? '')?.content).toBe('');
    expect(await stage.play({ as: 'mod', menu: MENU })).toMatchObject({ error: null, seen: [{ visibleTo: ['mod'] }] });
    const [target] = targets;
    expect([target?.content, target?.author.username, target?.id]).toEqual([
      'the butler did it',
      'm1',
      said.seen[0]?.id,
    ]);
    expect(
      target?.attachments.map(({ name, size, contentType, spoiler }) => [name, size, contentType, spoiler]),
    ).toEqual([
      ['a.png', 1_000, 'image/png', false],
      ['b.jpg', 1_000, 'image/jpeg', true],
    ]);
  });

  test('works in a thread and on what a webhook wrote', async () => {
    await open();
    const thread = await homeOf(bot).threads.create({ name: 'Room 12' });
    await stage.play({ as: 'm1', in: 'Room 12', webhook: 'Relay', say: 'from elsewhere', files: [file] });
    expect(await stage.play({ as: 'm2', in: 'Room 12', menu: MENU })).toMatchObject({ error: null });
    const [target] = targets;
    expect(target?.channelId).toBe(thread.id);
    expect([target?.content, target?.author.username, target?.author.bot]).toEqual(['from elsewhere', 'Relay', true]);
    expect(target?.webhookId).toBe(target?.author.id);
    expect(target?.type).toBe(MessageType.Default);
    expect(target?.attachments.size).toBe(1);
    await stage.play({ webhook: 'Relay', say: 'again' });
    await stage.play({ as: 'm2', menu: MENU });
    expect(targets[1]?.author.id).toBe(target?.author.id);
  });
});

describe('a file of a member', () => {
  test('is there to be fetched, as large as it was said to be, until its message goes', async () => {
    await open();
    const size = 25 * 1024 * 1024;
    const said = await stage.play({ as: 'm1', say: '', files: [{ name: 'big one.png', size }] });
    await stage.play({ as: 'm1', menu: MENU });
    const url = targets[0]?.attachments.first()?.url ?? '';
    expect((await fetch(url, { method: 'HEAD' })).headers.get('content-length')).toBe(String(size));
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(bytes.length).toBe(size);
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    await stage.play({ as: 'm1', unsay: said.seen[0]?.id ?? '' });
    expect((await fetch(url)).status).toBe(404);
  });

  test('may be larger than the bot may send: 10 MiB it may, a byte more it may not', async () => {
    await open();
    const send = (size: number) => {
      const body = new FormData();
      body.set('payload_json', JSON.stringify({ content: 'x', allowed_mentions: { parse: [] } }));
      body.set('files[0]', new File([Buffer.alloc(size)], 'a.png'));
      const headers = { authorization: `Bot ${stage.token}` };
      return fetch(`${stage.url}/v10/channels/${homeOf(bot).id}/messages`, { method: 'POST', headers, body });
    };
    expect((await send(10 * 1024 * 1024)).status).toBe(200);
    const refused = await send(10 * 1024 * 1024 + 1);
    expect([refused.status, await refused.json()]).toMatchObject([413, { code: 40005 }]);
  });

  test.each([
    [{ say: '' }, 'a message has between 1 and 2000 characters'],
    [{ unsay: '1' }, 'm1 sees no message 1'],
  ])('is no reason for %j', async (step, error) => {
    await open();
    expect(await stage.play({ as: 'm1', ...step })).toMatchObject({ error, seen: [] });
  });
});

describe('a message that is to go', () => {
  const remove = (id: string) => request(stage, 'DELETE', `/channels/${homeOf(bot).id}/messages/${id}`);

  test('is deleted by its author, by a moderator, and by nobody else', async () => {
    await open();
    const said = await stage.play({ as: 'm1', say: 'oops' });
    const unsay = said.seen[0]?.id ?? '';
    expect(await stage.play({ as: 'm2', unsay })).toMatchObject({ error: 'm2 may not delete that message' });
    expect(await stage.play({ as: 'mod', unsay })).toMatchObject({
      error: null,
      seen: [{ kind: 'delete', id: unsay }],
    });
    expect(await remove(unsay)).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  test('of somebody else is deleted by a bot that manages messages, and by no other', async () => {
    await open();
    const said = await stage.play({ as: 'm1', say: 'oops' });
    expect(await remove(said.seen[0]?.id ?? '')).toMatchObject({ status: 403, body: { code: 50013 } });
    await bot.client.destroy();
    await stage.close();
    await open(PermissionFlagsBits.ManageMessages);
    const other = await stage.play({ as: 'm1', say: 'oops' });
    const id = other.seen[0]?.id ?? '';
    await homeOf(bot).messages.delete(id);
    expect((await stage.play({ as: 'm1', look: '#film-club' })).seen).toEqual([]);
    expect(await remove(id)).toMatchObject({ body: { code: 10008 } });
  });

  test('leaves the reason the bot gave in the audit log', async () => {
    await open(PermissionFlagsBits.ManageMessages);
    const said = await stage.play({ as: 'm1', say: 'oops' });
    const path = `${stage.url}/v10/channels/${homeOf(bot).id}/messages/${said.seen[0]?.id}`;
    const headers = { authorization: `Bot ${stage.token}`, 'x-audit-log-reason': encodeURIComponent('감춤 100%') };
    expect((await fetch(path, { method: 'DELETE', headers })).status).toBe(204);
    expect(stage.audit).toMatchObject([
      { who: 'Marquee', what: 'DELETE /channels/:channel/messages/:message', name: null, reason: '감춤 100%' },
    ]);
  });
});
