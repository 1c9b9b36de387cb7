/** A list cut up in order into lists of at most `size` (1 or more); none for an empty one. */
export function* batches<One>(all: readonly One[], size: number): Generator<One[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
