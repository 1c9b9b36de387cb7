import { Worker } from 'node:worker_threads';
import type { PictureSpec } from './specs.ts';
import type { Drawn, Job } from './worker.ts';

export type Pictures = {
  /**
   * The picture as PNG, 1,000 pixels wide; the same spec gives the same bytes. Pictures are drawn one after the other
   * in a worker thread. Post without a picture when this rejects.
   * @throws PictureError when it cannot be drawn, takes too long, too many wait, or the pictures are closed
   */
  draw(spec: PictureSpec): Promise<Buffer>;
  /** Ends the worker; what waits is rejected. */
  close(): Promise<void>;
};

/** A picture that will not come. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
}

type Options = {
  /** Milliseconds a picture may take from the moment it is its turn (the first waits for the worker to start). */
  timeout?: number;
  /** Milliseconds without work after which the worker ends and its memory is free again. */
  idle?: number;
  /** Pictures that may wait. */
  waiting?: number;
  /** What the worker runs. */
  script?: URL;
};

type Waiting = { spec: PictureSpec; resolve(png: Buffer): void; reject(error: PictureError): void };

const SCRIPT = new URL('./worker.ts', import.meta.url);

/** Starts nothing yet: the worker comes with the first picture, ends when idle, and is replaced when it dies. */
export function openPictures({
  timeout = 10_000,
  idle = 60_000,
  waiting = 100,
  script = SCRIPT,
}: Options = {}): Pictures {
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let current: { id: number; job: Waiting; timer: NodeJS.Timeout } | null = null;
  let rest: NodeJS.Timeout | undefined;
  let [ids, closed] = [0, false];

  function next(): void {
    const job = current ? undefined : queue.shift();
    if (!job) return;
    clearTimeout(rest);
    worker ??= start();
    worker.ref();
    const id = ++ids;
    const timer = setTimeout(() => drop(`a picture took more than ${timeout} ms`), timeout);
    current = { id, job, timer };
    worker.postMessage({ id, spec: job.spec } satisfies Job);
  }

  function start(): Worker {
    // without the system's fonts a picture is the same on every machine
    const started = new Worker(script, { env: { DISABLE_SYSTEM_FONTS_LOAD: '1' }, name: 'pictures' });
    started.on('message', (drawn: Drawn) => {
      if (drawn.id !== current?.id) return;
      if ('png' in drawn) settle((job) => job.resolve(Buffer.from(drawn.png.buffer)));
      else settle((job) => job.reject(new PictureError(drawn.problem)));
    });
    const died = (reason: string) => {
      if (started === worker) drop(reason);
    };
    started.on('error', (error) => died(`the worker died: ${error}`));
    started.on('exit', (code) => died(`the worker ended with ${code}`));
    return started;
  }

  function settle(answer: (job: Waiting) => void): void {
    if (!current) return;
    clearTimeout(current.timer);
    answer(current.job);
    current = null;
    worker?.unref();
    rest = setTimeout(() => void stop(), idle).unref();
    next();
  }

  /** Gives up the picture in work together with its worker; the next one gets a new worker. */
  function drop(reason: string): void {
    void stop();
    settle((job) => job.reject(new PictureError(reason)));
  }

  async function stop(): Promise<void> {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  return {
    draw: (spec) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new PictureError('the pictures are closed'));
        if (queue.length >= waiting) return reject(new PictureError(`${waiting} pictures wait already`));
        queue.push({ spec, resolve, reject });
        next();
      }),
    close: async () => {
      closed = true;
      const ending = stop();
      for (const { reject } of queue.splice(0)) reject(new PictureError('the pictures are closed'));
      settle((job) => job.reject(new PictureError('the pictures are closed')));
      clearTimeout(rest);
      await ending;
    },
  };
}
