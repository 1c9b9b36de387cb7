import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { makeBatch, type NewFilm } from './batch.ts';
import type { Parcel } from './copy.ts';

const MAKER = new URL('./maker.ts', import.meta.url);
/** Megabytes of V8's heap that the other thread may have. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };

/** Works out batches on two threads, this one and another: what a search keeps of five million titles takes minutes. */
export class Makers {
  readonly #source: string;
  readonly #now: Date;
  #worker: Worker | undefined;
  #isBusy = false;

  constructor(source: string, now: Date) {
    this.#source = source;
    this.#now = now;
  }

  /** The films as parcels, from the other thread when that has nothing to do, else worked out here and now. */
  async make(films: readonly NewFilm[]): Promise<Parcel[]> {
    if (this.#isBusy) return makeBatch(films, this.#source, this.#now);
    this.#isBusy = true;
    try {
      this.#worker ??= new Worker(MAKER, {
        workerData: { source: this.#source, now: this.#now },
        resourceLimits: LIMITS,
      });
      const answer = once(this.#worker, 'message');
      this.#worker.postMessage(films);
      const [parcels] = await answer;
      return parcels;
    } finally {
      this.#isBusy = false;
    }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}
