import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { UserError } from '../../../errors.ts';
import { errorCode } from '../../../lib/error-code.ts';
import type { Page } from './page.ts';

/** A page as it was found; `url` is where it was fetched, which the page's own address may better. */
export type PageContent = { kind: 'html' | 'text'; text: string; url?: string };

/** Milliseconds and megabytes that one page may take; an honest one takes a twentieth. */
const PATIENCE = 8_000;
const MEMORY = 512;
/** Pages read at once; the others wait their turn. */
const AT_ONCE = 2;

const SCRIPT = new URL('./worker.ts', import.meta.url);
const waiting: (() => void)[] = [];
let running = 0;

/**
 * Reads a page that anybody may have written, in a thread of its own: what is made to keep a reader busy keeps nobody
 * else, and is given up.
 * @throws UserError when the page takes too long or too much memory.
 */
export async function readApart(content: PageContent): Promise<Page> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  const worker = new Worker(SCRIPT, { workerData: content, resourceLimits: { maxOldGenerationSizeMb: MEMORY } });
  try {
    const [page] = await once(worker, 'message', { signal: AbortSignal.timeout(PATIENCE) });
    return page;
  } catch (error) {
    if (isGivenUp(error)) throw new UserError('import.too-hard');
    throw error;
  } finally {
    await worker.terminate();
    running -= 1;
    waiting.shift()?.();
  }
}

/** Too slow, out of memory, or so deep that the stack ends: never a fault of ours that should be heard of. */
function isGivenUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ['AbortError', 'RangeError'].includes(error.name) || errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY';
}
