/** Keeps a value as the latest of a map, and of all no more than the `most` latest. */
export function keepLatest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const old of map.keys().take(Math.max(0, map.size - most))) map.delete(old);
}
