import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Approbation, FirstPastThePost, InstantRunoff } from 'votes';
import { type Ballot, count, type Method } from '../../../../src/features/polls/counting/count.ts';
import { runs } from '../../../support/runs.ts';
import { random } from './elections.ts';

/** 3 to 10 films of different popularity, 1 to 150 voters who rank some of them, or none: enough for few ties. */
const election = fc
  .record({ films: fc.integer({ min: 3, max: 10 }), voters: fc.integer({ min: 1, max: 150 }), dice: fc.nat() })
  .map(({ films, voters, dice }) => {
    const roll = random(dice);
    const popularity = Array.from({ length: films }, (_, i) => ({ id: `film-${i}`, weight: 0.1 + roll() }));
    return {
      names: popularity.map(({ id }) => id),
      ballots: Array.from({ length: voters }, () => draw(popularity, roll)),
    };
  });

/** A ballot of a voter who draws one film after the other by popularity (Plackett and Luce), and stops somewhere. */
function draw(films: readonly { id: string; weight: number }[], roll: () => number): Ballot {
  const keyed = films.map(({ id, weight }) => ({ id, key: Math.log(1 - roll()) / weight }));
  const length = Math.floor(roll() * (films.length + 1));
  return keyed
    .toSorted((a, b) => b.key - a.key)
    .slice(0, length)
    .map(({ id }) => id);
}

function ours(method: Method, names: readonly string[], ballots: readonly Ballot[]) {
  return count(
    method,
    names.map((id) => ({ id, waitingSince: 0 })),
    ballots,
    'seed',
  );
}

test('instant runoff agrees with the package "votes", in the winner and in every round', () => {
  const rounds: number[] = [];
  fc.assert(
    fc.property(election, ({ names, ballots }) => {
      const theirs = new InstantRunoff({ candidates: names, ballots: ballots.map(ranking) }).computeRounds();
      fc.pre(ballots.some(({ length }) => length > 0) && theirs.every(withoutTie));
      const result = ours('ranked', names, ballots);
      expect(result.winner).toBe(theirs.at(-1)?.candidates[0]);
      rounds.push(result.rounds.length);
      // they drop films without a vote together, we one a round: those rounds of ours say nothing new
      const told = result.rounds.filter(({ standings }, i) => i === 0 || standings.at(-1)?.votes !== 0);
      for (const [i, { standings }] of told.entries())
        expect(Object.fromEntries(standings.map(({ id, votes }) => [id, votes]))).toEqual(
          theirs[i]?.roundResult.scores,
        );
    }),
    { numRuns: runs(10_000) },
  );
  expect(rounds).toHaveLength(runs(10_000));
  expect(rounds.filter((several) => several > 3).length).toBeGreaterThan(runs(10_000) / 5);
});

test.each([
  ['approval', Approbation, (ballot: Ballot) => ({ ranking: [[...ballot]], weight: 1 })],
  ['single', FirstPastThePost, (ballot: Ballot) => ({ ranking: [ballot.slice(0, 1)], weight: 1 })],
] as const)(
  '%s agrees with the package "votes", in the winner and in the votes of every film',
  (method, Theirs, asTheirs) => {
    let elections = 0;
    fc.assert(
      fc.property(election, ({ names, ballots }) => {
        const theirs = new Theirs({ candidates: names, ballots: ballots.map(asTheirs) });
        const [first = []] = theirs.ranking();
        fc.pre(ballots.some(({ length }) => length > 0) && first.length === 1);
        elections++;
        const result = ours(method, names, ballots);
        expect(result.winner).toBe(first[0]);
        expect(Object.fromEntries(result.tally.map(({ id, votes }) => [id, votes]))).toEqual(theirs.scores());
      }),
      { numRuns: runs(10_000) },
    );
    expect(elections).toBe(runs(10_000));
  },
);

test('where the last are level, "votes" drops them all at once; we drop one, and the majority gets its way', () => {
  // by hand: 6 of 10 put A last. Dropping B and C together hands A the win; one of them has to go first.
  const ballots = [...times(4, ['A', 'B', 'C']), ...times(3, ['B', 'C', 'A']), ...times(3, ['C', 'B', 'A'])];
  const theirs = new InstantRunoff({ candidates: ['A', 'B', 'C'], ballots: ballots.map(ranking) });
  expect(theirs.ranking()).toEqual([['A'], ['B', 'C']]);
  const candidates = [...'ABC'].map((id, i) => ({ id, waitingSince: i }));
  expect(count('ranked', candidates, ballots, 'seed')).toMatchObject({ winner: 'B', decidedBy: 'majority' });
});

const ranking = (ballot: Ballot) => ({ ranking: ballot.map((id) => [id]), weight: 1 });
const times = (n: number, ballot: Ballot): Ballot[] => Array.from({ length: n }, () => ballot);

/** Whether a round of theirs drops one film, or only such as have no vote: these may go in any order. */
function withoutTie({ roundResult }: ReturnType<InstantRunoff['computeRounds']>[number]): boolean {
  const { eliminated, scores } = roundResult;
  return eliminated.length === 1 || eliminated.every((id) => scores[id] === 0);
}
