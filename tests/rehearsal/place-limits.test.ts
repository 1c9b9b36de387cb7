import { expect, test } from 'vitest';
import { standingClock } from '../../src/rehearsal/clock.ts';
import type { Call } from '../../src/rehearsal/rest/call.ts';
import { createEvent, listEvents } from '../../src/rehearsal/rest/handlers/events.ts';
import { changeChannel, createChannel } from '../../src/rehearsal/rest/handlers/guild-channels.ts';
import { startThread } from '../../src/rehearsal/rest/handlers/threads.ts';
import { EVERY_PERMISSION } from '../../src/rehearsal/state/permissions.ts';
import { createWorld, type World } from '../../src/rehearsal/state/world.ts';

/** Requests without a network, so that no rate limit makes them wait. */
function desk() {
  const clock = standingClock(new Date('2026-01-09T18:00:00Z'));
  const world = createWorld({ clock, members: 3, rights: { granted: EVERY_PERMISSION & ~(1n << 3n), denied: 0n } });
  const [guild] = world.guilds;
  const params: Record<string, string> = { guild: guild?.id ?? '', channel: guild?.channels[0]?.id ?? '' };
  const call = (body: unknown, more: Record<string, string> = {}): Call => {
    const param = (name: string) => ({ ...params, ...more })[name] ?? '';
    const rest = { route: 'x', seat: 1, query: new URLSearchParams(), files: [], reason: null, host: 'x' };
    return { world, body, param, ...rest };
  };
  return { world, call };
}

const night = (day: number) => ({
  name: 'Film night',
  privacy_level: 2,
  entity_type: 3,
  entity_metadata: { location: 'The sofa' },
  scheduled_start_time: new Date(Date.UTC(2026, 0, day, 20)).toISOString(),
  scheduled_end_time: new Date(Date.UTC(2026, 0, day, 23)).toISOString(),
});
const idOf = (body: unknown) => (body as { id: string }).id;
const advance = (world: World, hours: number) => world.clock.advance(hours * 3_600_000);

test('a guild has a hundred events that are not over, and one more when one is', () => {
  const { world, call } = desk();
  for (let day = 10; day < 110; day++) createEvent(call(night(day)));
  expect(() => createEvent(call(night(110)))).toThrow(expect.objectContaining({ code: 30038 }));
  advance(world, 48);
  expect(listEvents(call(undefined)).body).toHaveLength(99);
  expect(createEvent(call(night(110))).status).toBe(200);
});

test('a guild has a thousand active threads; one that is archived makes room and comes back only into room', () => {
  const { call } = desk();
  const first = idOf(startThread(call({ name: 'x', type: 12 })).body);
  for (let count = 1; count < 1_000; count++) startThread(call({ name: 'x', type: 12 }));
  expect(() => startThread(call({ name: 'x', type: 12 }))).toThrow(expect.objectContaining({ code: 160006 }));
  changeChannel(call({ archived: true }, { channel: first }));
  expect(startThread(call({ name: 'x', type: 12 })).status).toBe(201);
  expect(() => changeChannel(call({ archived: false }, { channel: first }))).toThrow(
    expect.objectContaining({ code: 160006 }),
  );
});

test('a thousand threads archive themselves, each at its own time', () => {
  const { world, call } = desk();
  for (let count = 0; count < 1_000; count++) {
    startThread(call({ name: 'x', type: 12, auto_archive_duration: 60 }));
    world.clock.advance(1_000);
  }
  const [guild] = world.guilds;
  const active = () => world.threads.active(guild?.id ?? '').length;
  expect(active()).toBe(1_000);
  // 4100 s after the first: those that are an hour old are the first 501.
  world.clock.advance(3_600_000 - 500_000);
  expect(active()).toBe(499);
  world.clock.advance(3_600_000);
  expect(active()).toBe(0);
});

test('a guild has 500 channels', () => {
  const { call } = desk();
  for (let count = 2; count < 500; count++) createChannel(call({ name: 'x' }));
  expect(() => createChannel(call({ name: 'x' }))).toThrow(expect.objectContaining({ code: 30013 }));
});
