import { expect, test } from 'vitest';
import type { StepResult } from '../../../src/rehearsal/player/result.ts';
import { must, openClub, publicText } from '../../support/club.ts';
import { openHouseOnStage } from '../../support/house.ts';

const { stage, database } = await openHouseOnStage({ limits: false });

/** 20:00 in Berlin on Saturday, a day and an hour after the stage opens. */
const START = Date.parse('2026-01-10T19:00:00Z');
const play = (step: Parameters<typeof must>[1]) => must(stage, step);
const first = (result: StepResult) => result.seen.map(({ text }) => text).join('\n');

test('a night is planned, announced, answered, reminded of, ended and rated', async () => {
  await openClub(stage, { people: 6, films: [] });
  const draft = await play({
    as: 'host',
    type: '/screening plan film:Burning (2018) when:Saturday 8pm place:The sofa',
  });
  expect(publicText(draft)).toBe('');
  expect(first(draft)).toContain(`<t:${START / 1_000}:F>`);
  const planned = await play({ as: 'host', click: 'Plan it' });
  expect(publicText(planned)).toContain('Friday Club, night 1: Burning (2018)');
  expect(publicText(planned)).toContain('Where: The sofa');

  for (const as of ['host', 'mod', 'm1']) await play({ as, click: "I'm in" });
  await play({ as: 'm2', click: "Can't" });
  await play({ as: 'mod', click: "Can't" });
  expect(first(await play({ as: 'm3', type: '/screening list' }))).toContain('2 come');

  const day = await play({ advance: '1h' });
  expect(publicText(day)).toContain('Coming (2): @host @m1\n2 people can');
  const [reminder] = day.seen.filter(({ kind }) => kind === 'message');
  expect(reminder?.notification).toMatch(/begins <t:\d+:R>, <t:\d+:F>\.\nWhere: The sofa\n<@\d+> <@\d+>$/);

  const said: [string, number][] = [];
  for (let hour = 0; hour < 40; hour++)
    for (const { kind, text } of (await play({ advance: '1h' })).seen)
      if (kind === 'message' && text.startsWith('Friday Club, night'))
        said.push([text.split('\n')[0] ?? '', (stage.clock.now() - START) / 3_600_000]);
  expect(said).toEqual([
    ['Friday Club, night 1: Burning (2018) begins <t:1768071600:R>.', -1],
    ['Friday Club, night 1: Burning (2018) begins now.', 0],
    [expect.stringContaining('night 1 is over. Who was there?'), 3],
    [expect.stringContaining('how was Burning (2018)?'), 14],
  ]);

  await play({ as: 'host', click: 'Who was there?' });
  const noted = await play({ as: 'host', select: 'Who was there?', values: ['host', 'm1', 'm3'] });
  expect(first(noted)).toContain('3 people were there: @host, @m1, @m3');
  expect(publicText(noted)).toContain('3 people were there.');
  const [round] = await database.sql<{ state: string }[]>`select state from rounds where film_id is not null`;
  expect(round?.state).toBe('rating');
  expect(stage.violations).toEqual([]);
});
