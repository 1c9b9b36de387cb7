/**
 * Why a source gave no answer. `slow`: not in time; `away`: not reached, or cut off; `broken`: an error of its own;
 * `garbled`: not what its documentation says; `busy`: it asks us to wait; `refused`: it does not take our key;
 * `resting`: not asked at all, since it failed or asked us to wait a moment ago; `absent`: it has no such thing.
 */
export type FailureKind = 'slow' | 'away' | 'broken' | 'garbled' | 'busy' | 'refused' | 'resting' | 'absent';

/** A question that a source did not answer. The message holds no address: a key may be part of it. */
export class SourceFailure extends Error {
  override name = 'SourceFailure';
  readonly kind: FailureKind;
  /** Milliseconds that the source asks us to wait. */
  readonly wait: number | undefined;

  constructor(source: string, kind: FailureKind, why: string, wait?: number) {
    super(`${source}: ${why}`);
    this.kind = kind;
    this.wait = wait;
  }
}

/** Failures that say something of the source's health; the others are answers. */
export const isIll = ({ kind }: SourceFailure): boolean => ['slow', 'away', 'broken', 'garbled'].includes(kind);

/** Failures that another try soon may mend. */
export const isPassing = ({ kind }: SourceFailure): boolean => ['away', 'broken', 'busy'].includes(kind);

/** Longest wait (ms) that is believed: what is longer is asked again after an hour. */
const LONGEST_WAIT = 3_600_000;

/**
 * The milliseconds that a `Retry-After` header asks for (RFC 9110, 10.2.3): seconds, or a date, which is held against
 * the response's own `Date`, so that no clock of ours matters. Undefined where it says neither.
 */
export function retryAfter(header: string | undefined, date: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.parse(date ?? '');
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT) : undefined;
}
