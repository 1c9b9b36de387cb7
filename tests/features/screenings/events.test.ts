import { beforeAll, expect, test } from 'vitest';
import type { StepResult } from '../../../src/rehearsal/player/result.ts';
import { request } from '../../rehearsal/rest.ts';
import { must, openClub, publicText } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage, database } = await openHouseOnStage({ limits: false });
const play = (step: Parameters<typeof must>[1]) => must(stage, step);
const eventsIn = (result: StepResult) => result.seen.filter(({ kind }) => kind === 'event').map(({ text }) => text);

type Row = { id: string; state: string; startsAt: string; eventId: string | null; failed: string | null };
const night = async (number: number) => {
  const [row] = await database.sql<Row[]>`
    select s.id, s.state, to_json(s.starts_at at time zone 'UTC')#>>'{}' as "startsAt", e.event_id as "eventId", e.failed from screenings s
    left join screening_events e on e.guild_id = s.guild_id and e.screening_id = s.id where s.number = ${number}`;
  if (!row) throw new Error('no such night');
  return row;
};
const answers = async (number: number) =>
  (
    await database.sql<{ answer: string; onEvent: boolean }[]>`
    select answer, on_event as "onEvent" from screening_rsvps
    where screening_id = (select id from screenings where number = ${number}) order by user_id`
  ).map(({ answer, onEvent }) => `${answer}${onEvent ? ' on the event' : ''}`);
/** Plans a night; what Discord refuses the bot meanwhile is no failure of the step. */
const plan = async (words: string) => {
  await play({ as: 'host', type: `/screening plan ${words}` });
  return stage.play({ as: 'host', click: 'Plan it' });
};

beforeAll(() => openClub(stage, { people: 6, films: [] }));

test('a night becomes an event with neutral words, and both lists are one', async () => {
  const planned = await plan('film:Burning (2018) when:2026-01-20 20:00 place:The sofa');
  expect(eventsIn(planned)).toEqual([
    expect.stringMatching(/^Friday Club: Burning \(2018\)\ncreated\n2026-01-20T19:00:00.000Z\nThe sofa\nNight 1 of/),
  ]);
  await play({ as: 'm1', rsvp: true });
  await play({ as: 'm2', click: "I'm in" });
  await play({ as: 'm3', rsvp: true });
  await play({ as: 'm3', rsvp: false });
  expect(await answers(1)).toEqual(['in on the event', 'in', 'out']);
  // Who says to the button that they cannot come stays out, however often the event's list is looked at.
  await play({ as: 'm1', click: "Can't" });
  await play({ as: 'mod', event: 'Friday Club: Burning (2018)', rename: 'Renamed' });
  expect(await answers(1)).toEqual(['out on the event', 'in', 'out']);
});

test('moved in Discord’s own dialog, the club follows; moved by us, the event does', async () => {
  const followed = await play({ as: 'mod', event: 'Renamed', move: '2026-01-21T19:00:00Z' });
  expect(publicText(followed)).toContain('night 1: Burning (2018) has moved to <t:1769022000:F>');
  expect((await night(1)).startsAt).toBe('2026-01-21T19:00:00');
  const moved = await play({ as: 'host', type: '/screening move when:2026-01-22 21:00' });
  expect(eventsIn(moved)).toEqual([expect.stringContaining('2026-01-22T20:00:00.000Z')]);
  expect((await night(1)).startsAt).toBe('2026-01-22T20:00:00');
});

test('put elsewhere in Discord’s own dialog, the club follows; its name there is left as it is', async () => {
  const where = async (change: Record<string, unknown>) => {
    const { eventId } = await night(1);
    const [row] = await database.sql<{ guild: string }[]>`select guild_id as guild from guilds limit 1`;
    const { status } = await request(stage, 'PATCH', `/guilds/${row?.guild}/scheduled-events/${eventId}`, change);
    expect(status).toBe(200);
    await stage.idle();
    const [placed] = await database.sql`select place, voice_id as voice from screenings where number = 1`;
    return { ...placed, said: stage.standing().at(-1)?.text };
  };
  const told = 'Friday Club, night 1: Burning (2018) takes place elsewhere.\nWhere: ';
  expect(await where({ entity_metadata: { location: 'The *attic*' } })).toMatchObject({
    place: 'The *attic*',
    said: expect.stringContaining(`${told}The *attic*`),
  });
  expect(await where({ name: 'Renamed once more' })).toMatchObject({ place: 'The *attic*' });
  expect(stage.standing().filter(({ text }) => text.includes('takes place elsewhere'))).toHaveLength(1);
  await play({ as: 'mod', event: 'Renamed once more', rename: 'Renamed' });
});

test('what happened to an event while the bot was down is found when it comes back', async () => {
  await play({ stop: true });
  await play({ as: 'mod', event: 'Renamed', move: '2026-01-23T19:00:00Z' });
  await play({ as: 'm4', rsvp: true });
  await play({ start: true });
  expect((await night(1)).startsAt).toBe('2026-01-23T19:00:00');
  expect(await answers(1)).toEqual(['out on the event', 'in', 'out', 'in on the event']);
});

test('called off in Discord’s own dialog, or deleted there, the night is called off', async () => {
  expect(publicText(await play({ as: 'mod', event: 'Renamed', cancel: true }))).toContain('is called off');
  expect((await night(1)).state).toBe('cancelled');
  await plan('film:Burning (2018) when:2026-01-20 20:00');
  await stage.play({ as: 'mod', event: 'Friday Club: Burning (2018)', delete: true });
  expect((await night(2)).state).toBe('cancelled');
});

test('called off by us, the event is cancelled', async () => {
  await plan('film:Oldboy (2003) when:2026-01-20 20:00');
  const off = await play({ as: 'host', type: '/screening cancel' });
  expect(eventsIn(off)).toEqual([expect.stringContaining('canceled')]);
});

test('a night in a voice channel begins and ends its event, and one that nobody starts is no cancellation', async () => {
  const planned = await plan('film:Parasite (2019) when:2026-01-12 20:00 channel:Cinema');
  expect(planned.seen.find(({ kind }) => kind === 'event')).toMatchObject({ channel: '#Cinema' });
  const before = await play({ advance: '76h' });
  expect(eventsIn(before).map((text) => text.split('\n')[1])).toContain('ended');
  const { state } = await night(4);
  expect(state).toBe('over');
});

test('where the bot may not make the event, or its channel is gone, the night stands and its host is told why', async () => {
  await play({ as: 'host', deny: ['Connect'], in: '#Cinema' });
  const forbidden = await plan('film:Akira (1988) when:2026-01-20 20:00 channel:Cinema');
  expect(await night(5)).toMatchObject({ state: 'planned', failed: 'forbidden' });
  expect(forbidden.seen.find(({ text }) => text.includes('Give me the permission Create Events'))?.visibleTo).toEqual([
    'host',
  ]);
  await play({ as: 'host', allow: ['Connect'], in: '#Cinema' });
  await play({ as: 'host', type: '/screening move when:2026-01-21 20:00' });
  expect(await night(5)).toMatchObject({ failed: null, eventId: expect.any(String) });
  await play({ as: 'host', delete: '#Cinema' });
  await stage.play({ as: 'host', type: '/screening move when:2026-01-22 20:00' });
  expect(await night(5)).toMatchObject({ state: 'planned', failed: expect.stringMatching('refused|gone') });
  expect(stage.violations).toEqual([]);
});

test.runIf(process.env.MARQUEE_LONG === '1')(
  'a server with its hundred events gets the night without one, and its host is told what to do',
  async () => {
    const [guild] = await database.sql<{ id: string }[]>`select guild_id as id from guilds limit 1`;
    for (let made = 0; made < 100; made++) {
      const { status } = await request(stage, 'POST', `/guilds/${guild?.id}/scheduled-events`, {
        name: 'Full',
        privacy_level: 2,
        entity_type: 3,
        entity_metadata: { location: 'x' },
        scheduled_start_time: '2026-03-16T20:00:00Z',
        scheduled_end_time: '2026-03-16T23:00:00Z',
      });
      if (status !== 200) break;
    }
    const planned = await plan('film:Casablanca (1942) when:2026-02-20 20:00');
    expect((await night(6)).failed).toBe('full');
    expect(planned.seen.map(({ text }) => text).join('\n')).toContain('Discord allows a hundred of them');
    await stage.play({ as: 'mod', event: 'Full', delete: true });
    await play({ as: 'host', type: '/screening move when:2026-02-21 20:00 night:6' });
    expect(await night(6)).toMatchObject({ failed: null, eventId: expect.any(String) });
    expect(stage.violations).toEqual([]);
  },
);
