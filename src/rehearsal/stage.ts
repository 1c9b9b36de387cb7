import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { permissionBits } from '../discord/permissions.ts';
import { keepBot } from './bot-keeper.ts';
import type { BotEnv } from './bot-process.ts';
import { type StageClock, standingClock } from './clock.ts';
import { noFaults } from './faults.ts';
import { openGateway } from './gateway/gateway.ts';
import { botToken } from './ids.ts';
import { createPlayer } from './player/player.ts';
import type { StepResult } from './player/result.ts';
import { withFiles } from './rest/files.ts';
import { restListener } from './rest/server.ts';
import { noTraffic, type RequestSeen } from './rest/traffic.ts';
import type { Step } from './script.ts';
import type { AuditEntry } from './state/news.ts';
import { createWorld } from './state/world.ts';

/** When a rehearsal begins unless it is told otherwise: a Friday evening. */
export const OPENING = new Date('2026-01-09T18:00:00Z');
export const MEMBERS = 12;

export type StageOptions = {
  /** Its clock; unless given, one that stands at `OPENING`. */
  clock?: StageClock;
  /** People in each guild, the first of them `host`, `mod` and `ko`. */
  members?: number;
  /** What #film-club denies the bot of what `marquee invite` asks for; nothing unless given. */
  denied?: bigint;
  /** What the bot's role may do beyond that, in every channel. */
  granted?: bigint;
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
  /** Who named what, and every reason given to the audit log: all that is read where no curtain can be. */
  readonly audit: readonly AuditEntry[];
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

const LOOK_EVERY = 1_000;
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Opens a loopback Discord on 127.0.0.1, with two guilds and nobody on stage yet. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const world = createWorld({
    clock: options.clock ?? standingClock(OPENING),
    members: options.members ?? MEMBERS,
    rights: { granted: permissionBits() | (options.granted ?? 0n), denied: options.denied ?? 0n },
  });
  const { clock } = world;
  const token = botToken(world.bot.id);
  const [faults, traffic] = [noFaults(), noTraffic()];
  let host = '';
  const parts = { world, token, faults, traffic, host: () => host };
  const gateway = openGateway(parts);
  const server = createServer(withFiles(parts, restListener(parts))).on('upgrade', gateway.upgrade);
  host = await listening(server);
  const url = `http://${host}/api`;
  const own = { DISCORD_TOKEN: token, DISCORD_API: url, MARQUEE_REHEARSAL: '1' };
  const keeper = keepBot({ entry: options.entry ?? MAIN, own, clock, gateway, quiet: options.quiet ?? false });
  // With a clock that runs by itself, what falls due is looked for.
  const looking = clock.runs ? setInterval(clock.look, LOOK_EVERY).unref() : undefined;
  const { start: startBot, stop: stopBot, kill: killBot, advance, bot } = keeper;
  const player = createPlayer({ ...parts, gateway, startBot, stopBot, killBot, advance, bot });
  return {
    url,
    token,
    clock,
    violations: world.violations,
    audit: world.audit,
    requests: traffic.requests,
    startBot: async (env) => (await startBot(env)) ?? (await player.idle()),
    stopBot,
    killBot,
    botWasKilled: keeper.wasKilled,
    idle: player.idle,
    play: (step) => player.play(step, options.as ?? 'host'),
    close: async () => {
      clearInterval(looking);
      await stopBot();
      player.close();
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Has a server listen on this machine alone; resolves with where. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stage has no port to be reached at');
  return `127.0.0.1:${address.port}`;
}
