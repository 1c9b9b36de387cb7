import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ballot, type Candidate, count, type Result } from '../../../../src/features/polls/counting/count.ts';
import { resultSchema, type Standing, sameResult } from '../../../../src/features/polls/counting/result.ts';
import { lot } from '../../../../src/features/polls/counting/ties.ts';
import { runs } from '../../../support/runs.ts';
import { type Election, election, remaining, settle, sum } from './elections.ts';

const RUNS = { numRuns: runs(10_000) };
const result = ({ method, candidates, ballots, seed }: Election) => count(method, candidates, ballots, seed);
const votes = (standings: readonly Standing[]) => sum(standings.map((standing) => standing.votes));

test('the elections tried below need every step of the tie rule, for a win and for an elimination', () => {
  const results = fc.sample(election, { numRuns: 2_000, seed: 1 }).map(result);
  const times = Map.groupBy(results.flatMap(steps), (step) => step);
  for (const step of ['first-choices', 'waiting', 'draw'])
    for (const what of ['won', 'out'])
      expect(times.get(`${what} by ${step}`)?.length ?? 0, what + step).toBeGreaterThan(20);
});

test('the order of ballots and of candidates never matters', () => {
  const shuffled = election.chain((one) => {
    const whole = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    return fc.record({ one: fc.constant(one), candidates: whole(one.candidates), ballots: whole(one.ballots) });
  });
  fc.assert(
    fc.property(shuffled, ({ one, candidates, ballots }) => {
      expect(result({ ...one, candidates, ballots })).toEqual(result(one));
    }),
    RUNS,
  );
});

/**
 * What films are called never reaches the count: it knows ids alone. Ids matter in a draw and nowhere else, and there
 * by nothing but the order of their lots: so other ids with lots in the same order give the same result,
 * only under them.
 */
test('other ids with lots in the same order change nothing but the ids', () => {
  fc.assert(
    fc.property(election, fc.uniqueArray(fc.uuid(), { minLength: 7, maxLength: 7 }), (one, fresh) => {
      const byLot = (a: string, b: string) => (lot(one.seed, a) < lot(one.seed, b) ? -1 : 1);
      const from = one.candidates.map(({ id }) => id).sort(byLot);
      const to = fresh.slice(0, from.length).sort(byLot);
      const renamed = renaming(new Map(from.map((id, i) => [id, to[i] ?? ''])));
      expect(result(renamed(one))).toEqual(renamedResult(result(one), from, to));
    }),
    RUNS,
  );
});

/** Any ids at all, and another seed, leave the winner and who went out, as long as no draw had to decide. */
test('any other ids, and any other seed, leave the winner where no draw decided', () => {
  fc.assert(
    fc.property(election, fc.uniqueArray(fc.uuid(), { minLength: 7, maxLength: 7 }), fc.uuid(), (one, fresh, seed) => {
      const before = result(one);
      fc.pre(before.winner !== undefined && !steps(before).some((step) => step.endsWith('draw')));
      const names = new Map(one.candidates.map(({ id }, i) => [id, fresh[i] ?? '']));
      const after = result({ ...renaming(names)(one), seed });
      expect(after.winner).toBe(names.get(before.winner ?? ''));
      expect(after.winner !== undefined && after.decidedBy).toBe(before.decidedBy);
      expect(outs(after)).toEqual(outs(before).map((id) => names.get(id)));
    }),
    RUNS,
  );
});

test('one more ballot that approves, chooses or ranks the winner first never makes it lose', () => {
  fc.assert(
    fc.property(election, fc.array(fc.nat(6), { maxLength: 6 }), (one, others) => {
      const { winner } = result(one);
      fc.pre(winner !== undefined);
      const ballot = [winner ?? '', ...others.flatMap((i) => one.candidates[i]?.id ?? [])];
      expect(result({ ...one, ballots: [...one.ballots, ballot] }).winner).toBe(winner);
    }),
    RUNS,
  );
});

test('votes are conserved: what lies on films, is exhausted or empty makes up all ballots, in every round', () => {
  fc.assert(
    fc.property(election, (one) => {
      const { method, ballots, empty, tally, rounds } = result(one);
      expect(ballots).toBe(one.ballots.length);
      if (method !== 'approval') expect(votes(tally) + empty).toBe(ballots);
      for (const { standings, exhausted } of rounds) expect(votes(standings) + exhausted + empty).toBe(ballots);
    }),
    RUNS,
  );
});

test('every statement about a round can be checked against the ballots', () => {
  fc.assert(
    fc.property(election, (one) => {
      const counted = result(one);
      for (const [i, round] of counted.rounds.entries()) {
        const left = remaining(counted, i);
        const now = left.map((id) => ({ id, votes: one.ballots.filter((ballot) => best(ballot, left) === id).length }));
        expect(round.standings).toHaveLength(left.length);
        expect(round.standings).toEqual(expect.arrayContaining(now));
        expect(round.majority * 2).toBeGreaterThan(votes(now));
        expect((round.majority - 1) * 2).toBeLessThanOrEqual(votes(now));
        if (round.eliminated) checkElimination(one, counted, now, round.eliminated);
      }
      expect(counted.rounds.slice(0, -1).every(({ eliminated }) => eliminated)).toBe(true);
      expect(counted.rounds.at(-1)?.eliminated).toBeUndefined();
    }),
    RUNS,
  );
});

test('the winner is a candidate with a mark, and the step that is said to decide does', () => {
  fc.assert(
    fc.property(election, (one) => {
      const counted = result(one);
      const marked = one.ballots.some((ballot) => one.candidates.some(({ id }) => ballot.includes(id)));
      expect(counted.winner !== undefined).toBe(marked);
      if (counted.winner === undefined) return;
      expect(one.ballots.some((ballot) => ballot.includes(counted.winner))).toBe(true);
      const { standings, majority } = counted.rounds.at(-1) ?? { standings: counted.tally, majority: undefined };
      const most = Math.max(...standings.map((standing) => standing.votes));
      const level = standings.filter((standing) => standing.votes === most).map(({ id }) => id);
      const short = majority === undefined ? 'most' : 'majority';
      const expected =
        level.length > 1
          ? settle(films(counted, level), one.seed, 'winner')
          : { id: level[0], step: one.candidates.length === 1 ? 'only-one' : short };
      expect({ id: counted.winner, step: counted.decidedBy }).toEqual(expected);
      expect(counted.tied.toSorted()).toEqual(level.length > 1 ? level.toSorted() : []);
      if (majority !== undefined) expect(most >= majority).toBe(level.length === 1);
    }),
    RUNS,
  );
});

test('a recount is equal, also to the result stored as JSON with its keys in any order', () => {
  fc.assert(
    fc.property(election, (one) => {
      const stored = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(result(one)).reverse())));
      expect(sameResult(resultSchema.parse(stored), result(one))).toBe(true);
    }),
    RUNS,
  );
});

test('a recount that misses a ballot, or has another in its place, is not equal', () => {
  fc.assert(
    fc.property(election, (one) => {
      const [first, second] = one.candidates.map(({ id }) => [id]);
      fc.pre(first !== undefined && second !== undefined);
      const counted = result({ ...one, ballots: [...one.ballots, first ?? []] });
      expect(sameResult(counted, result(one))).toBe(false);
      expect(sameResult(counted, result({ ...one, ballots: [...one.ballots, second ?? []] }))).toBe(false);
    }),
    RUNS,
  );
});

const withFavourite = fc
  .tuple(election, fc.nat(6))
  .filter(([one]) => one.candidates.length > 1)
  .map(([one, pick]) => ({ one, favourite: one.candidates[pick % one.candidates.length]?.id ?? '' }));

test('who is on every ballot, and there first, wins', () => {
  fc.assert(
    fc.property(withFavourite, ({ one, favourite }) => {
      const ballots = [[favourite], ...one.ballots.map((ballot) => [favourite, ...ballot])];
      expect(result({ ...one, ballots }).winner).toBe(favourite);
    }),
    RUNS,
  );
});

test('ranked: with more than half of the first choices there is one round', () => {
  fc.assert(
    fc.property(withFavourite, ({ one, favourite }) => {
      const theirs = [[favourite], ...one.ballots.map((ballot) => [favourite, ...ballot])];
      const counted = result({ ...one, method: 'ranked', ballots: [...one.ballots, ...theirs] });
      expect(counted).toMatchObject({ winner: favourite, decidedBy: 'majority', rounds: [{}] });
    }),
    RUNS,
  );
});

function best(ballot: Ballot, left: readonly string[]): string | undefined {
  return ballot.find((id) => left.includes(id));
}

/** Why this film goes out, and where its ballots go. */
function checkElimination(
  one: Election,
  counted: Result,
  now: readonly Standing[],
  eliminated: NonNullable<Result['rounds'][number]['eliminated']>,
) {
  const fewest = Math.min(...now.map((standing) => standing.votes));
  const level = now.filter((standing) => standing.votes === fewest).map(({ id }) => id);
  const { id, step } =
    level.length > 1 ? settle(films(counted, level), one.seed, 'loser') : { id: level[0] ?? '', step: 'fewest' };
  expect({ id: eliminated.id, by: eliminated.by }).toEqual({ id, by: step });
  expect(eliminated.tied.toSorted()).toEqual(level.length > 1 ? level.toSorted() : []);
  const left = now.map((standing) => standing.id);
  const after = left.filter((other) => other !== id);
  const moved = one.ballots.filter((ballot) => best(ballot, left) === id).map((ballot) => best(ballot, after));
  expect(eliminated.exhausted).toBe(moved.filter((to) => to === undefined).length);
  for (const to of after)
    expect(eliminated.transfers.find((transfer) => transfer.id === to)?.votes ?? 0).toBe(
      moved.filter((other) => other === to).length,
    );
}

function films(counted: Result, ids: readonly string[]) {
  return counted.tally
    .filter(({ id }) => ids.includes(id))
    .map(({ id, votes: firsts, waitingSince }) => ({ id, firsts, waitingSince }));
}

/** "won by draw", "out by fewest": what decided in a result. */
function steps(counted: Result): string[] {
  const out = counted.rounds.flatMap(({ eliminated }) => (eliminated ? [`out by ${eliminated.by}`] : []));
  return counted.winner === undefined ? out : [`won by ${counted.decidedBy}`, ...out];
}

const outs = (counted: Result) => counted.rounds.flatMap(({ eliminated }) => eliminated?.id ?? []);

/** An election with other ids. */
function renaming(names: ReadonlyMap<string, string>): (one: Election) => Election {
  const renamed = (id: string) => names.get(id) ?? id;
  return (one) => ({
    ...one,
    candidates: one.candidates.map((candidate: Candidate) => ({ ...candidate, id: renamed(candidate.id) })),
    ballots: one.ballots.map((ballot) => ballot.map(renamed)),
  });
}

/** A result with other ids. */
function renamedResult(counted: Result, from: readonly string[], to: readonly string[]): Result {
  const text = from.reduce((json, id, i) => json.replaceAll(`"${id}"`, `"#${to[i]}"`), JSON.stringify(counted));
  return resultSchema.parse(JSON.parse(text.replaceAll('"#', '"')));
}
