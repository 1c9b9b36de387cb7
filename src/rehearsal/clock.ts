/** The one clock of a stage. Times are epoch milliseconds. */
export type StageClock = {
  now(): number;
  /** Moves the clock forward by `ms`. */
  advance(ms: number): void;
  /** Whether it also moves by itself, as a real one. */
  readonly runs: boolean;
};

/** A clock that stands at `at` and moves only when told to. */
export function standingClock(at: Date): StageClock {
  let now = at.getTime();
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    runs: false,
  };
}

/** A clock that starts at `at`, now unless given, and goes on at the pace of real time. */
export function runningClock(at = new Date()): StageClock {
  const started = performance.now();
  let ahead = at.getTime();
  return {
    now: () => Math.floor(ahead + performance.now() - started),
    advance: (ms) => {
      ahead += ms;
    },
    runs: true,
  };
}
