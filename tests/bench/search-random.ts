/** A seeded source of random numbers: the same seed, the same numbers on every machine. */
export type Random = {
  /** From 0 to below 1. */
  unit(): number;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  chance(share: number): boolean;
  /** One of these; throws where there is none. */
  pick<T>(from: readonly T[]): T;
  /**
   * A rank from 0 to below `count` whose frequency falls as 1 / (rank + flat): the law of Zipf and Mandelbrot, by
   * drawing the logarithm evenly.
   */
  rank(count: number, flat: number): number;
  /** Normally distributed (Box and Muller). */
  normal(mean: number, deviation: number): number;
};

/** mulberry32 by Tommy Ettinger. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(unit() * end);
  return {
    unit,
    below,
    chance: (share) => unit() < share,
    pick: (from) => {
      if (from.length === 0) throw new Error('nothing to pick from');
      return from[below(from.length)] as (typeof from)[number];
    },
    rank: (count, flat) => Math.min(count - 1, Math.floor(flat * ((count + flat) / flat) ** unit() - flat)),
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
  };
}
