import { z } from 'zod';
import { intentsRefused } from './intents.ts';
import { createSession, type Line, Op, replay, type Session } from './session.ts';

const payload = z.object({ op: z.number(), d: z.unknown().optional() });
const identify = z.object({
  token: z.string(),
  intents: z.number(),
  properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
  shard: z.tuple([z.number().int().nonnegative(), z.number().int().positive()]).default([0, 1]),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number() });

const HEARTBEAT_EVERY = 41_250;
const MAX_PAYLOAD = 4_096;
const SENDS_A_MINUTE = 120;

/** The reasons a connection is closed for, by Discord's numbers. */
const Closed = {
  unknownOpcode: [4001, 'Unknown opcode'],
  decode: [4002, 'Error while decoding payload'],
  notAuthenticated: [4003, 'Not authenticated'],
  authentication: [4004, 'Authentication failed'],
  already: [4005, 'Already authenticated'],
  rateLimited: [4008, 'Rate limited'],
  invalidShard: [4010, 'Invalid shard'],
  invalidIntents: [4013, 'Invalid intent(s)'],
  disallowedIntents: [4014, 'Disallowed intent(s)'],
} as const;

/** What a connection needs of the gateway behind it. */
export type Desk = {
  readonly token: string;
  /** Whose address the connection was made to. */
  readonly seat: number;
  sessions: Map<string, Session>;
  /** A session has identified itself and is to be told of its guilds. */
  welcome(session: Session): void;
};

export type Connection = { hear(text: string): void; gone(code: number): void };

/** One client's connection, from HELLO on. */
export function openConnection(line: Line, desk: Desk): Connection {
  let session: Session | undefined;
  let sends: number[] = [];
  const end = ([code, reason]: readonly [number, string]) => line.close(code, reason);
  const tooMany = () => {
    const now = performance.now();
    sends = [...sends.filter((at) => now - at < 60_000), now];
    return sends.length > SENDS_A_MINUTE;
  };
  const begin = (data: unknown) => {
    const said = identify.safeParse(data).data;
    if (!said) return end(Closed.decode);
    if (said.token !== desk.token) return end(Closed.authentication);
    if (said.shard[0] >= said.shard[1]) return end(Closed.invalidShard);
    const refused = intentsRefused(said.intents);
    if (refused) return end(refused === 4013 ? Closed.invalidIntents : Closed.disallowedIntents);
    session = createSession(line, desk.seat, said.intents, said.shard);
    desk.sessions.set(session.id, session);
    desk.welcome(session);
  };
  const goOn = (data: unknown) => {
    const said = resume.safeParse(data).data;
    if (!said) return end(Closed.decode);
    if (said.token !== desk.token) return end(Closed.authentication);
    const found = desk.sessions.get(said.session_id);
    const isMissed = found?.events[0] && found.events[0].s > said.seq + 1;
    if (!found || isMissed || said.seq > found.seq) return line.send({ op: Op.invalidSession, d: false });
    found.line = line;
    session = found;
    replay(found, said.seq);
  };
  // After an invalid session the client may identify or resume on the same connection.
  const isIn = () => session?.line === line && desk.sessions.has(session.id);
  const act = (op: number, data: unknown) => {
    if (op === Op.heartbeat) return line.send({ op: Op.heartbeatAck });
    if (op === Op.identify) return isIn() ? end(Closed.already) : begin(data);
    if (op === Op.resume) return isIn() ? end(Closed.already) : goOn(data);
    if (!isIn()) return end(Closed.notAuthenticated);
    if (op !== Op.presence) end(Closed.unknownOpcode);
  };
  line.send({ op: Op.hello, d: { heartbeat_interval: HEARTBEAT_EVERY } });
  return {
    hear: (text) => {
      const said = Buffer.byteLength(text) <= MAX_PAYLOAD ? payload.safeParse(parsed(text)).data : undefined;
      if (!said) return end(Closed.decode);
      if (tooMany()) return end(Closed.rateLimited);
      act(said.op, said.d);
    },
    gone: (code) => {
      if (!session || session.line !== line) return;
      session.line = null;
      const isFinal = code === 1000 || code === 1001 || code === 4004 || code >= 4010;
      if (isFinal && code !== RESUMING) desk.sessions.delete(session.id);
    },
  };
}

/** The code discord.js closes with when it means to come back. */
const RESUMING = 4200;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
