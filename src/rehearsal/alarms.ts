import type { StageClock } from './clock.ts';

type Alarm = { time: number; ring: () => void };

/** A clock by which things fall due. */
export type AlarmClock = StageClock & {
  /**
   * Has `ring` called once when the clock comes to `time` (epoch ms); what is past already rings at the next look.
   * @returns a function that takes it back.
   */
  at(time: number, ring: () => void): () => void;
  /** Rings what is due by now. */
  look(): void;
  /** When the next thing falls due, up to `until`. */
  due(until: number): number | undefined;
  /** Moves forward by `ms` without ringing anything. */
  skip(ms: number): void;
};

function earliest(alarms: Iterable<Alarm>, until: number): Alarm | undefined {
  let first: Alarm | undefined;
  for (const alarm of alarms) if (alarm.time <= until && !(first && first.time <= alarm.time)) first = alarm;
  return first;
}

/** A clock that, on its way forward, stops at everything that falls due and lets it happen at its own time. */
export function alarmClock(clock: StageClock): AlarmClock {
  const alarms = new Set<Alarm>();
  const skip = (ms: number) => clock.advance(Math.max(0, ms));
  const ringUntil = (until: number) => {
    for (let next = earliest(alarms, until); next; next = earliest(alarms, until)) {
      alarms.delete(next);
      skip(next.time - clock.now());
      next.ring();
    }
  };
  return {
    now: clock.now,
    runs: clock.runs,
    advance: (ms) => {
      const until = clock.now() + ms;
      ringUntil(until);
      skip(until - clock.now());
    },
    at: (time, ring) => {
      const alarm = { time, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    look: () => ringUntil(clock.now()),
    due: (until) => earliest(alarms, until)?.time,
    skip,
  };
}
