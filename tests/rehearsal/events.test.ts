import { fileURLToPath } from 'node:url';
import { Events, type GuildScheduledEvent, PermissionFlagsBits } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';
import { type Bot, connect } from './bot.ts';
import { clubOf, homeOf, TALK, until } from './places.ts';
import { refusedFields, request } from './rest.ts';

const { CreateEvents, ManageEvents, Connect } = PermissionFlagsBits;
const [SCHEDULED, ACTIVE, COMPLETED, CANCELED] = [1, 2, 3, 4];
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';

let stage: Stage;
let bot: Bot;
let news: string[] = [];

async function open(granted: bigint = CreateEvents): Promise<void> {
  stage = await openStage({ invited: TALK, granted });
  bot = await connect(stage);
  news = [];
  bot.client.on(
    'raw',
    ({ t }: { t: string | null }) => t?.startsWith('GUILD_SCHEDULED_EVENT_') && news.push(t.slice(22)),
  );
}

afterEach(async () => {
  await bot.client.destroy();
  await stage.close();
  expect(bot.failures).toEqual([]);
  expect(stage.violations).toEqual([]);
});

const NIGHT = {
  name: 'Film night',
  privacy_level: 2,
  entity_type: 3,
  entity_metadata: { location: 'The sofa' },
  scheduled_start_time: '2026-01-16T20:00:00Z',
  scheduled_end_time: '2026-01-16T23:00:00Z',
};
const { entity_metadata: _, scheduled_end_time: __, ...BARE } = NIGHT;
const cinema = () => clubOf(bot).channels.cache.find(({ name }) => name === 'Cinema')?.id;
const path = (rest = '') => `/guilds/${clubOf(bot).id}/scheduled-events${rest}`;
const make = (more: object = {}) => request(stage, 'POST', path(), { ...NIGHT, ...more });
const change = (id: unknown, body: object) => request(stage, 'PATCH', path(`/${id}`), body);
const refusal = (code: number) => ({ body: { code } });

describe('an event', () => {
  test('is made with its place, its times and its cover, and everybody sees its names', async () => {
    await open();
    const made = await clubOf(bot).scheduledEvents.create({
      name: ' Film night ',
      description: 'Bring ||popcorn||.',
      privacyLevel: 2,
      entityType: 3,
      entityMetadata: { location: 'The sofa' },
      scheduledStartTime: NIGHT.scheduled_start_time,
      scheduledEndTime: NIGHT.scheduled_end_time,
      image: PIXEL,
      reason: 'the vote',
    });
    expect(made).toMatchObject({
      name: 'Film night',
      status: SCHEDULED,
      channelId: null,
      description: 'Bring ||popcorn||.',
    });
    expect(made.image).toMatch(/^[0-9a-f]{32}$/);
    expect(made.creator?.id).toBe(bot.client.user.id);
    expect(stage.audit.map(({ what, name, reason }) => [what, name, reason])).toEqual([
      ['event create', 'Film night', 'the vote'],
      ['location', 'The sofa', 'the vote'],
    ]);
    const renamed = await stage.play({ as: 'mod', event: 'Film night', rename: 'Another night' });
    expect(renamed.seen).toMatchObject([
      {
        kind: 'event',
        visibleTo: 'everyone',
        text: 'Another night\nrenamed\n2026-01-16T20:00:00.000Z\nThe sofa\nBring ▒▒▒.',
        images: [{ alt: '', spoiler: false }],
      },
    ]);
  });

  test('somewhere else starts and ends by itself, by the stage’s clock', async () => {
    await open();
    const { body } = await make();
    expect((await stage.play({ advance: '170h' })).seen.map(({ text }) => text.split('\n')[1])).toEqual(['started']);
    expect(await request(stage, 'GET', path(`/${body.id}`))).toMatchObject({ body: { status: ACTIVE } });
    expect((await stage.play({ advance: '3h' })).seen.map(({ text }) => text.split('\n')[1])).toEqual(['ended']);
    expect(await request(stage, 'GET', path(`/${body.id}`))).toMatchObject({ body: { status: COMPLETED } });
    expect((await clubOf(bot).scheduledEvents.fetch()).size).toBe(0);
    await until(() => (news.length === 3 ? true : undefined));
    expect(news).toEqual(['CREATE', 'UPDATE', 'UPDATE']);
  });

  test('in a voice channel waits for somebody to start it, and lapses after some hours', async () => {
    await open(CreateEvents | Connect);
    const voice = { entity_type: 2, channel_id: cinema(), entity_metadata: null, scheduled_end_time: null };
    const [one, two] = [await make({ ...voice, name: 'One' }), await make({ ...voice, name: 'Two' })];
    await stage.play({ advance: '171h' });
    expect(await change(one.body.id, { status: ACTIVE })).toMatchObject({ status: 200 });
    expect(await change(two.body.id, { status: COMPLETED })).toMatchObject(refusal(50035));
    await stage.play({ advance: '3h' });
    const statusOf = async (id: unknown) => (await request(stage, 'GET', path(`/${id}`))).body.status;
    expect([await statusOf(one.body.id), await statusOf(two.body.id)]).toEqual([COMPLETED, CANCELED]);
    expect(await change(two.body.id, { name: 'x' })).toMatchObject(refusal(180000));
  });

  test('moves from the voice channel to the sofa with all that takes', async () => {
    await open(CreateEvents | Connect);
    const made = await make({ entity_type: 2, channel_id: cinema(), entity_metadata: null, scheduled_end_time: null });
    const { entity_metadata, scheduled_end_time } = NIGHT;
    expect(await change(made.body.id, { entity_type: 3, entity_metadata, scheduled_end_time })).toMatchObject(
      refusal(50035),
    );
    const whole = { entity_type: 3, channel_id: null, entity_metadata, scheduled_end_time };
    expect(await change(made.body.id, whole)).toMatchObject({
      status: 200,
      body: { entity_type: 3, channel_id: null, entity_metadata: { location: 'The sofa' } },
    });
  });

  test('is deleted, and unknown from then on', async () => {
    await open();
    const made = await make();
    expect((await request(stage, 'DELETE', path(`/${made.body.id}`))).status).toBe(204);
    for (const method of ['GET', 'DELETE'])
      expect(await request(stage, method, path(`/${made.body.id}`))).toMatchObject(refusal(10070));
  });
});

describe('an event that Discord does not take', () => {
  test.each<[string, object, string]>([
    ['without a name', { name: '  ' }, 'name BASE_TYPE_BAD_LENGTH'],
    ['with a name of 101 characters', { name: 'x'.repeat(101) }, 'name BASE_TYPE_MAX_LENGTH'],
    ['with a description of 1001', { description: 'x'.repeat(1001) }, 'description BASE_TYPE_MAX_LENGTH'],
    ['with an empty description', { description: '' }, 'description BASE_TYPE_BAD_LENGTH'],
    [
      'with a place of 101 characters',
      { entity_metadata: { location: 'x'.repeat(101) } },
      'entity_metadata.location BASE_TYPE_MAX_LENGTH',
    ],
    ['nowhere', { entity_metadata: { location: ' ' } }, 'entity_metadata BASE_TYPE_REQUIRED'],
    ['without an end', { scheduled_end_time: null }, 'scheduled_end_time BASE_TYPE_REQUIRED'],
    [
      'in the past',
      { scheduled_start_time: '2026-01-09T17:59:00Z' },
      'scheduled_start_time GUILD_SCHEDULED_EVENT_SCHEDULE_PAST',
    ],
    [
      'that ends before it starts',
      { scheduled_end_time: '2026-01-16T19:00:00Z' },
      'scheduled_end_time GUILD_SCHEDULED_EVENT_END_BEFORE_START',
    ],
    ['for others than the server', { privacy_level: 1 }, 'privacy_level BASE_TYPE_CHOICES'],
    ['with a cover that is an address', { image: 'https://example.org/a.png' }, 'image IMAGE_INVALID'],
    ['with a cover that is no picture', { image: 'data:text/plain;base64,aGk=' }, 'image IMAGE_INVALID'],
    ['of no type', { entity_type: 7 }, 'entity_type BASE_TYPE_CHOICES'],
    ['with a field that Discord does not know', { colour: 1 }, 'colour UNKNOWN_FIELD'],
  ])('%s', async (_name, more, field) => {
    await open();
    const answer = await make(more);
    expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(refusedFields(answer.body.errors)).toEqual([field]);
  });

  test('on the sofa and in a channel at once, or in a channel that is none for it', async () => {
    await open(CreateEvents | Connect);
    expect(refusedFields((await make({ channel_id: cinema() })).body.errors)).toEqual(['channel_id BASE_TYPE_BAD']);
    for (const channel_id of [undefined, homeOf(bot).id]) {
      const answer = await request(stage, 'POST', path(), { ...BARE, entity_type: 2, channel_id });
      expect(answer).toMatchObject(refusal(50035));
    }
  });
});

describe('without the rights', () => {
  test('no event is made, and a voice channel takes the right to join it as well', async () => {
    await open(ManageEvents);
    expect(await make()).toMatchObject(refusal(50013));
    await bot.client.destroy();
    await stage.close();
    await open();
    const voice = { ...BARE, entity_type: 2, channel_id: cinema() };
    expect(await request(stage, 'POST', path(), voice)).toMatchObject(refusal(50013));
  });
});

describe('those who come', () => {
  const names = async (event: GuildScheduledEvent) => {
    const all = await event.fetchSubscribers({ withMember: true });
    return all.map(({ user, member }) => [user.username, member?.id === user.id]);
  };

  test('are told to the bot one by one, counted, and listed by id', async () => {
    await open();
    const heard: [string, string][] = [];
    bot.client.on(Events.GuildScheduledEventUserAdd, (_event, user) => heard.push(['add', user.id]));
    bot.client.on(Events.GuildScheduledEventUserRemove, (_event, user) => heard.push(['remove', user.id]));
    const made = await make();
    const event = await clubOf(bot).scheduledEvents.fetch(String(made.body.id));
    await stage.play({ as: 'm2', rsvp: true });
    const first = await stage.play({ as: 'm1', rsvp: true, on: 'Film night' });
    expect(first.seen).toMatchObject([{ kind: 'event', text: expect.stringContaining('m1 comes') }]);
    await stage.play({ as: 'm1', rsvp: true });
    await stage.play({ as: 'm3', rsvp: true });
    await stage.play({ as: 'm3', rsvp: false });
    expect(await names(event)).toEqual([
      ['m1', true],
      ['m2', true],
    ]);
    expect((await event.fetch()).userCount).toBe(2);
    expect(news).toEqual(['CREATE', 'USER_ADD', 'USER_ADD', 'USER_ADD', 'USER_REMOVE']);
    const rows = await request(stage, 'GET', path(`/${made.body.id}/users?limit=1`));
    const [row] = rows.body as unknown as { user_id: string }[];
    const after = await request(stage, 'GET', path(`/${made.body.id}/users?after=${row?.user_id}`));
    expect(after.body).toHaveLength(1);
    expect(await request(stage, 'GET', path(`/${made.body.id}/users/counts`))).toMatchObject({
      body: { guild_scheduled_event_count: 2 },
    });
  });

  test('come to an event that there is', async () => {
    await open();
    expect(await stage.play({ as: 'm1', rsvp: true })).toMatchObject({ error: 'there is no event' });
    await make();
    expect(await stage.play({ as: 'm1', rsvp: true, on: 'Ball' })).toMatchObject({ error: 'there is no event "Ball"' });
  });
});

describe('Discord’s own dialog', () => {
  test('moves an event, which lasts as long as before, and cancels it', async () => {
    await open();
    const made = await make();
    await stage.play({ as: 'mod', event: 'Film night', move: '2026-02-01T20:00:00Z' });
    expect(await request(stage, 'GET', path(`/${made.body.id}`))).toMatchObject({
      body: { scheduled_start_time: '2026-02-01T20:00:00.000Z', scheduled_end_time: '2026-02-01T23:00:00.000Z' },
    });
    expect((await stage.play({ advance: '200h' })).seen).toEqual([]);
    await stage.play({ as: 'mod', event: 'Film night', cancel: true });
    expect(await request(stage, 'GET', path(`/${made.body.id}`))).toMatchObject({ body: { status: CANCELED } });
    expect(news).toEqual(['CREATE', 'UPDATE', 'UPDATE']);
  });

  test('deletes one for good', async () => {
    await open();
    await make();
    await stage.play({ as: 'mod', event: 'Film night', delete: true });
    expect(news).toEqual(['CREATE', 'DELETE']);
  });

  test.each([
    ['m1', { cancel: true as const }, 'm1 may not change events'],
    ['mod', { move: '2026-01-01T20:00:00Z' }, 'an event cannot be in the past'],
  ])('for %s does not do %j', async (as, what, error) => {
    await open();
    await make();
    expect(await stage.play({ as, event: 'Film night', ...what })).toMatchObject({ error, seen: [] });
  });
});

test('a client that connects later is told of the events to come', async () => {
  await open();
  await make();
  const again = await connect(stage);
  expect(clubOf(again).scheduledEvents.cache.map(({ name }) => name)).toEqual(['Film night']);
  await again.client.destroy();
});

test('a bot knows the time at which an event starts before it hears that it has started', async () => {
  await open();
  const entry = fileURLToPath(new URL('./event-bot.ts', import.meta.url));
  const other = await openStage({ entry, granted: CreateEvents, quiet: true });
  expect(await other.startBot({ PATH: process.env.PATH })).toBeNull();
  const { seen, error } = await other.play({ advance: '5h' });
  await other.close();
  expect(error).toBeNull();
  expect(seen.filter(({ kind }) => kind === 'message').map(({ text }) => text)).toEqual([
    'status 2 at 2026-01-09T20:00:00.000Z',
    'status 3 at 2026-01-09T22:00:00.000Z',
  ]);
});
