import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count, type Method, type Result } from '../../../../src/features/polls/counting/count.ts';
import { explainResult, tieRule } from '../../../../src/features/polls/explanation.ts';
import { safe } from '../../../../src/lib/safe.ts';
import { label } from '../../../../src/lib/text.ts';
import { LOCALES, type Locale } from '../../../../src/texts/texts.ts';
import { hostileText } from '../../../support/hostile.ts';
import { runs } from '../../../support/runs.ts';
import { random } from './elections.ts';

const NAMES: Record<string, string> = { a: 'Arrival', c: 'Coco', h: '히트', u: 'Up', j: 'Jaws' };
const DAY = 1_767_470_000;

/** `waiting`: "a1 c2" waits since the first and the second second after DAY; `ballots`: "2x ac, 1x c". */
function counted(method: Method, waiting: string, ballots: string): Result {
  const films = waiting
    .split(' ')
    .map((film) => ({ id: film.slice(0, 1), waitingSince: (DAY + Number(film.slice(1))) * 1000 }));
  const cast = ballots.split(', ').flatMap((some) => {
    const [times, ids = ''] = some.split('x ');
    return Array.from({ length: Number(times) }, () => [...ids]);
  });
  return count(method, films, cast, 'poll-1');
}

function told(locale: Locale, result: Result, nameOf = (id: string) => safe`${NAMES[id] ?? id}`): string[] {
  return explainResult(locale, result, nameOf).map(({ markdown }) => markdown);
}

const since = (second: number) => `<t:${DAY + second}:d> <t:${DAY + second}:T>`;

describe('in English', () => {
  test('a ranked poll is told round by round, with films that nobody ranked first on one line', () => {
    const result = counted('ranked', 'a1 c2 h3 u4 j5', '4x ah, 3x ca, 2x hc, 1x uch, 1x u, 1x ');
    expect(told('en', result)).toEqual([
      '12 ballots were counted; 1 was empty.',
      '**Round 1.** Out, since nobody ranked it first: Jaws.',
      '**Round 2.** Arrival: 4 · Coco: 3 · 히트: 2 · Up: 2. A majority is 6 of 11.\n' +
        `Level at the bottom with 2: Up, 히트. Out: Up, waiting less long (since ${since(4)}) than 히트 (since ${since(3)}). ` +
        'Its ballots: 1 to Coco, 1 names no film still in.',
      '**Round 3.** Arrival: 4 · Coco: 4 · 히트: 2. A majority is 6 of 10.\n' +
        'Out: 히트, with the fewest votes (2). Its ballots: 2 to Coco.',
      '**Round 4.** Coco: 6 · Arrival: 4. A majority is 6 of 10.',
      'Winner: Coco, with 6 of 10 votes: a majority.',
    ]);
  });

  test('a tie of the last two by first choices gives both numbers', () => {
    expect(told('en', counted('ranked', 'h3 c1 u2', '3x h, 2x c, 1x uc')).at(-1)).toBe(
      'Level at the top with 3: 히트, Coco. Winner: 히트, with more first choices (3) than Coco (2).',
    );
  });

  test('a film that goes out for its first choices is told with both numbers', () => {
    expect(told('en', counted('ranked', 'u9 h2 c1 j0', '5x u, 3x h, 2x ch, 1x jch'))[2]).toContain(
      'Level at the bottom with 3: Coco, 히트. Out: Coco, with fewer first choices (2) than 히트 (3). Its ballots: 3 to 히트.',
    );
  });

  test('of several level films, the one that goes out is compared with the next to go', () => {
    expect(told('en', counted('ranked', 'u9 h1 c2 j3', '3x u, 2x h, 2x ch, 2x jh'))[1]).toContain(
      `Level at the bottom with 2: Jaws, Coco, 히트. Out: Jaws, waiting less long (since ${since(3)}) than Coco (since ${since(2)}).`,
    );
  });

  test('a draw is told with what anybody needs to repeat it', () => {
    expect(told('en', counted('approval', 'c1 h1 u1', '2x chu, 1x '))).toEqual([
      '3 ballots were counted; 1 was empty.',
      'Votes: Coco: 2 · 히트: 2 · Up: 2.',
      'Level at the top with 2: Coco, 히트, Up. Winner: Coco, level with 히트 in all else and ahead of it in the draw.',
      'Anyone can repeat the draw. The lot of a film is the SHA-256 of "poll-1:" and its ID, with nothing between. The lowest is ahead.',
      'Coco: c → 01d5933b…',
      '히트: h → 4b9de5c5…',
    ]);
  });

  test.each([
    [
      'the most votes',
      counted('approval', 'a1 c2', '2x c, 1x ac, 1x '),
      'Winner: Coco, with the most votes: 3 from 3 ballots that name a film.',
    ],
    [
      'waiting',
      counted('single', 'a2 c1', '1x a, 1x c'),
      `Level at the top with 1: Coco, Arrival. Winner: Coco, waiting longer (since ${since(1)}) than Arrival (since ${since(2)}).`,
    ],
    ['being the only one', counted('single', 'a2', '1x a'), 'Winner: Arrival, the only film there was.'],
    ['no mark', counted('single', 'a2', '2x '), 'No ballot named a film, so there is no winner.'],
    ['no film', count('single', [], [], 's'), 'There was no film to vote on.'],
  ])('the last line says what decided: %s', (_, result, line) => {
    expect(told('en', result).at(-1)).toBe(line);
  });
});

describe('in Korean', () => {
  test('a ranked poll is told round by round', () => {
    const result = counted('ranked', 'a1 c2 h3 u4 j5', '4x ah, 3x ca, 2x hc, 1x uch, 1x u, 1x ');
    expect(told('ko', result)).toEqual([
      '투표지 12장을 셌습니다. 그중 1장은 비어 있었습니다.',
      '**1라운드.** 1순위 표가 없어 탈락: Jaws.',
      '**2라운드.** Arrival: 4표 · Coco: 3표 · 히트: 2표 · Up: 2표. 과반은 11표 중 6표입니다.\n' +
        `가장 적은 표로 동률(2표): Up, 히트. 탈락: Up. 후보로 기다린 시간이 더 짧습니다(${since(4)}부터, 히트: ${since(3)}부터). ` +
        '이 표의 다음 순위: Coco 1표, 남은 영화 없음 1표.',
      '**3라운드.** Arrival: 4표 · Coco: 4표 · 히트: 2표. 과반은 10표 중 6표입니다.\n' +
        '탈락: 히트. 표가 가장 적습니다(2표). 이 표의 다음 순위: Coco 2표.',
      '**4라운드.** Coco: 6표 · Arrival: 4표. 과반은 10표 중 6표입니다.',
      '선정: Coco. 10표 중 6표로 과반입니다.',
    ]);
  });

  test.each([
    [
      'the most votes',
      counted('approval', 'a1 c2', '2x c, 1x ac, 1x '),
      '선정: Coco. 영화를 고른 투표지 3장 중 3표로 가장 많습니다.',
    ],
    [
      'first choices',
      counted('ranked', 'h3 c1 u2', '3x h, 2x c, 1x uc'),
      '가장 많은 표로 동률(3표): 히트, Coco. 선정: 히트. 1순위 표가 더 많습니다(3표, Coco: 2표).',
    ],
    [
      'waiting',
      counted('single', 'a2 c1', '1x a, 1x c'),
      `가장 많은 표로 동률(1표): Coco, Arrival. 선정: Coco. 후보로 기다린 시간이 더 깁니다(${since(1)}부터, Arrival: ${since(2)}부터).`,
    ],
    ['being the only one', counted('single', 'a2', '1x a'), '선정: Arrival. 후보가 이 영화뿐이었습니다.'],
    ['no mark', counted('single', 'a2', '2x '), '영화를 고른 투표지가 없어서 뽑힌 영화도 없습니다.'],
    ['no film', count('single', [], [], 's'), '투표할 영화가 없었습니다.'],
  ])('the last line says what decided: %s', (_, result, line) => {
    expect(told('ko', result).at(-1)).toBe(line);
  });

  test('a draw is told with what anybody needs to repeat it', () => {
    expect(told('ko', counted('approval', 'c1 h1', '2x ch')).slice(2)).toEqual([
      '가장 많은 표로 동률(2표): Coco, 히트. 선정: Coco. 다른 조건이 모두 같아 추첨에서 앞섰습니다(상대: 히트).',
      '추첨은 누구나 다시 해 볼 수 있습니다. 추첨값은 "poll-1:" 바로 뒤에 영화 ID를 붙인 것의 SHA-256이고, 가장 작은 값이 앞섭니다.',
      'Coco: c → 01d5933b…',
      '히트: h → 4b9de5c5…',
    ]);
  });
});

test.each(LOCALES)('the tie rule is written before voting, with every step of it (%s)', (locale) => {
  const [ranked, plain] = [tieRule(locale, 'ranked').markdown, tieRule(locale, 'approval').markdown];
  const steps = locale === 'en' ? ['first choices', 'waiting longest', 'draw'] : ['1순위', '오래 기다린', '추첨'];
  expect(steps.map((step) => ranked.indexOf(step))).toEqual(
    steps.map((step) => ranked.indexOf(step)).toSorted((a, b) => a - b),
  );
  expect(steps.map((step) => ranked.includes(step))).toEqual([true, true, true]);
  expect(steps.map((step) => plain.includes(step))).toEqual([false, true, true]);
  expect(tieRule(locale, 'single').markdown).toBe(plain);
});

type Large = { method: Method; dice: number; voters: number; depth: number; moments: number };

/** Few members and 25 films: rounds and ties without end. */
const large = fc.record({
  method: fc.constantFrom<Method>('ranked', 'ranked', 'approval', 'single'),
  dice: fc.nat(),
  voters: fc.integer({ min: 1, max: 60 }),
  depth: fc.constantFrom(1, 5, 25),
  moments: fc.constantFrom(1, 3, 25),
});

function countLarge({ method, dice, voters, depth, moments }: Large): Result {
  const roll = random(dice);
  const ids = Array.from({ length: 25 }, (_, i) => `0190f3a1-7e00-7000-8000-${String(i).padStart(12, '0')}`);
  const films = ids.map((id, i) => ({ id, waitingSince: (DAY + (i % moments)) * 1000 }));
  const ballot = () => ids.toSorted(() => roll() - 0.5).slice(0, depth);
  return count(method, films, Array.from({ length: voters }, ballot), '0190f3a1-7e00-7000-8000-aaaaaaaaaaaa');
}

const ofLength = (length: number) => (id: string) => safe`${id.slice(-2).padEnd(length, 'x')}`;

test('25 films make at most 1,800 characters, whatever decided, and with names of 300', () => {
  fc.assert(
    fc.property(large, fc.constantFrom(...LOCALES), fc.constantFrom(10, 40, 100, 300), (poll, locale, length) => {
      const lines = told(locale, countLarge(poll), ofLength(length));
      expect(lines.join('\n').length).toBeLessThanOrEqual(1_800);
      expect(lines.some((line) => line.includes(locale === 'en' ? 'Winner: ' : '선정: '))).toBe(true);
    }),
    { numRuns: runs(2_000) },
  );
});

test('with names of up to 100 the first and the last round are told, and those in the middle told or counted', () => {
  const hidden: number[] = [];
  fc.assert(
    fc.property(large, fc.constantFrom(10, 40, 100), (poll, length) => {
      const result = countLarge({ ...poll, method: 'ranked' });
      const lines = told('en', result, ofLength(length));
      const numbers = lines.flatMap((line) => /^\*\*Rounds? (?:1 to )?(\d+)\./.exec(line)?.[1] ?? []).map(Number);
      const unvoted = lines[1]?.includes('.** Out, since') ? (numbers[0] ?? 0) : 0;
      const more = Number(lines.flatMap((line) => /^(\d+) more rounds?,/.exec(line)?.[1] ?? [])[0] ?? 0);
      expect(lines[1]).toMatch(/^\*\*Rounds? 1\b/);
      expect(numbers.at(-1)).toBe(result.rounds.length);
      expect(Math.max(unvoted - 1, 0) + numbers.length + more).toBe(result.rounds.length);
      hidden.push(more);
    }),
    { numRuns: runs(2_000) },
  );
  expect(hidden.filter((more) => more > 0).length).toBeGreaterThan(runs(2_000) / 10);
  expect(hidden.filter((more) => more === 0).length).toBeGreaterThan(runs(2_000) / 100);
});

test('a film of any name is told without a hole, and its name is never read as ours', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LOCALES), hostileText, (locale, name) => {
      const result = counted('ranked', 'a1 c1 h1 u1', '2x a, 2x c, 1x hu, 1x u');
      const lines = told(locale, result, () => safe`${label(name, 40)}`);
      expect(lines.join('\n')).not.toMatch(/undefined|NaN|\{\w+\}/);
      expect(lines.filter((line) => line.startsWith('**')).length).toBe(3);
    }),
    { numRuns: runs(1_000) },
  );
});
