import { type Ballot, marks } from './ballot.ts';
import type { Counted, Decision, Method, Result, Tallied } from './result.ts';
import { runoff } from './runoff.ts';
import { byTieRule, decidingStep } from './ties.ts';

/** `waitingSince`: epoch ms since when the nomination waits. */
export type Candidate = { readonly id: string; readonly waitingSince: number };
export type { Ballot, Method, Result };

/**
 * The result of a poll: it depends on what is given and on nothing else, not even on the order of candidates or
 * ballots. In a ballot unknown ids are ignored, of an id named twice the first counts, of a single choice the first id.
 * Ties follow one rule (ties.ts).
 * @param candidates each id once.
 * @param seed the poll's id: what a draw depends on besides the candidates' ids.
 */
export function count(
  method: Method,
  candidates: readonly Candidate[],
  ballots: readonly Ballot[],
  seed: string,
): Result {
  const known = new Set(candidates.map(({ id }) => id));
  const marked = ballots.map((ballot) => marks(method, ballot, known)).filter(({ length }) => length > 0);
  const counted: Counted = {
    method,
    seed,
    ballots: ballots.length,
    empty: ballots.length - marked.length,
    tally: byTieRule(tallyOf(method, candidates, marked), seed),
    rounds: [],
  };
  if (candidates.length === 0) return { ...counted, noWinner: 'no-candidates' };
  if (marked.length === 0) return { ...counted, noWinner: 'no-marks' };
  const decided = method === 'ranked' ? runoff(counted.tally, marked) : most(counted.tally);
  const decidedBy: Decision['decidedBy'] = candidates.length === 1 ? 'only-one' : decided.decidedBy;
  return { ...counted, ...decided, decidedBy };
}

/** Approvals, choices, or (ranked) first choices of each candidate, in any order. */
function tallyOf(method: Method, candidates: readonly Candidate[], marked: readonly Ballot[]): Tallied[] {
  const votes = new Map<string, number>();
  for (const ballot of marked)
    for (const id of method === 'ranked' ? ballot.slice(0, 1) : ballot) votes.set(id, (votes.get(id) ?? 0) + 1);
  return candidates.map(({ id, waitingSince }) => ({ id, votes: votes.get(id) ?? 0, waitingSince }));
}

/** The film with the most votes: the first of a tally that is in the order of the tie rule. */
function most(tally: readonly Tallied[]): Decision {
  const [first, second] = tally;
  if (!first) throw new Error('a tally without films');
  if (second?.votes !== first.votes) return { winner: first.id, decidedBy: 'most', tied: [] };
  const tied = tally.filter(({ votes }) => votes === first.votes).map(({ id }) => id);
  return { winner: first.id, decidedBy: decidingStep(first, second), tied };
}
