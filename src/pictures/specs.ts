// What a picture shows. Every text is in its reader's language already; a text that is too long is cut when drawn.
// Specs travel to the worker by structured clone: plain values only.

export type PictureSpec = BallotFlow | Histogram | Season;

/** How ballots moved, round by round; made from a whole count by `flowOf`. A single round is a bar chart. */
export type BallotFlow = {
  kind: 'ballotFlow';
  title: string;
  subtitle: string;
  rounds: readonly FlowRound[];
};

export type FlowRound = {
  /** Says which rounds are left out before this one. */
  before: string | null;
  label: string;
  bars: readonly FlowBar[];
  /** Stands for the bars left out. */
  others: string | null;
  /** Ballots without a further choice. */
  exhausted: { label: string; votes: number; gained: number } | null;
  /** Votes that win this round. */
  majority: { votes: number; label: string } | null;
};

/** `gained` of `votes` came from the films that went in the round before. */
export type FlowBar = { name: string; votes: number; gained: number; state: 'stays' | 'wins' | 'goes' };

/** The ratings of one film. */
export type Histogram = {
  kind: 'histogram';
  title: string;
  subtitle: string;
  /** Ratings at 0.5, 1, ... 5 stars: ten counts. */
  counts: readonly number[];
  /** Says that nobody rated; shown in place of the bars when all counts are 0. */
  nobody: string;
  /** In stars, 0 to 5. */
  average: Mark | null;
  median: Mark | null;
  spread: (Omit<Mark, 'value'> & { low: number; high: number }) | null;
  /** `value` from 0 to 100: 20 are one star. */
  critics: Mark | null;
};

/** A value on the axis with its name ("Average") and how it is written ("3.7"). */
type Mark = { value: number; label: string; text: string };

/** A year in films. */
export type Season = {
  kind: 'season';
  title: string;
  subtitle: string;
  rows: readonly SeasonRow[];
};

export type SeasonRow = {
  title: string;
  /** A few words below the title: the date, who brought it. */
  note: string;
  /** How the average is written. */
  average: string;
  /** Ratings at 0.5, 1, ... 5 stars: ten counts. */
  counts: readonly number[];
  /** In the accent colour. */
  best: boolean;
};
