import { parentPort } from 'node:worker_threads';

// Plays a worker in trouble: dies, or never answers, when the title says so.
parentPort.on('message', ({ id, spec }) => {
  if (spec.title === 'dies') process.exit(3);
  if (spec.title === 'throws') throw new Error('out of ink');
  if (spec.title === 'hangs') for (;;);
  parentPort.postMessage({ id, png: Uint8Array.from(Buffer.from(spec.title)) });
});
