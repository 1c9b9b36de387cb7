import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * The bot as it is, with a window to its event loop. A request tells of the time since the last one, in ns: how late
 * timers of one millisecond came (what Node.js calls the event loop's delay, that millisecond included), and how long
 * this thread itself worked from one such timer to the next, which holds no waiting for a core of a busy machine.
 */
const late = monitorEventLoopDelay({ resolution: 1 });
late.enable();
const worked = createHistogram();
const cpu = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) * 1_000;
};
let before = cpu();
setInterval(() => {
  const now = cpu();
  worked.record(Math.max(1, now - before));
  before = now;
}, 1).unref();

const server = createServer((_, response) => {
  const of = (one: Pick<typeof worked, 'percentile' | 'max'>) => ({
    p50: one.percentile(50),
    p99: one.percentile(99),
    max: one.max,
  });
  response.end(JSON.stringify({ late: of(late), worked: of(worked) }));
  late.reset();
  worked.reset();
}).listen(0, '127.0.0.1', () => {
  process.stdout.write(`lag http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
server.unref();

await import('../../src/main.ts');
