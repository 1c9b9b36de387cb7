import type { AlarmClock } from './alarms.ts';
import type { Due } from './bot-process.ts';
import type { StageClock } from './clock.ts';

/** So many times work that is due may still be due after its time has come, before a leap goes on without it. */
const MOST_TRIES = 20;
/** So many times one leap may touch down. */
const MOST_HOPS = 10_000;

/** What a leap in time needs of those it concerns. */
export type Travel = {
  clock: StageClock;
  /** The soonest work due of everybody who has some. */
  nextDue(): Promise<Due>;
  /** Has everybody take the time there is now, and waits until all is idle. @returns what went wrong, or null. */
  arrive(): Promise<string | null>;
};

/** Those who keep the stage's time and have work of their own to do at times. */
export type Timekeepers = { tellTime(): Promise<string | null>; nextDue(): Promise<Due> };

/**
 * The way through the stage's own alarms and the work of its bots. A bot has the time before it hears of what happens
 * then, so that nothing reaches it out of its future.
 * @param idle waits until all is idle and resolves with what went wrong, or null.
 */
export function travelOf(clock: AlarmClock, bots: Timekeepers, idle: () => Promise<string | null>): Travel {
  const { now, runs, look, due, skip } = clock;
  return {
    clock: { now, runs, advance: skip },
    nextDue: async () => {
      look();
      const [own, other] = [due(Number.POSITIVE_INFINITY), await bots.nextDue()];
      return { ...other, at: own === undefined || other.at === null ? (own ?? other.at) : Math.min(own, other.at) };
    },
    arrive: async () => {
      const problem = await bots.tellTime();
      look();
      return problem ?? (await idle());
    },
  };
}

const written = (time: number) => new Date(time).toISOString();

function tooMuch(due: number, tries: number, hops: number): string | null {
  if (tries > MOST_TRIES) return `what was due at ${written(due)} stays due`;
  return hops >= MOST_HOPS ? `work fell due more than ${MOST_HOPS} times` : null;
}

/** From one due work to the next. Work that fell due and was not done gets one more millisecond at each try. */
async function hops({ clock, nextDue, arrive }: Travel, target: number): Promise<string | null> {
  const problems: (string | null)[] = [];
  let [count, tries] = [0, 0];
  do {
    const now = clock.now();
    const due = await nextDue();
    tries = due.at !== null && due.at <= now ? tries + 1 : 0;
    const endless = due.at === null ? null : tooMuch(due.at, tries, count++);
    const next = endless || due.at === null ? target : Math.min(target, Math.max(due.at, now + 1));
    clock.advance(next - now);
    problems.push(due.problem, endless, await arrive());
  } while (clock.now() < target);
  return problems.find((problem) => problem !== null) ?? null;
}

/**
 * Lets time pass. A standing clock goes from one due work to the next, so that each is done at its own time and none
 * early; a clock that runs goes ahead at once.
 * @param ms how far.
 * @returns what went wrong first, or null.
 */
export async function leap(travel: Travel, ms: number): Promise<string | null> {
  if (!travel.clock.runs) return hops(travel, travel.clock.now() + ms);
  travel.clock.advance(ms);
  return travel.arrive();
}
