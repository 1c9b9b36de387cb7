import type { BallotFlow, FlowBar, FlowRound } from './specs.ts';

/** A whole count: the films by their id, and every round with the ballots that moved after it. */
export type Count = {
  title: string;
  subtitle: string;
  films: readonly { id: string; name: string }[];
  rounds: readonly CountedRound[];
};

type CountedRound = {
  label: string;
  bars: readonly { film: string; votes: number; state: FlowBar['state'] }[];
  exhausted: number;
  majority: { votes: number; label: string } | null;
  /** Ballots that move on after this round; to nobody (`to: null`) when they name no further film. */
  transfers: readonly { from: string; to: string | null; ballots: number }[];
};

/** The words a picture needs for what it leaves out. */
export type FlowWords = {
  exhausted: string;
  roundsBetween(rounds: number): string;
  otherFilms(films: number, votes: number): string;
};

/** Rounds up to which all are shown, and the last ones that are shown of more. */
const ALL_ROUNDS = 4;
const LAST_ROUNDS = 2;
/** Bars of the first round and of a later one. */
const FIRST_BARS = 12;
const LATER_BARS = 5;

/**
 * The picture of a count. Of more than four rounds the first and the last two are shown; of many films those that won
 * or went and then those with the most votes, in the order they were given. What is left out is said in `words`.
 */
export function flowOf({ title, subtitle, films, rounds }: Count, words: FlowWords): BallotFlow {
  const names = new Map(films.map(({ id, name }) => [id, name]));
  const left = rounds.length > ALL_ROUNDS ? rounds.length - 1 - LAST_ROUNDS : 0;
  const shown = rounds.map((round, index) => ({ round, index })).filter(({ index }) => index === 0 || index > left);
  return {
    kind: 'ballotFlow',
    title,
    subtitle,
    rounds: shown.map(({ round, index }) => ({
      ...flowRound(round, rounds[index - 1], names, words),
      before: left > 0 && index === left + 1 ? words.roundsBetween(left) : null,
    })),
  };
}

function flowRound(
  round: CountedRound,
  previous: CountedRound | undefined,
  names: ReadonlyMap<string, string>,
  words: FlowWords,
): Omit<FlowRound, 'before'> {
  const gained = (film: string | null) =>
    (previous?.transfers ?? []).reduce((sum, { to, ballots }) => (to === film ? sum + ballots : sum), 0);
  const shown = mostTelling(round, previous ? LATER_BARS : FIRST_BARS);
  const others = round.bars.filter((bar) => !shown.has(bar));
  const votes = others.reduce((sum, bar) => sum + bar.votes, 0);
  const exhausted = { label: words.exhausted, votes: round.exhausted, gained: gained(null) };
  return {
    label: round.label,
    bars: round.bars
      .filter((bar) => shown.has(bar))
      .map(({ film, votes, state }) => ({ name: names.get(film) ?? film, votes, state, gained: gained(film) })),
    others: others.length > 0 ? words.otherFilms(others.length, votes) : null,
    exhausted: round.exhausted > 0 ? exhausted : null,
    majority: round.majority,
  };
}

/** A bar too many is shown all the same: a line that stands for one film takes as much room as its bar. */
function mostTelling({ bars }: CountedRound, limit: number): Set<CountedRound['bars'][number]> {
  if (bars.length <= limit + 1) return new Set(bars);
  const weight = { wins: 2, goes: 1, stays: 0 };
  const sorted = [...bars].sort((a, b) => weight[b.state] - weight[a.state] || b.votes - a.votes);
  return new Set(sorted.slice(0, limit));
}
