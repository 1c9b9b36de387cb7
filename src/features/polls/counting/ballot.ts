import type { Method } from './result.ts';

/** Ids of candidates: those approved, the one chosen, or all ranked ones best first. Empty: an empty ballot. */
export type Ballot = readonly string[];

/** What counts of a ballot: known ids, each once where it was first named; of a single choice the first. */
export function marks(method: Method, ballot: Ballot, known: ReadonlySet<string>): string[] {
  const ids = [...new Set(ballot)].filter((id) => known.has(id));
  return method === 'single' ? ids.slice(0, 1) : ids;
}
