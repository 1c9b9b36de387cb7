import { TestClock } from 'pg-boss';

/**
 * The stage's time for the queue, in JavaScript and in SQL alike. It is never given back: another bot of the same
 * rehearsal may still live by it, and a bot outside a rehearsal does not look at it.
 */
export class StageClock extends TestClock {
  #last: Promise<void> = Promise.resolve();

  override async attach(target: Parameters<TestClock['attach']>[0]): Promise<AsyncDisposable> {
    await super.attach(target);
    return { [Symbol.asyncDispose]: async () => {} };
  }

  /** Moves on to a time, one move after another; never back. */
  override setTime(time: Date | number): Promise<void> {
    this.#last = this.#last
      .catch(() => {})
      .then(async () => {
        if (Number(time) > this.now()) await super.setTime(time);
      });
    return this.#last;
  }
}
