import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Faults } from '../faults.ts';
import type { Delivery } from '../state/messages.ts';
import { may, Permission } from '../state/permissions.ts';
import type { Message } from '../state/types.ts';
import { channelById, memberById, type World } from '../state/world.ts';
import { wireMessage } from '../wire/messages.ts';
import { wireGuild, wireUser } from '../wire/people.ts';
import { openConnection } from './connection.ts';
import { Intent } from './intents.ts';
import { framesOf, livingIn } from './news.ts';
import { deliver, hasGuild, type Line, Op, type Session } from './session.ts';

const LATE_BY = 2_900;
/** How long (ms) a client whose session was ended is expected back; discord.js identifies once in five seconds. */
const BACK_WITHIN = 10_000;

export type GatewayParts = { world: World; token: string; faults: Faults; host(): string };

export type Gateway = {
  /** Sends an event to every session that has the guild and the intent (0: none is needed). */
  dispatch(t: string, d: unknown, guildId: string, intent: number): void;
  /** Takes over a connection that asks for the WebSocket protocol. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** `up`: a client is there; `away`: one may come back and resume; `down`: nobody. */
  state(): 'up' | 'away' | 'down';
  /** Events that are still to be delivered. */
  pending(): number;
  /** Carries out the faults that strike at once. */
  strike(): void;
  /** Forgets the sessions of clients that are gone for good. */
  forget(): void;
  close(): void;
};

/** Discord's gateway, v10, JSON without compression. */
export function openGateway(parts: GatewayParts): Gateway {
  const { world, faults } = parts;
  const sessions = new Map<string, Session>();
  const server = new WebSocketServer({ noServer: true });
  const late = new Set<NodeJS.Timeout>();
  let expectedUntil = 0;
  const welcome = (session: Session) => {
    expectedUntil = 0;
    for (const [id, other] of sessions) if (!other.line) sessions.delete(id);
    deliver(session, 'READY', ready(parts, session));
    const guilds = world.guilds.filter((guild) => session.intents & Intent.guilds && hasGuild(session, guild.id));
    for (const guild of guilds) {
      deliver(session, 'GUILD_CREATE', { ...wireGuild(guild), ...livingIn(world, guild) });
    }
  };
  const desk = { token: parts.token, sessions, welcome };
  const send = (t: string, d: unknown, guildId: string, intent: number) => {
    const meant = [...sessions.values()].filter(
      (session) => hasGuild(session, guildId) && (session.intents & intent) === intent,
    );
    const fault = meant.length ? faults.take('drop', 'op7', 'duplicate') : undefined;
    for (const session of meant) deliverWith(fault, session, t, d);
  };
  const stopListening = world.deliveries.listen((delivery) => tellOfMessage(world, delivery, send));
  const stopNews = world.news.listen((news) => {
    for (const { t, d, guildId, intent } of framesOf(world, news)) send(t, d, guildId, intent);
  });
  return {
    dispatch: (t, d, guildId, intent) => {
      if (t !== 'INTERACTION_CREATE' || !faults.take('late')) return send(t, d, guildId, intent);
      const timer = setTimeout(() => {
        late.delete(timer);
        send(t, d, guildId, intent);
      }, LATE_BY);
      late.add(timer);
    },
    upgrade: (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (client) => {
        const connection = openConnection(lineOf(client, socket), desk);
        client.on('message', (data) => connection.hear(String(data)));
        client.on('close', (code) => connection.gone(code));
        client.on('error', () => {});
      });
    },
    state: () => {
      if ([...sessions.values()].some(({ line }) => line)) return 'up';
      return sessions.size || performance.now() < expectedUntil ? 'away' : 'down';
    },
    pending: () => late.size,
    strike: () => {
      const fault = faults.take('op9', 'op9-resumable');
      if (!fault || sessions.size === 0) return;
      expectedUntil = performance.now() + BACK_WITHIN;
      invalidate(sessions, fault === 'op9-resumable');
    },
    forget: () => {
      expectedUntil = 0;
      sessions.clear();
    },
    close: () => {
      stopListening();
      stopNews();
      late.forEach(clearTimeout);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function lineOf(client: WebSocket, socket: Duplex): Line {
  return {
    send: (frame) => client.send(JSON.stringify(frame)),
    close: (code, reason) => client.close(code, reason),
    reset: () => (socket instanceof Socket ? socket.resetAndDestroy() : socket.destroy()),
  };
}

function deliverWith(fault: string | undefined, session: Session, t: string, d: unknown): void {
  if (fault === 'drop' || fault === 'op7') {
    deliver(session, t, d, false);
    if (fault === 'drop') session.line?.reset();
    else session.line?.send({ op: Op.reconnect, d: null });
    session.line = null;
    return;
  }
  deliver(session, t, d);
  if (fault === 'duplicate') deliver(session, t, d);
}

function invalidate(sessions: Map<string, Session>, resumable: boolean): void {
  for (const [id, session] of sessions) {
    session.line?.send({ op: Op.invalidSession, d: resumable });
    session.line = null;
    if (!resumable) sessions.delete(id);
  }
}

function ready({ world, host }: GatewayParts, session: Session) {
  return {
    v: 10,
    user: { ...wireUser(world.bot), verified: true, mfa_enabled: false, email: null },
    guilds: world.guilds.filter(({ id }) => hasGuild(session, id)).map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `ws://${host()}/gateway`,
    shard: session.shard,
    application: { id: world.bot.id, flags: 0 },
  };
}

/** What a bot without the message content intent is told of others' messages. */
function withoutContent(world: World, message: Message): Message {
  const isReadable = message.author.id === world.bot.id || message.pings.includes(world.bot.id);
  return isReadable ? message : { ...message, content: '', embeds: [], attachments: [], components: [] };
}

const EVENTS = { message: 'MESSAGE_CREATE', edit: 'MESSAGE_UPDATE', delete: 'MESSAGE_DELETE' } as const;

function tellOfMessage(world: World, { kind, message }: Delivery, send: Gateway['dispatch']): void {
  const place = channelById(world, message.channelId);
  const bot = place && memberById(place.guild, world.bot.id);
  if (message.ephemeralFor || !bot || !may(place.guild, bot, place.channel, Permission.viewChannel)) return;
  const { id, channelId: channel_id, guildId: guild_id } = message;
  const d =
    kind === 'delete'
      ? { id, channel_id, guild_id }
      : { ...wireMessage(world, withoutContent(world, message)), guild_id };
  send(EVENTS[kind], d, guild_id, Intent.messages);
}
