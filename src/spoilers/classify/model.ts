import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BUCKETS, bucketShare, type Language, type Reading } from './features.ts';

/** The fitted weights of one language, and the scores up to which a sentence is safe and from which it tells. */
export type Weights = {
  bias: number;
  named: ReadonlyMap<string, number>;
  buckets: ArrayLike<number>;
  safe: number;
  telling: number;
};

const FILE = new URL('weights.json', import.meta.url);

const stored = z.object({
  bias: z.number(),
  safe: z.number().min(0).max(1),
  telling: z.number().min(0).max(1),
  named: z.record(z.string(), z.number()),
  /** What a step of a bucket's byte is worth. */
  step: z.number().positive(),
  /** A signed byte a bucket, in base64. */
  buckets: z.base64(),
});

/** Reads the weights that stand beside this file. */
export async function readWeights(): Promise<Readonly<Record<Language, Weights>>> {
  const { en, ko } = z.object({ en: stored, ko: stored }).parse(JSON.parse(await readFile(FILE, 'utf8')));
  return { en: unpack(en), ko: unpack(ko) };
}

/** How telling a reading is by a logistic regression, 0 to 1. */
export function score(reading: Reading, { bias, named, buckets }: Pick<Weights, 'bias' | 'named' | 'buckets'>): number {
  const share = bucketShare(reading);
  let sum = bias;
  for (const [name, value] of reading.named) sum += (named.get(name) ?? 0) * value;
  for (const bucket of reading.buckets) sum += (buckets[bucket] ?? 0) * share;
  return 1 / (1 + Math.exp(-sum));
}

/** The weights as `readWeights` reads them, rounded: a name's to thousandths, a bucket's to a byte. */
export function pack({ bias, named, buckets, safe, telling }: Weights): z.input<typeof stored> {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const values = Array.from(buckets);
  const step = Math.max(...values.map(Math.abs), 1e-6) / 127;
  const bytes = Int8Array.from(values.map((value) => Math.round(value / step)));
  const kept = [...named].map(([name, value]) => [name, round(value)] as const).filter(([, value]) => value !== 0);
  return {
    bias: round(bias),
    safe: round(safe),
    telling: round(telling),
    named: Object.fromEntries(kept),
    step,
    buckets: Buffer.from(bytes.buffer).toString('base64'),
  };
}

function unpack({ named, step, buckets, ...rest }: z.output<typeof stored>): Weights {
  const bytes = new Int8Array(Buffer.from(buckets, 'base64'));
  if (bytes.length !== BUCKETS) throw new Error(`weights.json has ${bytes.length} buckets and not ${BUCKETS}`);
  return { ...rest, named: new Map(Object.entries(named)), buckets: Float32Array.from(bytes, (byte) => byte * step) };
}
