import { Worker } from 'node:worker_threads';
import { makeBatch, type NewFilm } from './batch.ts';
import type { Parcel } from './copy.ts';

const MAKER = new URL('./maker.ts', import.meta.url);
/** Megabytes of V8's heap that the other thread may have. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };
/** Batches that the other thread has at hand, so that it need not wait while this one works on another. */
const AT_HAND = 2;

/** Works out batches on two threads, this one and another: what a search keeps of five million titles takes minutes. */
export class Makers {
  readonly #source: string;
  readonly #now: Date;
  #worker: Worker | undefined;
  /** Who waits for the other thread, in the order it answers. */
  readonly #waiting: PromiseWithResolvers<Parcel[]>[] = [];

  constructor(source: string, now: Date) {
    this.#source = source;
    this.#now = now;
  }

  /** The films as parcels, from the other thread unless it has enough to do, else worked out here and now. */
  async make(films: readonly NewFilm[]): Promise<Parcel[]> {
    if (this.#waiting.length >= AT_HAND) return makeBatch(films, this.#source, this.#now);
    this.#worker ??= this.#begin();
    const made = Promise.withResolvers<Parcel[]>();
    this.#waiting.push(made);
    this.#worker.postMessage(films);
    return made.promise;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #begin(): Worker {
    const workerData = { source: this.#source, now: this.#now };
    const worker = new Worker(MAKER, { workerData, resourceLimits: LIMITS });
    worker.on('message', (parcels: Parcel[]) => this.#waiting.shift()?.resolve(parcels));
    worker.on('error', (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      this.#worker = undefined;
    });
    return worker;
  }
}
