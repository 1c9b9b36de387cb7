import { BUCKETS, bucketShare, type Reading } from '../../../src/spoilers/classify/features.ts';
import type { Weights } from '../../../src/spoilers/classify/model.ts';

/** A reading to learn from, and how telling it is (0 to 1). */
export type Lesson = { reading: Reading; telling: number };

export type Fitted = Pick<Weights, 'bias' | 'named' | 'buckets'>;

/** How strongly the weights of names and of buckets are pulled to zero. */
export type Pull = { named: number; buckets: number };

const ROUNDS = 300;
const rateAt = (round: number) => (round < 150 ? 0.1 : round < 230 ? 0.03 : 0.01);

/**
 * Logistic regression with ridge penalties by Adam (Kingma and Ba, 2015) over all lessons at once: the same lessons
 * give the same weights.
 */
export function regress(lessons: readonly Lesson[], pull: Pull): Fitted {
  const names = [...new Set(lessons.flatMap(({ reading }) => [...reading.named.keys()]))].sort();
  const first = 1 + names.length;
  const pulls = Float64Array.from({ length: first + BUCKETS }, (_, i) =>
    i === 0 ? 0 : i < first ? pull.named : pull.buckets,
  );
  const rows = sparse(lessons, new Map(names.map((name, i) => [name, i + 1])), first);
  const weights = adam(rows, pulls);
  return {
    bias: weights[0] ?? 0,
    named: new Map(names.map((name, i) => [name, weights[i + 1] ?? 0])),
    buckets: weights.slice(first),
  };
}

type SparseRow = { at: Int32Array; value: Float64Array; telling: number };

function sparse(lessons: readonly Lesson[], places: ReadonlyMap<string, number>, first: number): SparseRow[] {
  return lessons.map(({ reading, telling }) => {
    const named = [...reading.named].map(([name, value]) => [places.get(name) ?? 0, value] as const);
    const share = bucketShare(reading);
    const all = [[0, 1] as const, ...named, ...reading.buckets.map((bucket) => [first + bucket, share] as const)];
    return { at: Int32Array.from(all, ([at]) => at), value: Float64Array.from(all, ([, value]) => value), telling };
  });
}

function adam(rows: readonly SparseRow[], pulls: Float64Array): Float64Array {
  const weights = new Float64Array(pulls.length);
  const [mean, square] = [new Float64Array(pulls.length), new Float64Array(pulls.length)];
  for (let round = 1; round <= ROUNDS; round++) {
    const slopes = slopesOf(rows, weights);
    const [fix, fixSquare, rate] = [1 - 0.9 ** round, 1 - 0.99 ** round, rateAt(round)];
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] ?? 0;
      const slope = ((slopes[i] ?? 0) + (pulls[i] ?? 0) * weight) / rows.length;
      const m = 0.9 * (mean[i] ?? 0) + 0.1 * slope;
      const s = 0.99 * (square[i] ?? 0) + 0.01 * slope * slope;
      mean[i] = m;
      square[i] = s;
      weights[i] = weight - (rate * (m / fix)) / (Math.sqrt(s / fixSquare) + 1e-8);
    }
  }
  return weights;
}

function slopesOf(rows: readonly SparseRow[], weights: Float64Array): Float64Array {
  const slopes = new Float64Array(weights.length);
  for (const { at, value, telling } of rows) {
    let sum = 0;
    for (let j = 0; j < at.length; j++) sum += (weights[at[j] ?? 0] ?? 0) * (value[j] ?? 0);
    const error = 1 / (1 + Math.exp(-sum)) - telling;
    for (let j = 0; j < at.length; j++) {
      const i = at[j] ?? 0;
      slopes[i] = (slopes[i] ?? 0) + error * (value[j] ?? 0);
    }
  }
  return slopes;
}
