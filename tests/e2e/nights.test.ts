import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readScript } from '../../src/rehearsal/script.ts';
import { openStage } from '../../src/rehearsal/stage.ts';
import { must } from '../support/club.ts';
import { testDatabase } from '../support/database.ts';

const FILMS = 9;
const PEOPLE = 12;

/** What each method's night has to end with: who wins, and by which words. The ballots are in the script. */
const NIGHTS = [
  { method: 'ranked', winner: 'Burning (2018)', words: /Round 8\..*more first choices/s, voted: 12 },
  { method: 'approval', winner: 'Burning (2018)', words: /Votes: Burning \(2018\): 5/, voted: 12 },
  { method: 'single', winner: 'Burning (2018)', words: /Burning \(2018\): 4/, voted: 12 },
] as const;

describe.each(NIGHTS)('a club night by $method', ({ method, winner, words, voted }) => {
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
      expect(result).toMatch(words);
      expect(result).toContain(`${voted} of ${PEOPLE} have voted.`);
      expect(result).toMatch(new RegExp(`Winner: ${escaped(winner)}`));
      expect(everybody.some(({ text }) => text.includes(`poll 1: ${FILMS} films`))).toBe(true);
      expect(seen.some(({ text }) => text.includes('The result stands'))).toBe(true);
      expect(seen.some(({ text }) => text.includes('was not counted'))).toBe(true);
      expect(stage.violations).toEqual([]);
    } finally {
      await stage.close();
    }
  });
});

function escaped(words: string): string {
  return words.replace(/[()]/g, '\\$&');
}
