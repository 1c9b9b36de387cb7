import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll } from 'vitest';
import type { Network } from '../../src/net/fetch.ts';

/** A public address that no name of a test has by accident; a loopback server stands for it. */
export const PUBLIC = '93.184.216.34';

export type Site = {
  port: number;
  /** How many connections have come. */
  connections: () => number;
  /** Answers requests from now on. */
  answer: (listener: RequestListener) => void;
};

/** A server on every loopback address, for the length of a test file. */
export async function openSite(): Promise<Site> {
  let count = 0;
  let answer: RequestListener = (_, response) => void response.writeHead(404).end();
  const server: Server = createServer((request, response) => answer(request, response));
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    count += 1;
    sockets.add(socket);
  });
  server.listen(0, '::');
  await once(server, 'listening');
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    connections: () => count,
    answer: (listener) => {
      answer = listener;
    },
  };
}

/** A network whose names have these addresses; the public one is a loopback server's. */
export function network(names: Readonly<Record<string, readonly string[]>>): Network & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    resolve: async (host) => {
      asked.push(host);
      const found = names[host];
      if (!found) throw new Error(`no such name: ${host}`);
      return found;
    },
    reach: (address) => (address === PUBLIC ? '127.0.0.1' : address),
  };
}
