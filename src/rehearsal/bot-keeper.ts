import { setTimeout as pause } from 'node:timers/promises';
import { type AlarmClock, passTime } from './alarms.ts';
import { type BotEnv, type BotProcess, spawnBot } from './bot-process.ts';
import type { Gateway } from './gateway/gateway.ts';

const READY_WITHIN = 60_000;
/** A bot that is connected still has its commands to register (ms). */
const AFTER_READY = 150;

type Keeping = { entry: string; own: BotEnv; clock: AlarmClock; gateway: Gateway; quiet: boolean };

/** Starts the bot's process and ends it. What is awaited resolves with what went wrong, in words, or null. */
export type BotKeeper = {
  bot(): BotProcess | undefined;
  /** Starts it; without an environment with that of the last start. */
  start(env?: BotEnv): Promise<string | null>;
  stop(): Promise<string | null>;
  kill(): Promise<string | null>;
  wasKilled(): boolean;
  /** Lets stage time pass, and tells the bot. */
  advance(ms: number): Promise<void>;
};

/** Waits until a bot that was started is connected; the rest of its start settles like a step. */
async function untilReady(bot: BotProcess, gateway: Gateway): Promise<string | null> {
  const deadline = performance.now() + READY_WITHIN;
  while (gateway.state() !== 'up') {
    if (!bot.isAlive()) return `the bot ended before it was ready: ${bot.ending() ?? 'it could not be started'}`;
    if (performance.now() > deadline) return 'the bot was not ready after 60 s';
    await pause(10);
  }
  await pause(AFTER_READY);
  return null;
}

/** Keeps the one process of the bot of a stage. `own` is what the stage adds to its environment. */
export function keepBot({ entry, own, clock, gateway, quiet }: Keeping): BotKeeper {
  let bot: BotProcess | undefined;
  let lastEnv: BotEnv = {};
  const end = async (how: 'stop' | 'kill') => {
    if (!bot?.isAlive()) return 'the bot is not running';
    const ending = await bot[how]();
    gateway.forget();
    return how === 'kill' || ending === 'exit code 0' ? null : `the bot ended with ${ending}`;
  };
  return {
    bot: () => bot,
    start: async (env = lastEnv) => {
      if (bot?.isAlive()) return 'the bot is running already';
      lastEnv = env;
      bot = spawnBot(entry, { ...env, ...own }, clock, quiet);
      return untilReady(bot, gateway);
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
    wasKilled: () => bot !== undefined && !bot.isAlive() && bot.ending() !== 'exit code 0',
    advance: (ms) =>
      passTime(clock, ms, async () => {
        if (bot?.isAlive()) await bot.tellTime();
      }),
  };
}
