import { parentPort } from 'node:worker_threads';
import { drawPicture } from './draw.ts';
import type { PictureSpec } from './specs.ts';

/** What comes in, one at a time, and what goes back: the PNG's bytes, moved and not copied, or why there is none. */
export type Job = { id: number; spec: PictureSpec };
export type Drawn = { id: number; png: Uint8Array<ArrayBuffer> } | { id: number; problem: string };

parentPort?.on('message', (job: Job) => {
  const drawn = draw(job);
  // The canvas gives its pixels back in the event loop's next turn: let it come before the next job.
  setImmediate(() => parentPort?.postMessage(drawn, 'png' in drawn ? [drawn.png.buffer] : []));
});

function draw({ id, spec }: Job): Drawn {
  try {
    return { id, png: Uint8Array.from(drawPicture(spec)) };
  } catch (error) {
    return { id, problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
