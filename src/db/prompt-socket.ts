import { connect, type Socket } from 'node:net';

/** Where the driver (postgres.js 3.4.9) wants a connection to. */
type Place = { host: string[]; port: number[]; path?: string };

/**
 * A connection that sends what it has at once, for the driver's option `socket`. The end of a COPY is a few bytes of
 * their own: by default the system keeps them until what went before is acknowledged, 40 ms later each time.
 */
export function promptSocket({ host: [host = ''], port: [port = 0], path }: Place): Socket {
  const socket = path ? connect({ path }) : connect({ host, port, noDelay: true });
  // the driver tells a server by it whom it means when it begins TLS
  return Object.assign(socket, { host });
}
