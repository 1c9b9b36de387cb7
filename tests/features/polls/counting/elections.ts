import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Ballot, Candidate, Method, Result } from '../../../../src/features/polls/counting/count.ts';
import { METHODS } from '../../../../src/features/polls/counting/result.ts';

export type Election = { method: Method; candidates: Candidate[]; ballots: Ballot[]; seed: string };

const method = fc.constantFrom<Method>('ranked', 'ranked', ...METHODS);

/** Few votes and few moments of waiting: full of ties. Ballots also hold unknown ids and ids named twice. */
export const election: fc.Arbitrary<Election> = fc
  .record({
    method,
    ids: fc.uniqueArray(fc.uuid(), { maxLength: 7 }),
    waiting: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 7, maxLength: 7 }),
    seed: fc.uuid(),
  })
  .chain(({ ids, waiting, ...rest }) =>
    fc.record({
      method: fc.constant(rest.method),
      seed: fc.constant(rest.seed),
      candidates: fc.constant(ids.map((id, i) => ({ id, waitingSince: waiting[i] ?? 0 }))),
      ballots: fc.array(fc.array(fc.constantFrom(...ids, 'unknown'), { maxLength: 8 }), { maxLength: 16, size: 'max' }),
    }),
  );

type Level = { id: string; firsts: number; waitingSince: number };

/**
 * The tie rule told another way than the code does it: step by step, those stay who are best (or worst) by this step.
 * For films that are level: which one is taken, and at which step it was alone.
 */
export function settle(level: readonly Level[], seed: string, take: 'winner' | 'loser'): { id: string; step: string } {
  const steps: [string, (film: Level) => bigint][] = [
    ['first-choices', ({ firsts }) => BigInt(firsts)],
    ['waiting', ({ waitingSince }) => -BigInt(waitingSince)],
    ['draw', ({ id }) => -BigInt(`0x${createHash('sha256').update(`${seed}:${id}`).digest('hex')}`)],
  ];
  let left = level;
  for (const [step, worth] of steps) {
    const values = left.map(worth).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const taken = values.at(take === 'winner' ? -1 : 0);
    left = left.filter((film) => worth(film) === taken);
    const [only] = left;
    if (only && left.length === 1) return { id: only.id, step };
  }
  throw new Error('two films with one id');
}

/** The films still in before each round of a ranked result. */
export function remaining(result: Result, round: number): string[] {
  const out = result.rounds.slice(0, round).map(({ eliminated }) => eliminated?.id);
  return result.tally.map(({ id }) => id).filter((id) => !out.includes(id));
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Numbers from 0 to 1 (without it) that look random, the same for the same seed (mulberry32 by Tommy Ettinger). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
