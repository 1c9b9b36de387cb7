import type { MemberRow } from '../clubs/clubs.ts';
import type { Round } from './queries.ts';

export type RoundState = Round['state'];

/** The steps of a round in order. Beside them there is `cancelled`, the way out. */
const STEPS: readonly RoundState[] = ['nominating', 'polling', 'scheduled', 'watched', 'rating', 'recapped'];

/**
 * Whether a round may go from one state to another: on by one step, or by several where a host skips some; back to
 * any earlier one, which opens it again. A recapped round is history and only its rating opens again; it is not
 * cancelled any more. A cancelled round starts again with its nominations.
 */
export function canMove(from: RoundState, to: RoundState): boolean {
  if (from === to) return false;
  if (from === 'recapped') return to === 'rating';
  return from !== 'cancelled' || to === 'nominating';
}

/** Whether a round in this state has its film. */
export function hasFilm(state: RoundState): boolean {
  return STEPS.indexOf(state) >= STEPS.indexOf('scheduled');
}

/** The states in which the nominations of a round await what becomes of them. */
export function isChoosing(state: RoundState): boolean {
  return state === 'nominating' || state === 'polling';
}

type Turn = Pick<MemberRow, 'userId' | 'joinedAt' | 'pickedAt' | 'missedTurns'>;

/**
 * Whose turn it is to propose: who missed the last turn comes first, then who never had one, then whoever had theirs
 * the longest ago; of these, who joined first.
 */
export function nextPicker<Member extends Turn>(members: readonly Member[]): Member | undefined {
  return members.toSorted(
    (a, b) =>
      b.missedTurns - a.missedTurns ||
      (a.pickedAt?.getTime() ?? 0) - (b.pickedAt?.getTime() ?? 0) ||
      a.joinedAt.getTime() - b.joinedAt.getTime() ||
      (a.userId < b.userId ? -1 : 1),
  )[0];
}

/**
 * What a turn leaves behind for the one who had it. One missed turn is forgiven: they are first again in the next
 * round. Missing that one too is a turn, and puts them at the end.
 */
export function afterTurn(
  { missedTurns, pickedAt }: Pick<Turn, 'missedTurns' | 'pickedAt'>,
  proposed: boolean,
  now: Date,
): Pick<Turn, 'missedTurns' | 'pickedAt'> {
  return proposed || missedTurns > 0 ? { missedTurns: 0, pickedAt: now } : { missedTurns: 1, pickedAt };
}

/** Who alone may propose at this time, or undefined where everybody may. */
export function pickerAt({ pickerId, pickerUntil }: Pick<Round, 'pickerId' | 'pickerUntil'>, now: Date) {
  return pickerId !== null && pickerUntil !== null && pickerUntil > now
    ? { userId: pickerId, until: pickerUntil }
    : undefined;
}
