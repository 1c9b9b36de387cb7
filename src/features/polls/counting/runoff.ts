import type { Decision, Round, Standing, Step, Tallied } from './result.ts';
import { decidingStep } from './ties.ts';

type Piles = Map<string, readonly (readonly string[])[]>;

/**
 * Instant runoff as it is done with paper: every ballot lies on the pile of its best film still in. Who has more than
 * half of the ballots on piles wins; else the smallest pile is dealt out to the others, one film a round, films
 * without a vote too. Of the last two, level, the tie rule takes the winner.
 * @param tally the films in the order of the tie rule, at least one.
 * @param ballots ids best first, none empty, each id in `tally` and once a ballot.
 */
export function runoff(
  tally: readonly Tallied[],
  ballots: readonly (readonly string[])[],
): { rounds: Round[] } & Decision {
  const piles: Piles = new Map(tally.map(({ id }) => [id, []]));
  const rounds: Round[] = [];
  let exhausted = deal(ballots, piles).exhausted;
  for (;;) {
    const standings = standingsOf(piles);
    const majority = Math.floor((ballots.length - exhausted) / 2) + 1;
    const round = { standings, exhausted, majority };
    const decision = decide(round, tally);
    if (decision) return { rounds: [...rounds, round], ...decision };
    const eliminated = eliminate(standings, piles, tally);
    rounds.push({ ...round, eliminated });
    exhausted += eliminated.exhausted;
  }
}

/** The piles as numbers, best first, level ones in the order of the tie rule, which is that of the piles. */
function standingsOf(piles: Piles): Standing[] {
  return [...piles].map(([id, pile]) => ({ id, votes: pile.length })).sort((a, b) => b.votes - a.votes);
}

function decide({ standings, majority }: Round, tally: readonly Tallied[]): Decision | undefined {
  const [first, second] = standings;
  if (!first) throw new Error('a runoff without films');
  if (first.votes >= majority) return { winner: first.id, decidedBy: 'majority', tied: [] };
  if (!second || standings.length > 2) return undefined;
  return { winner: first.id, decidedBy: stepBetween(first, second, tally), tied: [first.id, second.id] };
}

/** Takes the last film's pile away and deals it out. */
function eliminate(standings: readonly Standing[], piles: Piles, tally: readonly Tallied[]) {
  const [next, last] = standings.slice(-2);
  if (!next || !last) throw new Error('nobody left to eliminate');
  const level = standings.filter(({ votes }) => votes === last.votes).map(({ id }) => id);
  const pile = piles.get(last.id) ?? [];
  piles.delete(last.id);
  return {
    id: last.id,
    by: level.length > 1 ? stepBetween(next, last, tally) : ('fewest' as const),
    tied: level.length > 1 ? level : [],
    ...deal(pile, piles),
  };
}

/** Lays each ballot on the pile of its best film that is still in; one that names none is exhausted. */
function deal(ballots: readonly (readonly string[])[], piles: Piles): { transfers: Standing[]; exhausted: number } {
  const dealt = Map.groupBy(ballots, (ballot) => ballot.find((id) => piles.has(id)));
  const transfers: Standing[] = [];
  for (const [id, pile] of piles) {
    const more = dealt.get(id) ?? [];
    if (more.length > 0) transfers.push({ id, votes: more.length });
    piles.set(id, [...pile, ...more]);
  }
  return { transfers, exhausted: dealt.get(undefined)?.length ?? 0 };
}

function stepBetween(one: Standing, other: Standing, tally: readonly Tallied[]): Step {
  const [first, second] = tally.filter(({ id }) => id === one.id || id === other.id);
  if (!first || !second) throw new Error('a standing of a film that is not in the tally');
  return decidingStep(first, second);
}
