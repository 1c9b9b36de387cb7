/** Discord lets a forum have 20 tags of at most 20 characters, and a post five of them. */
export const TAGS = { available: 20, length: 20, applied: 5 } as const;

/** The tags of a forum that a post gets: those of its names, or the first one where it has none and needs one. */
export function tagsFor(
  { tags, needsTag }: { tags: readonly { id: string; name: string }[]; needsTag: boolean },
  names: readonly string[],
): string[] {
  const fitting = tags.filter(({ name }) => names.includes(name)).slice(0, TAGS.applied);
  return (fitting.length === 0 && needsTag ? tags.slice(0, 1) : fitting).map(({ id }) => id);
}
