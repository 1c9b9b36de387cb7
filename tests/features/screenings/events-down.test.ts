import { beforeAll, expect, test } from 'vitest';
import { must, openClub, publicText } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage, database } = await openHouseOnStage({ limits: false });
const play = (step: Parameters<typeof must>[1]) => must(stage, step);
const DAY = 86_400_000;

/** Plans a night for the day after tomorrow, and takes the bot down. */
async function plan(film: string): Promise<void> {
  const day = new Date(stage.clock.now() + 2 * DAY).toISOString().slice(0, 10);
  await play({ as: 'host', type: `/screening plan film:${film} when:${day} 20:00` });
  await play({ as: 'host', click: 'Plan it' });
  await play({ stop: true });
}

/** Four days later the bot is back. @returns what everybody reads then. */
async function back(): Promise<string> {
  await play({ advance: '4d' });
  return publicText(await play({ start: true }));
}

const states = async () =>
  (await database.sql<{ state: string }[]>`select state from screenings order by number`).map(({ state }) => state);

beforeAll(() => openClub(stage, { people: 6, films: [] }));

test('down until after its start: a night that was moved on its event has moved, and nobody reads that it began', async () => {
  await plan('Parasite (2019)');
  const later = new Date(stage.clock.now() + 9 * DAY).toISOString();
  await play({ as: 'mod', event: 'Friday Club: Parasite (2019)', move: later });
  const said = await back();
  expect(said).toContain('night 1: Parasite (2019) has moved');
  expect(said).not.toContain('began');
  expect(await states()).toEqual(['planned']);
});

test('down until after its start: a night that was called off on its event is called off', async () => {
  await plan('The Handmaiden (2016)');
  await play({ as: 'mod', event: 'Friday Club: The Handmaiden (2016)', cancel: true });
  const said = await back();
  expect(said).toContain('is called off');
  expect(said).not.toContain('began');
  expect(await states()).toEqual(['planned', 'cancelled']);
});

test('down until after its end: who answered on its event was there', async () => {
  await plan('Akira (1988)');
  await play({ as: 'm4', rsvp: true, on: 'Friday Club: Akira (1988)' });
  expect(await back()).toContain('night 3: how was Akira (1988)');
  const came =
    await database.sql`select s.number, v.answer from screening_rsvps v join screenings s on s.id = v.screening_id`;
  expect([...came]).toEqual([{ number: 3, answer: 'in' }]);
});
