import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ballot, count } from '../../../../src/features/polls/counting/count.ts';
import { ballotsCsv } from '../../../../src/features/polls/counting/csv.ts';
import { hostileText } from '../../../support/hostile.ts';
import { runs } from '../../../support/runs.ts';
import { election } from './elections.ts';

const films = [
  { id: 'b', label: '발레리나 (2023)' },
  { id: 'h', label: 'Heat, "the" film' },
  { id: 'u', label: '=HYPERLINK("https://e.org")' },
];

test('a row says what one ballot ranked, and titles are quoted and never computed', () => {
  expect(ballotsCsv('ranked', films, [[], ['u', 'b'], ['b']])).toBe(
    [
      '\uFEFF"#","발레리나 (2023)","Heat, ""the"" film","\'=HYPERLINK(""https://e.org"")"',
      '1,1,,',
      '2,2,,1',
      '3,,,',
      '',
    ].join('\r\n'),
  );
});

test('what was approved or chosen is 1, however a client ordered it', () => {
  expect(rows(ballotsCsv('approval', films, [['u', 'b']]))).toEqual([['1', '1', '', '1']]);
  expect(rows(ballotsCsv('single', films, [['u', 'b']]))).toEqual([['1', '', '', '1']]);
});

test('without films or ballots there is a heading', () => {
  expect(ballotsCsv('approval', [], [[]])).toBe('\uFEFF"#"\r\n1\r\n');
  expect(ballotsCsv('approval', films.slice(0, 1), [])).toBe('\uFEFF"#","발레리나 (2023)"\r\n');
});

test('the order of voting does not show', () => {
  const shuffled = election.chain((one) =>
    fc.tuple(
      fc.constant(one),
      fc.shuffledSubarray(one.ballots, { minLength: one.ballots.length, maxLength: one.ballots.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([{ method, candidates, ballots }, others]) => {
      const labels = candidates.map(({ id }) => ({ id, label: id }));
      expect(ballotsCsv(method, labels, others)).toBe(ballotsCsv(method, labels, ballots));
    }),
    { numRuns: runs(2_000) },
  );
});

test('the export counted again gives the same result', () => {
  fc.assert(
    fc.property(election, ({ method, candidates, ballots, seed }) => {
      const labels = candidates.map(({ id }) => ({ id, label: id }));
      const read = rows(ballotsCsv(method, labels, ballots)).map(([, ...ranks]) => ballotOf(ranks, labels));
      expect(count(method, candidates, read, seed)).toEqual(count(method, candidates, ballots, seed));
    }),
    { numRuns: runs(2_000) },
  );
});

test('whatever a title holds, it is one cell of one line that a spreadsheet reads as text', () => {
  const start = fc.constantFrom(
    '',
    '=',
    '+',
    '-',
    '@',
    '\t=',
    '\r\n=',
    ' =',
    '\u200b=',
    '＝',
    '＋',
    '－',
    '＠',
    '"',
    ',"=',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(start, hostileText), { minLength: 1, maxLength: 5 }), (titles) => {
      const labels = titles.map(([first, rest], i) => ({ id: String(i), label: first + rest }));
      const csv = ballotsCsv('single', labels, [['0']]);
      expect(csv.match(/\r\n|[\r\n]/g)).toEqual(['\r\n', '\r\n']);
      const [heading = []] = parse(csv, { bom: true }) as string[][];
      expect(heading).toHaveLength(labels.length + 1);
      expect(heading.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
    }),
    { numRuns: runs(10_000) },
  );
});

function rows(csv: string): string[][] {
  return (parse(csv, { bom: true }) as string[][]).slice(1);
}

/** Films in the order of their ranks. */
function ballotOf(ranks: readonly string[], labels: readonly { id: string }[]): Ballot {
  return ranks
    .map((rank, i) => ({ rank, id: labels[i]?.id ?? '' }))
    .filter(({ rank }) => rank !== '')
    .toSorted((a, b) => Number(a.rank) - Number(b.rank))
    .map(({ id }) => id);
}
