import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScript } from '../../src/rehearsal/script.ts';
import { openStage } from '../../src/rehearsal/stage.ts';
import { must } from '../support/club.ts';
import { testDatabase } from '../support/database.ts';

const FILMS = 9;
const PEOPLE = 12;

/** How each night ends, worked out by hand from the ballots in its script. */
const NIGHTS = [
  {
    method: 'ranked',
    words: [
      'Round 7. Burning (2018): 4 · Oldboy (2003): 3 · Ballerina (2023): 3.',
      'Out: Ballerina (2023), with fewer first choices (1) than Oldboy (2003) (2)',
      'Winner: Burning (2018), with 6 of 9 votes: a majority.',
    ],
  },
  {
    method: 'approval',
    words: [
      'Votes: Ballerina (2023): 6 · Burning (2018): 6 · Oldboy (2003): 6 · Parasite (2019): 3',
      'Winner: Ballerina (2023), waiting longer',
    ],
  },
  {
    method: 'single',
    words: [
      'Votes: Burning (2018): 4 · Ballerina (2023): 2 · Oldboy (2003): 2',
      'Winner: Burning (2018), with the most votes',
    ],
  },
  {
    method: 'native',
    words: [
      'Votes: Ballerina (2023): 6 · Burning (2018): 6 · Oldboy (2003): 6',
      'Winner: Ballerina (2023), waiting longer',
    ],
  },
] as const;

describe.each(NIGHTS)('a club night by $method', ({ method, words }) => {
  test('is played from the set-up to the explained result', async () => {
    const database = await testDatabase();
    const stage = await openStage({ quiet: true, members: PEOPLE });
    try {
      expect(await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'warn' })).toBeNull();
      const results = [];
      for (const step of readScript(readFileSync(`tests/e2e/nights/${method}.jsonl`, 'utf8')))
        results.push({ step, result: await must(stage, step) });
      const seen = results.flatMap(({ result }) => result.seen);
      const everybody = seen.filter(({ visibleTo }) => visibleTo === 'everyone');
      const result = everybody.find(({ text }) => text.includes('poll 1: the result'))?.text ?? '';
      for (const word of words) expect(result).toContain(word);
      expect(result).toContain(`${method === 'native' ? PEOPLE - 1 : PEOPLE} of ${PEOPLE} have voted.`);
      expect(everybody.some(({ text }) => text.includes(`poll 1: vote on ${FILMS} films`))).toBe(true);
      expect(seen.some(({ text }) => text.includes('The result stands'))).toBe(true);
      expect(seen.some(({ text }) => text.includes('was not counted'))).toBe(method !== 'native');
      expect(stage.violations).toEqual([]);
    } finally {
      await stage.close();
    }
  });
});
