import type { Due } from '../bot-process.ts';
import { type Faults, isFault, strikesAtOnce } from '../faults.ts';
import { leap } from '../leap.ts';
import { readSpan, type Step, type Verb } from '../script.ts';
import type { Done } from './acts.ts';
import type { Watched } from './settle.ts';

/** What the stage's own doings need. Those of the bot resolve with what went wrong, or null. */
export type Machinery = Omit<Watched, 'changes'> & {
  faults: Faults;
  startBot(): Promise<string | null>;
  stopBot(): Promise<string | null>;
  killBot(): Promise<string | null>;
  tellTime(): Promise<string | null>;
  nextDue(): Promise<Due>;
};

/** `idle` waits until the bot is idle. */
type Stagehand = (parts: Machinery, step: Step, idle: () => Promise<string | null>) => Promise<Done> | Done;

const fault: Stagehand = ({ faults, gateway }, step) => {
  const word = step.fault ?? '';
  if (!isFault(word)) faults.clear();
  else {
    faults.arm(word, step.times);
    if (strikesAtOnce(word)) gateway.strike();
  }
  return {};
};

const advance: Stagehand = async (parts, step, idle) => {
  const arrive = async () => (await parts.tellTime()) ?? (await idle());
  const travel = { clock: parts.world.clock, nextDue: parts.nextDue, arrive };
  return { error: await leap(travel, readSpan(step.advance ?? '') ?? 0) };
};

/** What the stage does by itself, by the step's verb. */
export const STAGED: Partial<Record<Verb, Stagehand>> = {
  advance,
  stop: async (parts) => ({ error: await parts.stopBot() }),
  kill: async (parts) => ({ error: await parts.killBot() }),
  start: async (parts) => ({ error: await parts.startBot() }),
  fault,
};
