import { cell, csvFile } from '../../../lib/csv.ts';
import { type Ballot, marks } from './ballot.ts';
import type { Method } from './result.ts';

/**
 * The ballots without names as CSV (RFC 4180, with the byte order mark by which Excel knows UTF-8): a column a film, a
 * row a ballot, in it the film's rank (1 is best), or 1 for what was approved or chosen. The rows are sorted by what
 * they say, so that they show nothing of the order in which people voted. A label that a spreadsheet would compute
 * gets a leading apostrophe.
 */
export function ballotsCsv(
  method: Method,
  candidates: readonly { readonly id: string; readonly label: string }[],
  ballots: readonly Ballot[],
): string {
  const known = new Set(candidates.map(({ id }) => id));
  const rows = ballots.map((ballot) => {
    const ids = marks(method, ballot, known);
    return candidates.map(({ id }) => (ids.includes(id) ? (method === 'ranked' ? ids.indexOf(id) + 1 : 1) : ''));
  });
  const numbered = rows.toSorted(firstDifference).map((row, i) => [i + 1, ...row].join(','));
  const heading = ['"#"', ...candidates.map(({ label }) => cell(label))].join(',');
  return csvFile([heading, ...numbered]);
}

/** Orders rows by their first differing cell, marked ones first. */
function firstDifference(a: readonly (number | '')[], b: readonly (number | '')[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : rank(a[at]) - rank(b[at]);
}

const rank = (value: number | '' | undefined) => (typeof value === 'number' ? value : Number.MAX_SAFE_INTEGER);
