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
  /** When the next thing falls due; null when nothing does. */
  next(): number | null;
};

function earliest(alarms: Iterable<Alarm>, until: number): Alarm | undefined {
  let first: Alarm | undefined;
  for (const alarm of alarms) if (alarm.time <= until && !(first && first.time <= alarm.time)) first = alarm;
  return first;
}

/** A clock that, on its way forward, stops at everything that falls due and lets it happen at its own time. */
export function alarmClock(clock: StageClock): AlarmClock {
  const alarms = new Set<Alarm>();
  const ringUntil = (until: number) => {
    for (let next = earliest(alarms, until); next; next = earliest(alarms, until)) {
      alarms.delete(next);
      clock.advance(Math.max(0, next.time - clock.now()));
      next.ring();
    }
  };
  return {
    now: clock.now,
    runs: clock.runs,
    advance: (ms) => {
      const until = clock.now() + ms;
      ringUntil(until);
      clock.advance(Math.max(0, until - clock.now()));
    },
    at: (time, ring) => {
      const alarm = { time, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    look: () => ringUntil(clock.now()),
    next: () => earliest(alarms, Number.POSITIVE_INFINITY)?.time ?? null,
  };
}
