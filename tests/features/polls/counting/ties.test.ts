import { expect, test } from 'vitest';
import { type Ballot, count, type Method, type Result } from '../../../../src/features/polls/counting/count.ts';
import { lot } from '../../../../src/features/polls/counting/ties.ts';

/**
 * Worked by hand. `waiting` gives the films as "name:since"; `ballots` as "times x first>second"; `out` who went out of
 * each round and by which step. The lots of seed poll-1, as `printf %s poll-1:up | sha256sum` prints them, begin
 * jaws 1a93, up 226e, heat 5475, coco f705: of level films Jaws wins, and Coco goes out first.
 */
type Worked = {
  title: string;
  method: Method;
  waiting: string;
  ballots: string;
  winner: string;
  decidedBy: string;
  tied?: string;
  out?: string;
};

const WINS: readonly Worked[] = [
  {
    title: 'approval: the most approvals win, and waiting does not matter',
    method: 'approval',
    waiting: 'heat:1 coco:2',
    ballots: '2x coco>heat, 1x coco',
    winner: 'coco',
    decidedBy: 'most',
  },
  {
    title: 'approval: level films are told apart by waiting, not by who was named first on ballots',
    method: 'approval',
    waiting: 'jaws:3 heat:1 coco:2',
    ballots: '3x coco>heat, 1x jaws',
    winner: 'heat',
    decidedBy: 'waiting',
    tied: 'heat coco',
  },
  {
    title: 'approval: level and waiting since the same moment, the lowest lot wins',
    method: 'approval',
    waiting: 'coco:1 heat:1 up:1 jaws:1',
    ballots: '2x coco>heat>up, 1x jaws',
    winner: 'up',
    decidedBy: 'draw',
    tied: 'up heat coco',
  },
  {
    title: 'approval: the draw is between those who waited longest alone',
    method: 'approval',
    waiting: 'coco:1 heat:1 jaws:2',
    ballots: '1x coco>heat>jaws',
    winner: 'heat',
    decidedBy: 'draw',
    tied: 'heat coco jaws',
  },
  {
    title: 'single: the most choices win without a majority',
    method: 'single',
    waiting: 'heat:1 coco:2 up:3',
    ballots: '3x up, 2x heat, 2x coco',
    winner: 'up',
    decidedBy: 'most',
  },
  {
    title: 'single: level films are told apart by waiting',
    method: 'single',
    waiting: 'heat:3 coco:2 up:1',
    ballots: '2x heat, 2x coco, 1x up',
    winner: 'coco',
    decidedBy: 'waiting',
    tied: 'coco heat',
  },
  {
    title: 'single: level and waiting since the same moment, the lowest lot wins',
    method: 'single',
    waiting: 'heat:0 jaws:0',
    ballots: '1x heat, 1x jaws',
    winner: 'jaws',
    decidedBy: 'draw',
    tied: 'jaws heat',
  },
  {
    title: 'ranked: half of the ballots is no majority, one more is',
    method: 'ranked',
    waiting: 'heat:1 coco:2 up:3',
    ballots: '4x up>heat, 2x heat>up, 1x coco',
    winner: 'up',
    decidedBy: 'majority',
    out: '',
  },
  {
    // 3, 2, 1 of 6; Up's ballot moves to Coco: 3 and 3
    title: 'ranked: of the last two, level, the one with more first choices wins, however short it waits',
    method: 'ranked',
    waiting: 'heat:3 coco:1 up:2',
    ballots: '3x heat, 2x coco, 1x up>coco',
    winner: 'heat',
    decidedBy: 'first-choices',
    tied: 'heat coco',
    out: 'up by fewest',
  },
  {
    // 2, 2, 1 of 5; Up's ballot is exhausted: 2 and 2 of 4, first choices level too
    title: 'ranked: of the last two, level in first choices too, the one waiting longer wins',
    method: 'ranked',
    waiting: 'heat:2 coco:1 up:0',
    ballots: '2x heat, 2x coco, 1x up',
    winner: 'coco',
    decidedBy: 'waiting',
    tied: 'coco heat',
    out: 'up by fewest',
  },
  {
    title: 'ranked: of the last two, level in everything, the lower lot wins',
    method: 'ranked',
    waiting: 'heat:1 coco:1 up:0',
    ballots: '2x heat, 2x coco, 1x up',
    winner: 'heat',
    decidedBy: 'draw',
    tied: 'heat coco',
    out: 'up by fewest',
  },
  {
    title: 'one film alone wins as the only one',
    method: 'ranked',
    waiting: 'heat:1',
    ballots: '1x heat, 2x ',
    winner: 'heat',
    decidedBy: 'only-one',
    out: '',
  },
];

const ELIMINATIONS: readonly Worked[] = [
  {
    // 5, 3, 2, 1 of 11; Jaws' ballot moves to Coco: 5, 3, 3. Coco had 2 first choices, Heat 3
    title: 'of the last, level, the one with fewer first choices goes out, however long it waits',
    method: 'ranked',
    waiting: 'up:9 heat:2 coco:1 jaws:0',
    ballots: '5x up, 3x heat, 2x coco>heat, 1x jaws>coco>heat',
    winner: 'heat',
    decidedBy: 'majority',
    out: 'jaws by fewest, coco by first-choices of heat coco',
  },
  {
    // 3, 2, 2 of 7
    title: 'of the last, level in first choices too, the one waiting shorter goes out',
    method: 'ranked',
    waiting: 'up:9 heat:1 coco:2',
    ballots: '3x up, 2x heat>coco, 2x coco>heat',
    winner: 'heat',
    decidedBy: 'majority',
    out: 'coco by waiting of heat coco',
  },
  {
    title: 'of the last, level in everything, the higher lot goes out',
    method: 'ranked',
    waiting: 'up:9 jaws:1 heat:1',
    ballots: '3x up, 2x heat>jaws, 2x jaws>heat',
    winner: 'jaws',
    decidedBy: 'majority',
    out: 'heat by draw of jaws heat',
  },
  {
    // 7, 3, 2, 2, 1 of 15: Dune's ballot moves to Coco: 7, 3, 3, 2. Jaws' ballots move to Heat and Coco: 7, 4, 4.
    title: 'a tie in a later round is settled by the first choices of the first',
    method: 'ranked',
    waiting: 'up:9 heat:5 coco:1 jaws:3 dune:4',
    ballots: '7x up, 3x heat, 2x coco>heat, 1x jaws>heat, 1x jaws>coco>heat, 1x dune>coco>heat',
    winner: 'heat',
    decidedBy: 'majority',
    out: 'dune by fewest, jaws by fewest, coco by first-choices of heat coco',
  },
  {
    // Heat, Coco and Jaws have 2; all had 2 first choices; Heat waits longest and stays, Coco and Jaws are drawn
    title: 'of three level films waiting settles who stays, and the draw who of the others goes out',
    method: 'ranked',
    waiting: 'up:9 heat:1 coco:2 jaws:2',
    ballots: '3x up, 2x heat, 2x coco>heat, 2x jaws>heat',
    winner: 'heat',
    decidedBy: 'majority',
    out: 'coco by draw of heat jaws coco, jaws by fewest',
  },
  {
    title: 'films without a vote go out one at a time, by the same rule',
    method: 'ranked',
    waiting: 'jaws:1 coco:1 dune:2 up:9 heat:9',
    ballots: '2x up, 2x heat',
    winner: 'up',
    decidedBy: 'draw',
    tied: 'up heat',
    out: 'dune by waiting of jaws coco dune, coco by draw of jaws coco, jaws by fewest',
  },
];

test.each([...WINS, ...ELIMINATIONS])('$title', ({ method, waiting, ballots, winner, decidedBy, tied, out }) => {
  const result = count(method, waiting.split(' ').map(film), ballots.split(', ').flatMap(cast), 'poll-1');
  expect(result).toMatchObject({ winner, decidedBy, tied: tied?.split(' ') ?? [] });
  if (method === 'ranked') expect(eliminations(result)).toBe(out);
});

test('a round says all that moved, and that a majority is of the ballots not exhausted', () => {
  const films = ['up:9', 'heat:1', 'coco:2'].map(film);
  const ballots = ['4x up', '3x heat', '1x coco>heat', '1x coco', '1x '].flatMap(cast);
  expect(count('ranked', films, ballots, 'poll-1')).toEqual({
    method: 'ranked',
    seed: 'poll-1',
    ballots: 10,
    empty: 1,
    tally: [
      { id: 'up', votes: 4, waitingSince: 9 },
      { id: 'heat', votes: 3, waitingSince: 1 },
      { id: 'coco', votes: 2, waitingSince: 2 },
    ],
    rounds: [
      {
        standings: [
          { id: 'up', votes: 4 },
          { id: 'heat', votes: 3 },
          { id: 'coco', votes: 2 },
        ],
        exhausted: 0,
        majority: 5,
        eliminated: { id: 'coco', by: 'fewest', tied: [], transfers: [{ id: 'heat', votes: 1 }], exhausted: 1 },
      },
      {
        standings: [
          { id: 'up', votes: 4 },
          { id: 'heat', votes: 4 },
        ],
        exhausted: 1,
        majority: 5,
      },
    ],
    winner: 'up',
    decidedBy: 'first-choices',
    tied: ['up', 'heat'],
  });
});

test('with ballots exhausted, fewer than half of all are a majority', () => {
  const films = ['up:1', 'heat:2', 'coco:3', 'jaws:4'].map(film);
  const ballots = ['4x up', '2x heat', '2x coco', '1x jaws'].flatMap(cast);
  expect(count('ranked', films, ballots, 'poll-1')).toMatchObject({
    winner: 'up',
    decidedBy: 'majority',
    rounds: [{ majority: 5 }, { majority: 5, exhausted: 1 }, { majority: 4, exhausted: 3 }],
  });
});

test('without a film, and without a mark, there is no winner, and it is said which', () => {
  for (const method of ['approval', 'ranked', 'single'] as const) {
    expect(count(method, [], [['heat'], []], 's')).toMatchObject({ noWinner: 'no-candidates', ballots: 2, empty: 2 });
    expect(count(method, [film('heat:1')], [], 's')).toMatchObject({ noWinner: 'no-marks', ballots: 0, empty: 0 });
    const empty = count(method, [film('heat:1'), film('up:1')], [[], ['gone']], 's');
    expect(empty).toMatchObject({ noWinner: 'no-marks', ballots: 2, empty: 2, rounds: [] });
    expect(empty.winner).toBeUndefined();
  }
});

test('unknown ids are ignored, of an id named twice the first counts, of a single choice the first known id', () => {
  const films = ['heat:1', 'up:2'].map(film);
  const twice = count('ranked', films, [['gone', 'up', 'heat', 'up']], 's');
  expect(twice.rounds).toMatchObject([
    {
      standings: [
        { id: 'up', votes: 1 },
        { id: 'heat', votes: 0 },
      ],
    },
  ]);
  const approved = count('approval', films, [['up', 'up'], ['gone']], 's');
  expect(approved).toMatchObject({ winner: 'up', empty: 1, tally: [{ votes: 1 }, { votes: 0 }] });
  expect(count('single', films, [['gone', 'up', 'heat']], 's')).toMatchObject({ winner: 'up' });
});

test('a lot is what sha256sum prints for "seed:id"', () => {
  expect(lot('poll-1', 'heat')).toBe('547505f5433ea69bf3671dbad87b052ffa51f462db9071dd414a74fe71870efb');
  expect(lot('poll-1', '발레리나')).toBe('b5ef3c874e93cdb53e9294418433b5b45a571905b0964d36651ab18879c646d8');
});

function film(text: string) {
  const [id = '', since] = text.split(':');
  return { id, waitingSince: Number(since) };
}

/** "2x heat>up": two ballots. */
function cast(text: string): Ballot[] {
  const [times, ranking = ''] = text.split('x ');
  return Array.from({ length: Number(times) }, () => ranking.split('>').filter((id) => id !== ''));
}

function eliminations({ rounds }: Result): string {
  return rounds
    .flatMap(({ eliminated }) => eliminated ?? [])
    .map(({ id, by, tied }) => `${id} by ${by}${tied.length > 0 ? ` of ${tied.join(' ')}` : ''}`)
    .join(', ');
}
