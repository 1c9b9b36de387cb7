import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Due } from '../../src/rehearsal/bot-process.ts';
import { runningClock, standingClock } from '../../src/rehearsal/clock.ts';
import { leap } from '../../src/rehearsal/leap.ts';
import { openStage, type Stage } from '../../src/rehearsal/stage.ts';

const MINUTE = 60_000;

/** A leap over jobs that are due at these times; `again` says how often a job must be met before it is done. */
async function over(jobs: number[], ms: number, again = 1) {
  const clock = standingClock(new Date(0));
  const arrivals: number[] = [];
  let met = 0;
  const nextDue = async (): Promise<Due> => ({ at: jobs[0] ?? null, problem: null });
  const arrive = async () => {
    arrivals.push(clock.now());
    while (jobs[0] !== undefined && jobs[0] <= clock.now() && ++met >= again) {
      jobs.shift();
      met = 0;
    }
    return null;
  };
  const problem = await leap({ clock, nextDue, arrive }, ms);
  return { problem, arrivals };
}

describe('a leap in time', () => {
  test('touches down at each due work and at its end', async () => {
    expect(await over([5, 5, 70], 100)).toEqual({ problem: null, arrivals: [5, 70, 100] });
    expect(await over([], 100)).toEqual({ problem: null, arrivals: [100] });
    expect(await over([100, 101], 100)).toEqual({ problem: null, arrivals: [100] });
  });

  test('of no length still has everybody take the time', async () => {
    expect(await over([], 0)).toEqual({ problem: null, arrivals: [0] });
  });

  test('gives work that was not done another millisecond, and what is due by fractions of one is done', async () => {
    expect(await over([5, 70], 100, 3)).toEqual({ problem: null, arrivals: [5, 6, 7, 70, 71, 72, 100] });
  });

  test('goes on without work that stays due, and says so', async () => {
    const { problem, arrivals } = await over([5, 70], 100, 1_000);
    expect(problem).toBe('what was due at 1970-01-01T00:00:00.005Z stays due');
    expect(arrivals.length).toBeLessThan(30);
    expect(arrivals.at(-1)).toBe(100);
  });

  test('ends though work falls due without end', async () => {
    const clock = standingClock(new Date(0));
    const nextDue = async (): Promise<Due> => ({ at: clock.now() + 1, problem: null });
    const problem = await leap({ clock, nextDue, arrive: async () => null }, 1e9);
    expect([problem, clock.now()]).toEqual(['work fell due more than 10000 times', 1e9]);
  });

  test('tells the first problem and arrives all the same', async () => {
    const clock = standingClock(new Date(0));
    const dues: Due[] = [{ at: 5, problem: 'first' }];
    const nextDue = async (): Promise<Due> => dues.shift() ?? { at: null, problem: null };
    expect(await leap({ clock, nextDue, arrive: async () => 'second' }, 100)).toBe('first');
    expect(clock.now()).toBe(100);
  });

  test('on a clock that runs goes ahead at once', async () => {
    const clock = runningClock(new Date(0));
    const nextDue = async (): Promise<Due> => ({ at: 5, problem: null });
    let arrivals = 0;
    const arrive = async () => {
      arrivals++;
      return null;
    };
    await leap({ clock, nextDue, arrive }, 1_000);
    expect(arrivals).toBe(1);
    expect(clock.now()).toBeGreaterThanOrEqual(1_000);
  });
});

describe('a bot with work that falls due', () => {
  let stage: Stage;
  const entry = fileURLToPath(new URL('./timed-bot.ts', import.meta.url));

  afterEach(() => stage.close());

  async function begin(env: Record<string, string>): Promise<void> {
    stage = await openStage({ entry, quiet: true });
    expect(await stage.startBot({ PATH: process.env.PATH, ...env })).toBeNull();
  }

  test('does each at its own time and none early', async () => {
    await begin({ DUE_AFTER: '90 91 2880' });
    expect(await stage.play({ advance: '1h' })).toMatchObject({ error: null, seen: [] });
    const { seen, error } = await stage.play({ advance: '2d' });
    expect(error).toBeNull();
    expect(seen.map(({ text }) => text)).toEqual([
      '2026-01-09T19:30:00.000Z at 2026-01-09T19:30:00.000Z',
      '2026-01-09T19:31:00.000Z at 2026-01-09T19:31:00.000Z',
      '2026-01-11T18:00:00.000Z at 2026-01-11T18:00:00.000Z',
    ]);
    expect(stage.clock.now()).toBe(Date.UTC(2026, 0, 9, 18) + 49 * 60 * MINUTE);
  });

  test('that does not get it done is named, and time passes', async () => {
    await begin({ DUE_AFTER: '5', STUCK: '1' });
    const { error } = await stage.play({ advance: '1h' });
    expect(error).toBe('what was due at 2026-01-09T18:05:00.000Z stays due');
    expect(stage.clock.now()).toBe(Date.UTC(2026, 0, 9, 19));
  });

  test('is leapt over while it is down', async () => {
    await begin({ DUE_AFTER: '5' });
    await stage.play({ kill: true });
    expect(await stage.play({ advance: '1h' })).toMatchObject({ error: null, seen: [] });
  });

  test('that fails at it is a sentence of the step', async () => {
    await begin({ DUE_AFTER: '5', FAILING: '1' });
    const { error } = await stage.play({ advance: '1h' });
    expect(error).toBe('the bot could not say what is due: no database');
  });
});
