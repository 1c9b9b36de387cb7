import type { Errand } from '../../films/films.ts';

/** Errands that somebody waits for, one after the other as they are done. */
export class Waiting {
  readonly #open: Set<Errand>;
  /** Sources that gave no answer. */
  readonly silent: Errand['source'][] = [];
  #done = 0;
  #heard = 0;

  constructor(errands: readonly Errand[]) {
    this.#open = new Set(errands);
    for (const errand of errands) {
      void errand.done.then((answered) => {
        this.#open.delete(errand);
        if (!answered) this.silent.push(errand.source);
        this.#done++;
      });
    }
  }

  /** Whether all are done and nobody has anything to hear any more. */
  get isOver(): boolean {
    return this.#open.size === 0 && this.#heard === this.#done;
  }

  /** Those that are not done. */
  get sources(): Errand['source'][] {
    return [...this.#open].map(({ source }) => source);
  }

  /** Waits until one is done that nobody has heard of, or for `limit`. @returns false when that came first. */
  async next(limit?: Promise<false>): Promise<boolean> {
    if (this.#heard === this.#done && this.#open.size > 0) {
      const first = Promise.race([...this.#open].map(({ done }) => done)).then(() => true);
      if (!(await Promise.race([first, ...(limit ? [limit] : [])]))) return false;
    }
    this.#heard = this.#done;
    return true;
  }
}
