import { expect, test } from 'vitest';
import { alarmClock } from '../../src/rehearsal/alarms.ts';
import { standingClock } from '../../src/rehearsal/clock.ts';

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

test('a clock that skips ahead lets nothing happen until somebody looks', () => {
  const clock = alarmClock(standingClock(at(0)));
  const rung: number[] = [];
  clock.at(10, () => rung.push(clock.now()));
  clock.skip(10);
  expect([clock.now(), rung]).toEqual([10, []]);
  clock.look();
  expect(rung).toEqual([10]);
});
