/** Counts the work under way, so that a shutdown can wait for it. */
export class InFlight {
  readonly #work = new Set<Promise<unknown>>();

  /** Follows a piece of work to its end. The work must handle its own errors. */
  follow(work: Promise<unknown>): void {
    const followed: Promise<unknown> = work.finally(() => this.#work.delete(followed));
    this.#work.add(followed);
  }

  /** Resolves once nothing is under way, also counting what begins while waiting. */
  async idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }
}
