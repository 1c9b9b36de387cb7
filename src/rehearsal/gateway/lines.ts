import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { deliver, type Line, Op, type Session } from './session.ts';

/** A client's socket as a line. */
export function lineOf(client: WebSocket, socket: Duplex): Line {
  return {
    send: (frame) => client.send(JSON.stringify(frame)),
    close: (code, reason) => client.close(code, reason),
    reset: () => (socket instanceof Socket ? socket.resetAndDestroy() : socket.destroy()),
  };
}

/** Delivers an event, or loses the line over it when that fault is due. */
export function deliverWith(fault: string | undefined, session: Session, t: string, d: unknown): void {
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

/** Ends all sessions, so that they can be resumed or not. */
export function invalidate(sessions: Map<string, Session>, resumable: boolean): void {
  for (const [id, session] of sessions) {
    session.line?.send({ op: Op.invalidSession, d: resumable });
    session.line = null;
    if (!resumable) sessions.delete(id);
  }
}
