import { createHistogram, type Histogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { openPictures } from '../../src/pictures/pictures.ts';
import type { PictureSpec } from '../../src/pictures/specs.ts';
import { SAMPLES } from '../pictures/samples.ts';

const PICTURES = 200;
const SPECS = Object.values(SAMPLES);
const RESOLUTION = 1;

type Draw = (spec: PictureSpec) => Promise<Uint8Array>;

/**
 * Two hundred pictures of every kind drawn in the worker beside the same in the bot's own thread: milliseconds a
 * picture, by how much the process grew, and how long the event loop of the main thread was held up meanwhile.
 */
export async function run(): Promise<void> {
  const before = process.memoryUsage.rss();
  const pictures = openPictures();
  await warmUp(pictures.draw);
  const warm = process.memoryUsage.rss();
  const worker = await measure(pictures.draw);
  const after = process.memoryUsage.rss();
  await pictures.close();
  process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
  const { drawPicture } = await import('../../src/pictures/draw.ts');
  const here = async (spec: PictureSpec) => {
    await turn();
    return drawPicture(spec);
  };
  await warmUp(here);
  const own = await measure(here);
  process.stdout.write(`${PICTURES} pictures of ${SPECS.length} kinds, worker / the bot's own thread\n`);
  process.stdout.write(`a picture          ${both(worker.times, own.times, 1e3, [50, 95])}\n`);
  process.stdout.write(`event-loop lag     ${both(worker.lag, own.lag, 1e6, [50, 99])}\n`);
  process.stdout.write(
    `memory             +${mib(warm - before)} after the first of each, +${mib(after - before)} after all\n`,
  );
}

async function warmUp(draw: Draw): Promise<void> {
  for (const spec of [...SPECS, ...SPECS]) await draw(spec);
}

/** Microseconds a picture, and nanoseconds by which the event loop was late. */
async function measure(draw: Draw): Promise<{ times: Histogram; lag: Histogram }> {
  const times = createHistogram();
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION });
  lag.enable();
  for (let count = 0; count < PICTURES; count++) {
    const start = performance.now();
    const spec = SPECS[count % SPECS.length];
    if (spec) await draw(spec);
    times.record(Math.max(1, Math.round((performance.now() - start) * 1e3)));
  }
  lag.disable();
  return { times, lag };
}

function both(worker: Histogram, own: Histogram, unit: number, percentiles: readonly number[]): string {
  const cell = (percentile: number) =>
    [worker, own].map((one) => (one.percentile(percentile) / unit).toFixed(1)).join(' / ');
  return percentiles.map((percentile) => `p${percentile} ${cell(percentile)} ms`).join('   ');
}

function mib(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
