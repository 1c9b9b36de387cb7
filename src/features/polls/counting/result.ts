import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export const METHODS = ['approval', 'ranked', 'single'] as const;
/** The steps of the tie rule, first to last (see ties.ts). */
const STEPS = ['first-choices', 'waiting', 'draw'] as const;

const number = z.int().nonnegative();
const standing = z.object({ id: z.string(), votes: number });
/** `waitingSince`: epoch ms. */
const tallied = standing.extend({ waitingSince: z.number() });
/** Ids that were level, the one the tie rule favours first; empty when there was no tie. */
const tied = z.array(z.string());

/** Who goes out after a round, why, and where its ballots go: to films still in, or exhausted. */
const eliminated = z.object({
  id: z.string(),
  by: z.enum(['fewest', ...STEPS]),
  tied,
  transfers: z.array(standing),
  exhausted: number,
});

/** `standings` best first; `majority`: the votes needed, of ballots not exhausted. The last round eliminates nobody. */
const round = z.object({
  standings: z.array(standing),
  exhausted: number,
  majority: number,
  eliminated: eliminated.optional(),
});

/**
 * `ballots` counts all, `empty` those that marked no film of this poll. `tally`: approvals, choices, or (ranked) first
 * choices, best first, by the tie rule where votes are equal. `rounds` is empty unless ranked.
 */
const counted = z.object({
  method: z.enum(METHODS),
  seed: z.string(),
  ballots: number,
  empty: number,
  tally: z.array(tallied),
  rounds: z.array(round),
});

const decision = z.object({
  winner: z.string(),
  decidedBy: z.enum(['majority', 'most', ...STEPS, 'only-one']),
  tied,
});

const noWinner = counted.extend({
  winner: z.undefined().optional(),
  noWinner: z.enum(['no-candidates', 'no-marks']),
});

/** A result as it is stored. What `count` returns passes it unchanged, also after a turn through JSON. */
export const resultSchema = z.union([counted.extend(decision.shape), noWinner]);

export type Method = (typeof METHODS)[number];
export type Step = (typeof STEPS)[number];
export type Standing = z.infer<typeof standing>;
export type Tallied = z.infer<typeof tallied>;
export type Round = z.infer<typeof round>;
export type Decision = z.infer<typeof decision>;
export type Counted = z.infer<typeof counted>;
export type Won = Counted & Decision;
/** Either has a `winner`, or says in `noWinner` why there is none. */
export type Result = z.infer<typeof resultSchema>;

/** Whether a recount says the same in everything, not in the winner alone. */
export function sameResult(a: Result, b: Result): boolean {
  return isDeepStrictEqual(a, b);
}
