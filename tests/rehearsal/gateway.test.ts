import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { connect } from './bot.ts';
import { COMMANDS } from './commands.ts';

type Frame = { op: number; t?: string; s?: number; d: Record<string, unknown> };

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});

afterEach(() => stage.close());

const properties = { os: 'linux', browser: 'test', device: 'test' };
const identify = (more: object = {}) => ({ op: 2, d: { token: stage.token, intents: 1, properties, ...more } });

/** A bare connection: the frames that came, and the code it was closed with. */
async function open() {
  const socket = new WebSocket(`${stage.url.replace('http', 'ws').replace('/api', '/gateway')}?v=10&encoding=json`);
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('message', resolve));
  const until = async (fits: (frame: Frame) => boolean): Promise<Frame> => {
    for (;;) {
      const found = frames.find(fits);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return {
    socket,
    frames,
    closed,
    until,
    send: (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
  };
}

test.each<[string, () => unknown, number]>([
  ['a wrong token', () => identify({ token: 'wrong' }), 4004],
  ['an intent that does not exist', () => identify({ intents: 1 << 22 }), 4013],
  ['the members intent, which is not switched on', () => identify({ intents: 1 << 1 }), 4014],
  ['the message content intent, which is not switched on', () => identify({ intents: 1 << 15 }), 4014],
  ['a shard that cannot be', () => identify({ shard: [1, 1] }), 4010],
  ['no JSON', () => '{', 4002],
  ['a frame of more than 4096 bytes', () => identify({ properties: { ...properties, os: 'x'.repeat(4096) } }), 4002],
  ['something else before it identified itself', () => ({ op: 3, d: {} }), 4003],
])('a client with %s is cut off', async (_, frame, code) => {
  const client = await open();
  client.send(frame());
  expect(await client.closed).toBe(code);
});

test('a client is greeted, told of both guilds and answered when its heart beats', async () => {
  const client = await open();
  expect(client.frames[0]).toMatchObject({ op: 10, d: { heartbeat_interval: expect.any(Number) } });
  client.send({ op: 1, d: null });
  client.send(identify());
  await client.until(({ t, s }) => t === 'GUILD_CREATE' && s === 3);
  expect(client.frames.map(({ op, t }) => t ?? op)).toEqual([10, 11, 'READY', 'GUILD_CREATE', 'GUILD_CREATE']);
  client.send(identify());
  expect(await client.closed).toBe(4005);
});

test('a shard is told of its own guilds alone', async () => {
  const [even, odd] = [await open(), await open()];
  even.send(identify({ shard: [0, 2] }));
  odd.send(identify({ shard: [1, 2] }));
  const guilds = async (client: Awaited<ReturnType<typeof open>>) =>
    ((await client.until(({ t }) => t === 'READY')).d.guilds as unknown[]).length;
  expect((await guilds(even)) + (await guilds(odd))).toBe(2);
});

test('events of messages come only with their intent, and without the content of others', async () => {
  const [without, with_] = [await open(), await open()];
  without.send(identify());
  with_.send(identify({ intents: 1 | (1 << 9) }));
  await without.until(({ s }) => s === 3);
  await with_.until(({ s }) => s === 3);
  await stage.play({ as: 'm1', say: 'a secret' });
  expect(await with_.until(({ t }) => t === 'MESSAGE_CREATE')).toMatchObject({
    d: { content: '', author: { username: 'm1' } },
  });
  expect(without.frames.some(({ t }) => t === 'MESSAGE_CREATE')).toBe(false);
});

test('a client that lost its connection resumes and misses nothing', async () => {
  const first = await open();
  first.send(identify({ intents: 1 | (1 << 9) }));
  const { d } = await first.until(({ t }) => t === 'READY');
  await first.until(({ s }) => s === 3);
  first.socket.terminate();
  const lost = stage.play({ as: 'm1', say: 'meanwhile' });
  const second = await open();
  second.send({ op: 6, d: { token: stage.token, session_id: d.session_id, seq: 3 } });
  await second.until(({ t }) => t === 'RESUMED');
  await lost;
  expect(second.frames.map(({ op, t }) => t ?? op)).toEqual([10, 'MESSAGE_CREATE', 'RESUMED']);
});

test('a session that is not known cannot be resumed', async () => {
  const client = await open();
  client.send({ op: 6, d: { token: stage.token, session_id: 'none', seq: 1 } });
  expect(await client.until(({ op }) => op === 9)).toMatchObject({ d: false });
});

test('a client that said goodbye is gone, and its session with it', async () => {
  const bot = await connect(stage, () => {}, COMMANDS);
  await bot.client.destroy();
  expect(await stage.play({ type: '/ping' })).toMatchObject({
    error: 'the application did not respond (the bot is not running)',
  });
});
