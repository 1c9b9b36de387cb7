import { setTimeout as pause } from 'node:timers/promises';
import { type BotEnv, type BotProcess, type Due, spawnBot } from './bot-process.ts';
import type { StageClock } from './clock.ts';
import type { Gateway } from './gateway/gateway.ts';

const READY_WITHIN = 60_000;
/** A bot that is connected still has its commands to register (ms). */
const AFTER_READY = 150;

type Keeping = {
  entry: string;
  /** What the stage adds to the environment of the bot on a seat. */
  own(seat: number): BotEnv;
  /** How many bots there are. */
  count: number;
  clock: StageClock;
  gateway: Gateway;
  quiet: boolean;
  output?: ((text: string) => void) | undefined;
};

/**
 * Starts the bots' processes and ends them; without a seat all of them. What is awaited resolves with what went wrong, in
 * words, or null.
 */
export type BotKeeper = {
  /** The process on each seat, also one that has ended; undefined where none was started. */
  bots(): readonly (BotProcess | undefined)[];
  /** Starts those that do not run; without an environment with that of the last start. */
  start(env?: BotEnv, seat?: number): Promise<string | null>;
  stop(seat?: number): Promise<string | null>;
  kill(seat?: number): Promise<string | null>;
  /** Whether one of them ended otherwise than in an orderly way. */
  wasKilled(): boolean;
  /** Tells the living ones the stage's time. */
  tellTime(): Promise<string | null>;
  /** The soonest work after now of those that live. */
  nextDue(): Promise<Due>;
};

const isAlive = (bot: BotProcess | undefined): bot is BotProcess => bot?.isAlive() === true;

/** The first of several outcomes that is a problem. */
const firstProblem = (problems: readonly (string | null)[]): string | null => problems.find(Boolean) ?? null;

/** Waits until a bot that was started is connected; the rest of its start settles like a step. */
async function untilReady(bot: BotProcess, gateway: Gateway): Promise<string | null> {
  const deadline = performance.now() + READY_WITHIN;
  while (!gateway.isConnected(bot.seat)) {
    if (!bot.isAlive()) return `${bot.name} ended before it was ready: ${bot.ending() ?? 'it could not be started'}`;
    if (performance.now() > deadline) return `${bot.name} was not ready after 60 s`;
    await pause(10);
  }
  await pause(AFTER_READY);
  return null;
}

/** The soonest of what several bots have due. */
function soonest(dues: readonly Due[]): Due {
  const times = dues.flatMap(({ at }) => (at === null ? [] : [at]));
  return { at: times.length ? Math.min(...times) : null, problem: firstProblem(dues.map(({ problem }) => problem)) };
}

/** Keeps the processes of the bots of a stage. */
export function keepBots({ entry, own, count, clock, gateway, quiet, output }: Keeping): BotKeeper {
  const seats = Array.from({ length: count }, (_, index) => index + 1);
  const bots: (BotProcess | undefined)[] = seats.map(() => undefined);
  const alive = () => bots.filter(isAlive);
  const on = (seat: number | undefined) => (seat === undefined ? seats : [seat]);
  const nameOf = (seat: number) => (count === 1 ? 'the bot' : `bot ${seat}`);
  const nobody = (seat: number | undefined, how: string, otherwise: string) =>
    seat === undefined && count > 1 ? `no bot is left to ${how}` : `${nameOf(seat ?? 1)} is ${otherwise}`;
  let lastEnv: BotEnv = {};
  const spawn = (seat: number): BotProcess => {
    const bot = spawnBot({ entry, env: { ...lastEnv, ...own(seat) }, clock, quiet, output, seat, name: nameOf(seat) });
    bots[seat - 1] = bot;
    void bot.ended.then(() => gateway.forget(seat));
    return bot;
  };
  const end = async (how: 'stop' | 'kill', seat: number | undefined) => {
    const running = alive().filter((bot) => on(seat).includes(bot.seat));
    if (running.length === 0) return nobody(seat, how, 'not running');
    const endings = await Promise.all(
      running.map(async (bot) => {
        const ending = await bot[how]();
        return how === 'kill' || ending === 'exit code 0' ? null : `${bot.name} ended with ${ending}`;
      }),
    );
    return firstProblem(endings);
  };
  return {
    bots: () => bots,
    start: async (env = lastEnv, seat) => {
      const down = on(seat).filter((one) => !isAlive(bots[one - 1]));
      if (down.length === 0) return nobody(seat, 'start', 'running already');
      lastEnv = env;
      return firstProblem(await Promise.all(down.map((one) => untilReady(spawn(one), gateway))));
    },
    stop: (seat) => end('stop', seat),
    kill: (seat) => end('kill', seat),
    wasKilled: () => bots.some((bot) => bot && !bot.isAlive() && bot.ending() !== 'exit code 0'),
    tellTime: async () => firstProblem(await Promise.all(alive().map((bot) => bot.tellTime()))),
    nextDue: async () => soonest(await Promise.all(alive().map((bot) => bot.nextDue()))),
  };
}
