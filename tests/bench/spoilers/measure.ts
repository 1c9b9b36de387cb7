/** The area under the curve: how often a telling one scores above one that is not; ties count half (Mann and Whitney). */
export function auc(telling: readonly number[], others: readonly number[]): number {
  const sorted = [...others].sort((a, b) => a - b);
  const wins = telling.reduce((sum, score) => sum + (below(sorted, score) + upTo(sorted, score)) / 2, 0);
  return wins / (telling.length * others.length);
}

const below = (sorted: readonly number[], score: number) => place(sorted, (other) => other < score);
const upTo = (sorted: readonly number[], score: number) => place(sorted, (other) => other <= score);

function place(sorted: readonly number[], isBefore: (score: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(sorted[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The share of scores that a condition holds for, in percent with one digit. */
export function percent(scores: readonly number[], holds: (score: number) => boolean): string {
  return `${((100 * scores.filter(holds).length) / scores.length).toFixed(1)} %`;
}
