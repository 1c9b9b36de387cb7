import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { permissionBits } from '../discord/permissions.ts';
import { type BotEnv, type BotProcess, spawnBot } from './bot-process.ts';
import { type StageClock, standingClock } from './clock.ts';
import { noFaults } from './faults.ts';
import { type Gateway, openGateway } from './gateway/gateway.ts';
import { botToken } from './ids.ts';
import { createPlayer } from './player/player.ts';
import type { StepResult } from './player/result.ts';
import { restListener } from './rest/server.ts';
import { noTraffic, type RequestSeen } from './rest/traffic.ts';
import type { Step } from './script.ts';
import { createWorld } from './state/world.ts';

/** When a rehearsal begins unless it is told otherwise: a Friday evening. */
export const OPENING = new Date('2026-01-09T18:00:00Z');
export const MEMBERS = 12;
const READY_WITHIN = 60_000;
const AFTER_READY = 150;

export type StageOptions = {
  /** Its clock; unless given, one that stands at `OPENING`. */
  clock?: StageClock;
  /** People in each guild, the first of them `host`, `mod` and `ko`. */
  members?: number;
  /** What #film-club denies the bot of what `marquee invite` asks for; nothing unless given. */
  denied?: bigint;
  /** The bot's entry file; unless given, `src/main.ts`. */
  entry?: string;
  /** Keeps what the bot prints from standard error. */
  quiet?: boolean;
  /** Who does what a step leaves open. */
  as?: string;
};

export type Stage = {
  /** Base of the REST API, for DISCORD_API. */
  readonly url: string;
  /** The token a bot logs in with. */
  readonly token: string;
  readonly clock: StageClock;
  /** What Discord would let pass and Marquee must never do, in plain sentences. */
  readonly violations: readonly string[];
  /** Every request so far, with what the stage took for it. */
  readonly requests: readonly RequestSeen[];
  /** Starts the bot in a process of its own. @returns what went wrong, or null once it is up and idle. */
  startBot(env?: BotEnv): Promise<string | null>;
  /** Lets it end in an orderly way. @returns what went wrong, or null. */
  stopBot(): Promise<string | null>;
  killBot(): Promise<string | null>;
  /** Whether the bot's last end was not an orderly one, so that its database's server may still run. */
  botWasKilled(): boolean;
  /** Waits until the bot is idle. @returns what went wrong, or null. */
  idle(): Promise<string | null>;
  /** Plays one step. */
  play(step: Step): Promise<StepResult>;
  /** Ends everything the stage has started. */
  close(): Promise<void>;
};

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Opens a loopback Discord on 127.0.0.1, with two guilds and nobody on stage yet. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const clock = options.clock ?? standingClock(OPENING);
  const world = createWorld({
    clock,
    members: options.members ?? MEMBERS,
    rights: { granted: permissionBits(), denied: options.denied ?? 0n },
  });
  const token = botToken(world.bot.id);
  const [faults, traffic] = [noFaults(), noTraffic()];
  let host = '';
  const parts = { world, token, faults, traffic, host: () => host };
  const gateway = openGateway(parts);
  const server = createServer(restListener(parts));
  server.on('upgrade', gateway.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `http://${host}/api`;

  let bot: BotProcess | undefined;
  let lastEnv: BotEnv = {};
  const startBot = async (env: BotEnv = lastEnv) => {
    if (bot?.isAlive()) return 'the bot is running already';
    lastEnv = env;
    const own = { DISCORD_TOKEN: token, DISCORD_API: url, MARQUEE_REHEARSAL: '1' };
    bot = spawnBot(options.entry ?? MAIN, { ...env, ...own }, clock, options.quiet ?? false);
    return untilReady(bot, gateway);
  };
  const end = async (how: 'stop' | 'kill') => {
    if (!bot?.isAlive()) return 'the bot is not running';
    const ending = await bot[how]();
    gateway.forget();
    return how === 'kill' || ending === 'exit code 0' ? null : `the bot ended with ${ending}`;
  };
  const advance = async (ms: number) => {
    clock.advance(ms);
    if (bot?.isAlive()) await bot.tellTime();
  };
  const player = createPlayer({
    world,
    gateway,
    traffic,
    faults,
    startBot,
    advance,
    bot: () => bot,
    stopBot: () => end('stop'),
    killBot: () => end('kill'),
  });
  return {
    url,
    token,
    clock,
    startBot: async (env) => (await startBot(env)) ?? (await player.idle()),
    idle: player.idle,
    violations: world.violations,
    requests: traffic.requests,
    stopBot: () => end('stop'),
    killBot: () => end('kill'),
    botWasKilled: () => bot !== undefined && !bot.isAlive() && bot.ending() !== 'exit code 0',
    play: (step) => player.play(step, options.as ?? 'host'),
    close: async () => {
      if (bot?.isAlive()) await bot.stop();
      player.close();
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

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
