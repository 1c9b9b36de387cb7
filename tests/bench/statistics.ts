export type Sample = readonly number[];

/** The value below which a share of a sample lies, by the nearest rank. */
export function quantile(sample: Sample, share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Median and 99th percentile of two samples in milliseconds, and how many times the first takes the second. */
export function compared(what: string, ours: Sample, other: Sample): string {
  const row = (share: number) => [quantile(ours, share), quantile(other, share)] as const;
  const cell = ([a, b]: readonly [number, number]) => `${a.toFixed(1)} / ${b.toFixed(1)} ms = ${(a / b).toFixed(2)}x`;
  return `${what.padEnd(18)} median ${cell(row(0.5))}   p99 ${cell(row(0.99))}   (${ours.length} and ${other.length} answers)`;
}
