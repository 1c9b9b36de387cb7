import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A way to a database that can be cut: every connection over it closes, or is reset. */
export async function cuttable(url: string) {
  const target = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection(Number(target.port), target.hostname);
    for (const socket of [near, far]) socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    open.add(near).add(far);
    near.pipe(far).pipe(near);
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  const reset = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = new URL(url);
  address.port = String((server.address() as AddressInfo).port);
  return { url: address.href, cut, reset };
}
