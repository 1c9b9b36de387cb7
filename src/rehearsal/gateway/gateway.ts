import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Faults } from '../faults.ts';
import { readSeat, seatPrefix } from '../seats.ts';
import { guildById, memberById, type World } from '../state/world.ts';
import { wireGuild, wireUser } from '../wire/people.ts';
import { openConnection } from './connection.ts';
import { Intent } from './intents.ts';
import { deliverWith, invalidate, lineOf } from './lines.ts';
import { type Dispatch, listenForMessages } from './message-news.ts';
import { framesOf, livingIn } from './news.ts';
import { deliver, hasGuild, type Session } from './session.ts';

const LATE_BY = 2_900;
/** How long (ms) a client whose session was ended is expected back; discord.js identifies once in five seconds. */
const BACK_WITHIN = 10_000;

export type GatewayParts = { world: World; token: string; faults: Faults; host(): string };

export type Gateway = {
  dispatch: Dispatch;
  /** Takes over a connection that asks for the WebSocket protocol. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Deals an interaction to one of the sessions that have its guild, to each in turn.
   * @param dealt is told the seat of the session.
   */
  deal(d: unknown, guildId: string, dealt: (seat: number) => void): void;
  /** How many interactions each seat was dealt. */
  readonly dealt: ReadonlyMap<number, number>;
  /** `up`: all clients are there; `away`: one may come back and resume; `down`: nobody. */
  state(): 'up' | 'away' | 'down';
  /** Whether the client on a seat is there. */
  isConnected(seat: number): boolean;
  /** Events that are still to be delivered. */
  pending(): number;
  /** Carries out the faults that strike at once. */
  strike(): void;
  /** Forgets the sessions of a seat whose client is gone for good. */
  forget(seat: number): void;
  close(): void;
};

/** Discord's gateway, v10, JSON without compression. */
export function openGateway(parts: GatewayParts): Gateway {
  const { world, faults } = parts;
  const sessions = new Map<string, Session>();
  const server = new WebSocketServer({ noServer: true });
  const late = new Set<NodeJS.Timeout>();
  const expected = { count: 0, until: 0 };
  let turn = 0;
  const all = () => [...sessions.values()];
  const welcome = (session: Session) => {
    expected.count = Math.max(0, expected.count - 1);
    for (const other of all()) if (!other.line && other.seat === session.seat) sessions.delete(other.id);
    deliver(session, 'READY', ready(parts, session));
    const guilds = guildsOf(world, session).filter(() => session.intents & Intent.guilds);
    for (const guild of guilds) {
      deliver(session, 'GUILD_CREATE', { ...wireGuild(guild), ...livingIn(world, guild) });
    }
  };
  const isBotIn = (guildId: string) => {
    const guild = guildById(world, guildId);
    return guild !== undefined && memberById(guild, world.bot.id) !== undefined;
  };
  const send = (t: string, d: unknown, meant: readonly Session[]) => {
    const fault = meant.length ? faults.take('drop', 'op7', 'duplicate') : undefined;
    for (const session of meant) deliverWith(fault, session, t, d);
  };
  const dispatch: Dispatch = (t, d, guildId, intent) => {
    const isMeant = (session: Session) => hasGuild(session, guildId) && (session.intents & intent) === intent;
    send(t, d, all().filter(isMeant));
  };
  const counts = new Map<number, number>();
  const deal = (d: unknown, guildId: string, dealt: (seat: number) => void) => {
    const takers = all().filter((session) => hasGuild(session, guildId));
    const live = takers.filter(({ line }) => line);
    // While nobody is there it waits for whoever comes back.
    const taker = live[turn++ % live.length] ?? takers[0];
    if (!taker) return;
    dealt(taker.seat);
    counts.set(taker.seat, (counts.get(taker.seat) ?? 0) + 1);
    send('INTERACTION_CREATE', d, [taker]);
  };
  const stops = [
    listenForMessages(world, dispatch),
    world.news.listen((news) => {
      const frames = framesOf(world, news).filter(({ guildId, t }) => t === 'GUILD_DELETE' || isBotIn(guildId));
      for (const { t, d, guildId, intent } of frames) dispatch(t, d, guildId, intent);
    }),
  ];
  return {
    dispatch,
    dealt: counts,
    deal: (d, guildId, dealt) => {
      if (!faults.take('late')) return deal(d, guildId, dealt);
      const timer = setTimeout(() => {
        late.delete(timer);
        deal(d, guildId, dealt);
      }, LATE_BY);
      late.add(timer);
    },
    upgrade: (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (client) => {
        const { seat } = readSeat(request.url ?? '');
        const connection = openConnection(lineOf(client, socket), { token: parts.token, seat, sessions, welcome });
        client.on('message', (data) => connection.hear(String(data)));
        client.on('close', (code) => connection.gone(code));
        client.on('error', () => {});
      });
    },
    state: () => {
      const isAwaited = expected.count > 0 && performance.now() < expected.until;
      if (sessions.size > 0 && all().every(({ line }) => line) && !isAwaited) return 'up';
      return sessions.size || isAwaited ? 'away' : 'down';
    },
    isConnected: (seat) => all().some((session) => session.seat === seat && session.line),
    pending: () => late.size,
    strike: () => {
      const fault = faults.take('op9', 'op9-resumable');
      if (!fault || sessions.size === 0) return;
      if (fault === 'op9') Object.assign(expected, { count: sessions.size, until: performance.now() + BACK_WITHIN });
      invalidate(sessions, fault === 'op9-resumable');
    },
    forget: (seat) => {
      for (const session of all()) if (session.seat === seat) sessions.delete(session.id);
      if (sessions.size === 0) expected.count = 0;
    },
    close: () => {
      for (const stop of stops) stop();
      late.forEach(clearTimeout);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** The guilds the bot is in, as far as they belong to a session's shard. */
function guildsOf(world: World, session: Session) {
  return world.guilds.filter((guild) => hasGuild(session, guild.id) && memberById(guild, world.bot.id));
}

function ready({ world, host }: GatewayParts, session: Session) {
  return {
    v: 10,
    user: { ...wireUser(world.bot), verified: true, mfa_enabled: false, email: null },
    guilds: guildsOf(world, session).map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `ws://${host()}${seatPrefix(session.seat)}/gateway`,
    shard: session.shard,
    application: { id: world.bot.id, flags: 0 },
  };
}
