import type { Standing } from '../setup/setup.ts';

export type Role = 'host' | 'member' | 'stranger';

type State = Standing['state'];

/** How many commands one glance takes in. */
const SHOWN = 3;

const MEMBER: Readonly<Record<State, readonly string[]>> = {
  nominating: ['nominate', 'nominations', 'film'],
  polling: ['poll status', 'film', 'nominations'],
  scheduled: ['screening list', 'film', 'poll recount', 'nominate'],
  watched: ['review', 'discuss film', 'nominate', 'film', 'poll recount'],
  rating: ['review', 'discuss film', 'nominate', 'film', 'poll recount'],
  recapped: ['recap night', 'nominate', 'film'],
  cancelled: ['nominate', 'nominations', 'film'],
};

const HOST: Partial<Record<State, readonly string[]>> = {
  nominating: ['nominate', 'nominations', 'club settings'],
  polling: ['poll status', 'poll close', 'poll cancel'],
  scheduled: ['screening plan', 'screening move', 'poll recount', 'nominate'],
};

/** What fits at any time, where a moment has nothing better. */
const ANYWAY: Readonly<Record<Role, readonly string[]>> = {
  host: ['film', 'club settings', 'setup'],
  member: ['film', 'poll status', 'club leave'],
  stranger: ['film', 'nominations', 'setup'],
};

/**
 * The most useful commands for a person at this moment, the best first.
 * @param fewest films that a vote needs.
 * @param offered the commands there are, by their words: "poll open".
 */
export function suggestions(
  role: Role,
  { state, films }: Pick<Standing, 'state' | 'films'>,
  fewest: number,
  offered: ReadonlySet<string>,
): string[] {
  const canOpen = state === 'nominating' && films >= fewest;
  const atThisMoment = {
    host: [...(canOpen ? ['poll open'] : []), ...(HOST[state] ?? MEMBER[state])],
    member: MEMBER[state],
    stranger: ['club join', ...(state === 'polling' ? ['poll status'] : [])],
  }[role];
  return [...new Set([...atThisMoment, ...ANYWAY[role]])].filter((name) => offered.has(name)).slice(0, SHOWN);
}
