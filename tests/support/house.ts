import { afterAll } from 'vitest';
import type { BotEnv } from '../../src/rehearsal/bot-process.ts';
import type { StepResult } from '../../src/rehearsal/player/result.ts';
import { openStage, type Stage, type StageOptions } from '../../src/rehearsal/stage.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export type House = { stage: Stage; database: TestDatabase };

/** The real bot in a process of its own, on a stage, with a database of its own that holds the starter catalogue. */
export async function openHouseOnStage(options: StageOptions & { env?: BotEnv } = {}): Promise<House> {
  const database = await testDatabase();
  const stage = await openStage({ quiet: true, ...options });
  afterAll(() => stage.close());
  const problem = await stage.startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'info', ...options.env });
  if (problem) throw new Error(problem);
  return { stage, database };
}

/** What a step delivered, when it was exactly one thing. */
export function onlySeen(result: StepResult): StepResult['seen'][number] {
  const [seen, ...more] = result.seen;
  if (!seen || more.length > 0 || result.error !== null) throw new Error(`not one thing: ${JSON.stringify(result)}`);
  return seen;
}
