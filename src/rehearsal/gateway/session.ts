import { randomBytes } from 'node:crypto';
import { isDirect } from '../state/direct.ts';

/** What a session is sent events over: a frame, the end, or a reset. */
export type Line = { send(frame: object): void; close(code: number, reason: string): void; reset(): void };

type Event = { s: number; t: string; d: unknown };

export type Session = {
  readonly id: string;
  /** Whose address it was opened at. */
  readonly seat: number;
  readonly intents: number;
  readonly shard: readonly [number, number];
  /** Everything sent so far, for a resume. */
  readonly events: Event[];
  seq: number;
  /** Null while the client is away and may come back. */
  line: Line | null;
};

const KEPT_EVENTS = 2_000;

/** A new session on a line. */
export function createSession(line: Line, seat: number, intents: number, shard: readonly [number, number]): Session {
  return { id: randomBytes(16).toString('hex'), seat, intents, shard, events: [], seq: 0, line };
}

export const Op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

const frame = ({ s, t, d }: Event) => ({ op: Op.dispatch, s, t, d });

/** Puts an event into a session: kept for a resume and, when `now`, sent. */
export function deliver(session: Session, t: string, d: unknown, now = true): void {
  const event = { s: ++session.seq, t, d };
  session.events.push(event);
  if (session.events.length > KEPT_EVENTS) session.events.shift();
  if (now) session.line?.send(frame(event));
}

/** Sends again what came after `seq`, then RESUMED. */
export function replay(session: Session, seq: number): void {
  for (const event of session.events.filter(({ s }) => s > seq)) session.line?.send(frame(event));
  deliver(session, 'RESUMED', {});
}

/** Whether a guild belongs to a session's shard; direct conversations belong to the first. */
export function hasGuild(session: Session, guildId: string): boolean {
  const [shard, count] = session.shard;
  if (isDirect(guildId)) return shard === 0;
  return Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
}
