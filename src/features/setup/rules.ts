import type { rounds } from '../../db/schema/index.ts';

export type RoundState = (typeof rounds.$inferSelect)['state'];

/** What a member is most likely to be asked for comes first. */
const URGENCY: readonly RoundState[] = ['polling', 'rating', 'nominating', 'watched', 'scheduled'];

/** Of rounds that are under way at once, the one a club waits for: an open vote before films put forward for the next. */
export function foremost<Round extends { state: RoundState }>(underWay: readonly Round[]): Round | undefined {
  return URGENCY.flatMap((state) => underWay.filter((round) => round.state === state))[0];
}
