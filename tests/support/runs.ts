/** How often a property is tried: the full count in the long run, a tenth (rounded up) otherwise. */
export function runs(full: number): number {
  return process.env.MARQUEE_LONG === '1' ? full : Math.ceil(full / 10);
}
