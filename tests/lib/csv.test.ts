import { expect, test } from 'vitest';
import { csv } from '../../src/lib/csv.ts';

test('a table has the byte order mark, ends its lines as RFC 4180 says, and leaves out what is not known', () => {
  expect(
    csv([
      ['Film', 'Year'],
      ['Burning, "the" film', 2018],
      ['기생충', undefined],
    ]),
  ).toBe('\uFEFF"Film","Year"\r\n"Burning, ""the"" film",2018\r\n"기생충",\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\n=1', '\u200b=1', '＝1', '＋1', ' =1'])(
  'a spreadsheet computes nothing from %j',
  (title) => {
    expect(csv([[title]])).toMatch(/^\uFEFF"'/);
  },
);
