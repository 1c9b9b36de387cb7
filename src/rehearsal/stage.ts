import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { permissionBits } from '../discord/permissions.ts';
import { keepBots } from './bot-keeper.ts';
import type { BotEnv } from './bot-process.ts';
import { type StageClock, standingClock } from './clock.ts';
import { noFaults } from './faults.ts';
import { openGateway } from './gateway/gateway.ts';
import { botToken } from './ids.ts';
import { seenMessage } from './player/notebook.ts';
import { createPlayer, type Lines } from './player/player.ts';
import type { Seen, StepResult } from './player/result.ts';
import { withFiles } from './rest/files.ts';
import { restListener } from './rest/server.ts';
import { noTraffic, type RequestSeen } from './rest/traffic.ts';
import type { Step } from './script.ts';
import { seatPrefix } from './seats.ts';
import type { Interaction } from './state/interactions.ts';
import type { Delivery } from './state/messages.ts';
import type { AuditEntry, News } from './state/news.ts';
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
  /** How many processes of the bot there are, each with a session of its own; one unless given. */
  bots?: number;
  /** What the bot was invited with; unless given, what `marquee invite` asks for. */
  invited?: bigint;
  /** What the bot's role may do beyond that, in every channel. */
  granted?: bigint;
  /** Whether Discord's rate limits hold, which are in real time; false for many rehearsals in a row. */
  limits?: boolean;
  /** The bot's entry file; unless given, `src/main.ts`. */
  entry?: string;
  /** Keeps what the bot prints from standard error. */
  quiet?: boolean;
  /** Is given all that the bot prints. */
  output?: (text: string) => void;
  /** Is given everything that reaches somebody, as the bot sent it: messages, forms and choices, in their order. */
  delivered?: (what: Delivery | Interaction | News) => void;
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
  /**
   * Starts the bot in a process of its own; of several all that do not run, or the one on that seat.
   * @returns what went wrong, or null once it is up and idle.
   */
  startBot(env?: BotEnv, seat?: number): Promise<string | null>;
  /** Lets it end in an orderly way. @returns what went wrong, or null. */
  stopBot(seat?: number): Promise<string | null>;
  killBot(seat?: number): Promise<string | null>;
  /** Whether the bot's last end was not an orderly one, so that its database's server may still run. */
  botWasKilled(): boolean;
  /** Waits until the bot is idle. @returns what went wrong, or null. */
  idle(): Promise<string | null>;
  /** Plays one step. */
  play(step: Step): Promise<StepResult>;
  /**
   * Plays lines beside each other, the steps of a line one after another. A step ends when its own interaction is
   * answered and its placeholder filled, and `seen` holds what that interaction alone brought. Does not wait for idle.
   */
  playTogether(lines: Lines): Promise<StepResult[][]>;
  /** Every message that is not private and still stands, oldest first. */
  standing(): Seen[];
  /** How many interactions each of the bots was dealt, by its seat. */
  readonly dealt: ReadonlyMap<number, number>;
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
    rights: { granted: (options.invited ?? permissionBits()) | (options.granted ?? 0n), denied: options.denied ?? 0n },
  });
  const { clock } = world;
  const token = botToken(world.bot.id);
  const [faults, traffic] = [noFaults(), noTraffic()];
  let host = '';
  const parts = { world, token, faults, traffic, limited: options.limits ?? true, host: () => host };
  const gateway = openGateway(parts);
  const server = createServer(withFiles(parts, restListener(parts))).on('upgrade', gateway.upgrade);
  host = await listening(server);
  const url = `http://${host}/api`;
  const own = (seat: number) => {
    return { DISCORD_TOKEN: token, DISCORD_API: `http://${host}${seatPrefix(seat)}/api`, MARQUEE_REHEARSAL: '1' };
  };
  const { entry = MAIN, bots: count = 1, quiet = false, output, delivered } = options;
  const keeper = keepBots({ entry, own, count, clock, gateway, quiet, output });
  if (delivered) for (const one of [world.deliveries, world.interactions.answered, world.news]) one.listen(delivered);
  // With a clock that runs by itself, what falls due is looked for.
  const looking = clock.runs ? setInterval(clock.look, LOOK_EVERY).unref() : undefined;
  const player = createPlayer({ ...parts, gateway, keeper, bots: keeper.bots });
  return {
    url,
    token,
    clock,
    violations: world.violations,
    audit: world.audit,
    requests: traffic.requests,
    startBot: async (env, seat) => (await keeper.start(env, seat)) ?? (await player.idle()),
    stopBot: keeper.stop,
    killBot: keeper.kill,
    botWasKilled: keeper.wasKilled,
    idle: player.idle,
    play: (step) => player.play(step, options.as ?? 'host'),
    playTogether: (lines) => player.playTogether(lines, options.as ?? 'host'),
    standing: () =>
      [...world.messages.all()]
        .filter(({ ephemeralFor }) => ephemeralFor === null)
        .map((message) => seenMessage(world, 'message', message, '')),
    dealt: gateway.dealt,
    close: async () => {
      clearInterval(looking);
      await keeper.stop();
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
