import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  wrap,
} from 'cockatiel';
import { Agent } from 'undici';
import { type Address, askOnce, type Question } from './asking.ts';
import { isIll, isPassing, SourceFailure } from './failure.ts';

/** Somebody's service that answers questions with JSON. */
export type Source = {
  readonly name: string;
  /**
   * Asks, at most twice, and only while it makes sense: a source that failed three times in a row is left alone for
   * half a minute, one that asks us to wait for as long as it says.
   * @param signal ends the wait for it.
   * @throws SourceFailure, and nothing else.
   */
  ask<Answer>(question: Question<Answer>, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
};

/** Milliseconds for one try, between two, and how long a source is left alone that failed; all unless told otherwise. */
const PATIENCE = { try: 2_000, pause: 200, rest: 30_000 };
const FAILURES = 3;
/** A wait that is asked for but not said. */
const SOME_WAIT = 30_000;
/** A wait that is sat out here; for a longer one the question is given up. */
const SHORT_WAIT = 1_000;
/** Timers may be a little early: a wait that was asked for is sat out by so much more. */
const MARGIN = 20;
/** A key that was refused is tried again after so long: its owner may have mended it at the source. */
const REFUSED_WAIT = 600_000;
const WAITING = 20;

export type SourceOptions = Address & {
  /** Questions on their way at a time. */
  atOnce?: number;
  patience?: Partial<typeof PATIENCE>;
  /** Told when the source begins to refuse us, once until it answers again. */
  onRefused?: () => void;
};

/** A client of a source. What is tried again, given up and left alone is decided here and nowhere else. */
export function openSource({ atOnce = 4, patience, onRefused, ...address }: SourceOptions): Source {
  const times = { ...PATIENCE, ...patience };
  const dispatcher = new Agent({ connections: atOnce, connect: { timeout: times.try } });
  const policy = policyOf(times, atOnce);
  let quietUntil = 0;
  let isRefused = false;
  const failure = (why: string) => new SourceFailure(address.name, 'resting', why);
  const note = (error: SourceFailure) => {
    const { kind } = error;
    if (kind === 'busy') quietUntil = performance.now() + waitOf(error);
    if (kind !== 'refused') return;
    quietUntil = performance.now() + REFUSED_WAIT;
    if (!isRefused) onRefused?.();
    isRefused = true;
  };
  const tryOnce = async <Answer>(question: Question<Answer>, signal: AbortSignal): Promise<Answer> => {
    // looked at before every try: it may have asked for quiet while this question waited for its turn
    if (performance.now() < quietUntil) throw failure('left alone, as it asked');
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(times.try)]);
      const answer = await askOnce(address, question, { dispatcher, signal: within });
      isRefused = false;
      return answer;
    } catch (error) {
      if (error instanceof SourceFailure) note(error);
      throw error;
    }
  };
  return {
    name: address.name,
    ask: async (question, signal) => {
      try {
        return await policy.execute((given) => tryOnce(question, AbortSignal.any([signal, given.signal])), signal);
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw failure('left alone, since it failed');
        if (error instanceof BulkheadRejectedError) throw failure('too many questions wait for it');
        throw error instanceof SourceFailure ? error : failure('given up');
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** How long a failure asks for quiet; one that says only that there is too much does for a while. */
function waitOf({ kind, wait }: SourceFailure): number {
  return kind === 'busy' ? (wait ?? SOME_WAIT) : 0;
}

function policyOf(times: typeof PATIENCE, atOnce: number) {
  const passing = handleWhen(
    (error) => error instanceof SourceFailure && isPassing(error) && waitOf(error) <= SHORT_WAIT,
  );
  const again = retry(passing, {
    maxAttempts: 1,
    backoff: new DelegateBackoff(({ result }) => {
      const error = 'error' in result ? result.error : undefined;
      const wait = error instanceof SourceFailure ? error.wait : undefined;
      return wait === undefined ? times.pause : wait + MARGIN;
    }),
  });
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof SourceFailure && isIll(error)),
    { halfOpenAfter: times.rest, breaker: new ConsecutiveBreaker(FAILURES) },
  );
  return wrap(again, breaker, bulkhead(atOnce, WAITING));
}
