import type { BotKeeper } from '../bot-keeper.ts';
import { type Faults, isFault, strikesAtOnce } from '../faults.ts';
import { leap, travelOf } from '../leap.ts';
import type { Step, Verb } from '../script.ts';
import { readSpan } from '../span.ts';
import type { Done } from './acts.ts';
import type { Watched } from './settle.ts';
import { StepError } from './step-error.ts';

/** What the stage's own doings need. Those of the bot resolve with what went wrong, or null. */
export type Machinery = Omit<Watched, 'changes'> & {
  faults: Faults;
  /** Where the stage is reached: `127.0.0.1:PORT`. */
  host(): string;
  keeper: BotKeeper;
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

const advance: Stagehand = async ({ keeper, world }, step, idle) => {
  const travel = travelOf(world.clock, keeper, idle);
  return { error: await leap(travel, readSpan(step.advance ?? '') ?? 0) };
};

/** The seat of a step; undefined when it means all. */
function seatOf(keeper: BotKeeper, seat: number | undefined): number | undefined {
  if (seat !== undefined && seat > keeper.bots().length) throw new StepError(`there is no bot ${seat} on stage`);
  return seat;
}

/** What the stage does by itself, by the step's verb. */
export const STAGED: Partial<Record<Verb, Stagehand>> = {
  advance,
  stop: async ({ keeper }, { bot }) => ({ error: await keeper.stop(seatOf(keeper, bot)) }),
  kill: async ({ keeper }, { bot }) => ({ error: await keeper.kill(seatOf(keeper, bot)) }),
  start: async ({ keeper }, { bot }) => ({ error: await keeper.start(undefined, seatOf(keeper, bot)) }),
  fault,
};
