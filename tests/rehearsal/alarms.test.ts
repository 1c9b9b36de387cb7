import { expect, test } from 'vitest';
import { alarmClock } from '../../src/rehearsal/alarms.ts';
import { standingClock } from '../../src/rehearsal/clock.ts';
import { leap, travelOf } from '../../src/rehearsal/leap.ts';

const at = (ms: number) => new Date(ms);

test('what falls due happens in order, each at its own time, however far the clock is moved', () => {
  const clock = alarmClock(standingClock(at(0)));
  const rung: [string, number][] = [];
  const note = (name: string) => () => rung.push([name, clock.now()]);
  clock.at(20, note('b'));
  clock.at(10, note('a'));
  clock.at(20, note('c'));
  clock.at(31, note('later'));
  clock.advance(30);
  expect(rung).toEqual([
    ['a', 10],
    ['b', 20],
    ['c', 20],
  ]);
  expect(clock.now()).toBe(30);
});

test('what is set while something rings rings on the same way, and what is taken back does not', () => {
  const clock = alarmClock(standingClock(at(0)));
  const rung: number[] = [];
  const every = () => {
    rung.push(clock.now());
    clock.at(clock.now() + 10, every);
  };
  clock.at(10, every);
  const takeBack = clock.at(15, () => rung.push(-1));
  takeBack();
  clock.advance(35);
  expect(rung).toEqual([10, 20, 30]);
});

test('what is due already rings at the next look', () => {
  const inner = standingClock(at(0));
  const clock = alarmClock(inner);
  const rung: number[] = [];
  clock.at(10, () => rung.push(clock.now()));
  inner.advance(50);
  expect(rung).toEqual([]);
  clock.look();
  expect(rung).toEqual([50]);
});

test('whoever keeps the same time is told of it before a thing happens', async () => {
  const clock = alarmClock(standingClock(at(0)));
  const seen: [string, number][] = [];
  let told = 0;
  for (const time of [10, 10, 25]) clock.at(time, () => seen.push(['rings', told]));
  const bots = {
    tellTime: async () => {
      told = clock.now();
      seen.push(['told', told]);
      return null;
    },
    nextDue: async () => ({ at: told < 20 ? 20 : null, problem: null }),
  };
  expect(
    await leap(
      travelOf(clock, bots, async () => null),
      30,
    ),
  ).toBeNull();
  expect(seen).toEqual([
    ['told', 10],
    ['rings', 10],
    ['rings', 10],
    ['told', 20],
    ['told', 25],
    ['rings', 25],
    ['told', 30],
  ]);
});
