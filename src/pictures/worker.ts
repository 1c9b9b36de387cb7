import { parentPort } from 'node:worker_threads';
import { drawPicture } from './draw.ts';
import type { PictureSpec } from './specs.ts';

/** What comes in, one at a time, and what goes back: the PNG's bytes, moved and not copied, or why there is none. */
export type Job = { id: number; spec: PictureSpec };
export type Drawn = { id: number; png: Uint8Array } | { id: number; problem: string };

parentPort?.on('message', ({ id, spec }: Job) => {
  try {
    const png = Uint8Array.from(drawPicture(spec));
    parentPort?.postMessage({ id, png } satisfies Drawn, [png.buffer]);
  } catch (error) {
    const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    parentPort?.postMessage({ id, problem } satisfies Drawn);
  }
});
