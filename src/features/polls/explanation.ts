import { join, type Safe, safe } from '../../lib/safe.ts';
import { type Locale, say, type TextKey } from '../../texts/texts.ts';
import type { Method, Result, Round, Step, Won } from './counting/result.ts';
import { lot } from './counting/ties.ts';
import { compared, type Names, names, onFilms, shortened, standingsOf } from './counting/words.ts';

/** How much is told: films in a list, rounds, lots of a draw. */
type Detail = { films: number; rounds: number; lots: number };
type Telling = Names & Detail & { result: Won };

/** UTF-16 code units of markdown. */
const LIMIT = 1_800;
/** Of a lot's 64 digits, what tells two apart. */
const LOT_DIGITS = 8;

/** From the most to the least: what is told is the first that fits. */
const DETAILS: readonly Detail[] = [
  { films: 5, rounds: 25, lots: 5 },
  { films: 5, rounds: 10, lots: 5 },
  { films: 5, rounds: 7, lots: 4 },
  { films: 5, rounds: 5, lots: 4 },
  { films: 3, rounds: 6, lots: 4 },
  { films: 3, rounds: 4, lots: 4 },
  { films: 2, rounds: 3, lots: 2 },
  { films: 2, rounds: 2, lots: 2 },
  { films: 1, rounds: 2, lots: 2 },
  { films: 1, rounds: 2, lots: 0 },
  { films: 1, rounds: 0, lots: 0 },
];

const NO_WINNER = {
  'no-candidates': 'polls.result.no-candidates',
  'no-marks': 'polls.result.no-marks',
} as const satisfies Record<string, TextKey>;

const WON = {
  majority: 'polls.result.won.majority',
  most: 'polls.result.won.most',
  'only-one': 'polls.result.won.only-one',
  'first-choices': 'polls.result.won.first-choices',
  waiting: 'polls.result.won.waiting',
  draw: 'polls.result.won.draw',
} as const satisfies Record<Won['decidedBy'], TextKey>;

const OUT = {
  fewest: 'polls.result.out.fewest',
  'first-choices': 'polls.result.out.first-choices',
  waiting: 'polls.result.out.waiting',
  draw: 'polls.result.out.draw',
} as const satisfies Record<'fewest' | Step, TextKey>;

/** The tie rule, as it is written in a poll before voting starts. */
export function tieRule(locale: Locale, method: Method): Safe {
  return say(locale, method === 'ranked' ? 'polls.result.rule.ranked' : 'polls.result.rule.plain');
}

/**
 * A result in words, a paragraph each: the ballots, and what `explainVerdict` says. Joined by line breaks it has at most
 * `limit` UTF-16 code units.
 */
export function explainResult(locale: Locale, result: Result, nameOf: (id: string) => Safe, limit = LIMIT): Safe[] {
  const { ballots, empty } = result;
  const counted = say(locale, 'polls.result.ballots', { ballots, empty });
  return [counted, ...explainVerdict(locale, result, nameOf, limit - counted.markdown.length - 1)];
}

/**
 * Every round of a ranked poll, the winner and why, how to repeat a draw, a paragraph each. Where all would be too
 * long, rounds in the middle are only counted and lists are shorter, so that joined by line breaks it has at most
 * `limit` UTF-16 code units. For that no name may have more than 300: where 1,700 are free the first and the last
 * round are told with names of up to 100, and with longer ones at least the winner.
 */
export function explainVerdict(locale: Locale, result: Result, nameOf: (id: string) => Safe, limit: number): Safe[] {
  if (result.winner === undefined) return [say(locale, NO_WINNER[result.noWinner])];
  const tellings = DETAILS.values().map((detail) => explainWin({ ...detail, locale, result, nameOf }));
  return tellings.find((lines) => join(lines, '\n').markdown.length <= limit) ?? [];
}

function explainWin(telling: Telling): Safe[] {
  const { locale, result } = telling;
  const votes = say(locale, 'polls.result.votes', { standings: standingsOf(telling, result.tally) });
  return [...(result.method === 'ranked' ? explainRounds(telling) : [votes]), winner(telling), ...repeatDraw(telling)];
}

/** Films without a vote go out first and change nothing: they share a line. */
function explainRounds(telling: Telling): Safe[] {
  const { locale, result, rounds } = telling;
  const out = result.rounds.flatMap(({ standings, eliminated }) =>
    eliminated && standings.at(-1)?.votes === 0 ? [eliminated.id] : [],
  );
  const voted = result.rounds.slice(out.length).map((round, i) => ({ round, number: out.length + i + 1 }));
  const hidden = Math.max(0, voted.length - rounds);
  const head = Math.ceil((voted.length - hidden) / 2);
  const tell = (some: typeof voted) => some.map(({ round, number }) => explainRound(telling, round, number));
  if (rounds === 0) return [];
  return [
    ...(out.length > 0 ? [say(locale, 'polls.result.unvoted', { count: out.length, films: names(telling, out) })] : []),
    ...tell(voted.slice(0, head)),
    ...(hidden > 0 ? [say(locale, 'polls.result.more-rounds', { count: hidden })] : []),
    ...tell(voted.slice(head + hidden)),
  ];
}

/** "Round 2. Heat: 5 · Up: 2. A majority is 6 of 10.", and a line "Out: Up, with the fewest votes (2) ..." */
function explainRound(telling: Telling, round: Round, number: number): Safe {
  const { locale, result } = telling;
  const { standings, majority, eliminated } = round;
  const of = onFilms(standings);
  const heading = say(locale, 'polls.result.round', {
    number,
    majority,
    of,
    standings: standingsOf(telling, standings),
  });
  if (!eliminated) return heading;
  const { id, by, tied } = eliminated;
  const votes = standings.at(-1)?.votes ?? 0;
  const level = say(locale, 'polls.result.level-last', { votes, films: names(telling, tied.toReversed()) });
  const out = say(locale, OUT[by], { votes, ...compared(telling, result.tally, id, tied.at(-2)) });
  return join(
    [heading, join([...(tied.length > 0 && telling.films > 1 ? [level] : []), out, moves(telling, eliminated)], ' ')],
    '\n',
  );
}

function moves(telling: Telling, { transfers, exhausted }: NonNullable<Round['eliminated']>): Safe {
  const { locale } = telling;
  const moved = transfers
    .toSorted((a, b) => b.votes - a.votes)
    .map(({ id, votes }) => say(locale, 'polls.result.move', { film: telling.nameOf(id), votes }));
  const gone = exhausted > 0 ? [say(locale, 'polls.result.exhausted', { count: exhausted })] : [];
  return say(locale, 'polls.result.moves', { moves: join([shortened(telling, moved, ', '), ...gone], ', ') });
}

function winner(telling: Telling): Safe {
  const { locale, result } = telling;
  const last = result.rounds.at(-1)?.standings;
  const votes = (last ?? result.tally)[0]?.votes ?? 0;
  const of = last ? onFilms(last) : result.ballots - result.empty;
  const level = say(locale, 'polls.result.level-first', { votes, films: names(telling, result.tied) });
  const won = say(locale, WON[result.decidedBy], {
    votes,
    of,
    ...compared(telling, result.tally, result.winner, result.tied[1]),
  });
  return join(result.tied.length > 0 && telling.films > 1 ? [level, won] : [won], ' ');
}

/** How anybody repeats the draws that mattered, and the lots that were next to each other in them. */
function repeatDraw(telling: Telling): Safe[] {
  const { locale, result, nameOf } = telling;
  const won = result.decidedBy === 'draw' ? result.tied.slice(0, 2) : [];
  const out = result.rounds.flatMap(({ standings, eliminated }) =>
    eliminated?.by === 'draw' && standings.at(-1)?.votes !== 0 ? eliminated.tied.slice(-2) : [],
  );
  const ids = [...new Set([...won, ...out])];
  if (ids.length === 0 || telling.lots === 0) return [];
  return [
    say(locale, 'polls.result.repeat', { seed: result.seed }),
    ...ids
      .slice(0, telling.lots)
      .map((id) => safe`${nameOf(id)}: ${id} → ${lot(result.seed, id).slice(0, LOT_DIGITS)}…`),
  ];
}
