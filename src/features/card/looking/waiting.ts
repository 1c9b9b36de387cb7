import type { Errand } from '../../films/films.ts';

/** Errands that somebody waits for, one after the other as they are done. */
export class Waiting {
  readonly #open: Set<Errand>;
  /** Who is asked. */
  readonly sources: readonly Errand['source'][];
  /** Sources that gave no answer. */
  readonly silent: Errand['source'][] = [];
  #done = 0;
  #heard = 0;

  constructor(errands: readonly Errand[]) {
    this.#open = new Set(errands);
    this.sources = errands.map(({ source }) => source);
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

  /** Whether a source is still at work. */
  isOpen(source: Errand['source']): boolean {
    return [...this.#open].some((errand) => errand.source === source);
  }

  /** Waits until one is done that nobody has heard of. */
  async next(): Promise<void> {
    if (this.#heard === this.#done && this.#open.size > 0) await Promise.race([...this.#open].map(({ done }) => done));
    this.#heard = this.#done;
  }
}
