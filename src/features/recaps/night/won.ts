import type { Db } from '../../../db/db.ts';
import { nominationsByIds } from '../../nominations/nominations.ts';
import { type Outcome, outcomeOf, winOf } from '../../polls/polls.ts';
import { selectDeciding } from '../queries.ts';

/** How a film came to be the one of its round: by a poll's count, or by a host's hand. */
export type Won =
  | { kind: 'host' }
  | {
      kind: 'poll';
      number: number;
      /** Votes for it in the last round of the count, and of how many. */
      votes: number;
      of: number;
      /** How many rounds were counted; 0 where the method has none. */
      rounds: number;
      /** Whether it was level with another, and what decided then. */
      tie: 'first-choices' | 'waiting' | 'draw' | undefined;
      /** Who put it forward. */
      nominators: string[];
    };

/** How a round's film won. Undefined where nobody knows any more. */
export async function howItWon(
  db: Db,
  { guildId, id, chosenBy }: { guildId: string; id: string; chosenBy: 'poll' | 'host' | null },
): Promise<Won | undefined> {
  if (chosenBy !== 'poll') return chosenBy === 'host' ? { kind: 'host' } : undefined;
  const poll = await selectDeciding(db, guildId, id);
  const outcome = poll && outcomeOf(poll);
  const result = outcome && winOf(outcome);
  if (!poll || !result) return undefined;
  const [film] = await nominationsByIds(db, guildId, [result.winner]);
  return {
    kind: 'poll',
    number: poll.number,
    ...lastCount(result),
    nominators: film?.nominators.map(({ userId }) => userId) ?? [],
  };
}

type Counted = Extract<Outcome['result'], { winner: string }>;

function lastCount({ rounds, tally, ballots, empty, decidedBy }: Counted) {
  const last = rounds.at(-1)?.standings;
  const level = decidedBy === 'first-choices' || decidedBy === 'waiting' || decidedBy === 'draw';
  return {
    votes: (last ?? tally)[0]?.votes ?? 0,
    of: last ? last.reduce((sum, { votes }) => sum + votes, 0) : ballots - empty,
    rounds: rounds.length,
    tie: level ? decidedBy : undefined,
  };
}
