import { type Faults, isFault, strikesAtOnce } from '../faults.ts';
import { readSpan, type Step, type Verb, verbOf } from '../script.ts';
import { ACTS, type Done, type Memory } from './acts.ts';
import { type Recorder, recorder } from './recorder.ts';
import type { StepResult } from './result.ts';
import { sceneOf } from './scene.ts';
import { settle, type Watched } from './settle.ts';
import { StepError } from './step-error.ts';

/** What a player needs of its stage. The bot's doings resolve with what went wrong, or null. */
export type PlayerParts = Omit<Watched, 'changes'> & {
  faults: Faults;
  /** Where the stage is reached: `127.0.0.1:PORT`. */
  host(): string;
  startBot(): Promise<string | null>;
  stopBot(): Promise<string | null>;
  killBot(): Promise<string | null>;
  advance(ms: number): Promise<void>;
};

export type Player = {
  /** Plays one step and waits until the bot is idle. Steps are played one after another. */
  play(step: Step, by: string): Promise<StepResult>;
  /** Waits until the bot is idle. @returns what went wrong, or null. */
  idle(): Promise<string | null>;
  close(): void;
};

type Stagehand = (parts: PlayerParts, step: Step) => Promise<Done> | Done;

const fault: Stagehand = ({ faults, gateway }, step) => {
  const word = step.fault ?? '';
  if (!isFault(word)) faults.clear();
  else {
    faults.arm(word, step.times);
    if (strikesAtOnce(word)) gateway.strike();
  }
  return {};
};

/** What the stage does by itself, by the step's verb. */
const STAGED: Partial<Record<Verb, Stagehand>> = {
  advance: async (parts, step) => {
    await parts.advance(readSpan(step.advance ?? '') ?? 0);
    return {};
  },
  stop: async (parts) => ({ error: await parts.stopBot() }),
  kill: async (parts) => ({ error: await parts.killBot() }),
  start: async (parts) => ({ error: await parts.startBot() }),
  fault,
};

async function attempt(parts: PlayerParts, memory: Memory, step: Step, by: string): Promise<Done> {
  const verb = verbOf(step);
  try {
    const staged = STAGED[verb];
    if (staged) return await staged(parts, step);
    return ACTS[verb]?.(sceneOf(parts.world, step, by), step, memory) ?? {};
  } catch (error) {
    if (error instanceof StepError) return { error: error.message };
    throw error;
  }
}

function resultOf(step: number, done: Done, problem: string | null, notes: Recorder): StepResult {
  const answeredIn = done.interaction?.answeredIn ?? null;
  return {
    step,
    ms: answeredIn === null ? null : Math.round(answeredIn * 10) / 10,
    seen: done.looked ?? notes.seen(),
    refused: notes.refused(),
    error: done.error ?? problem,
  };
}

/** Plays the steps of a script on a stage. */
export function createPlayer(parts: PlayerParts): Player {
  const notes = recorder(parts.world);
  const watched: Watched = { ...parts, changes: notes.count };
  const { gateway, host } = parts;
  const memory: Memory = { gateway, host, offered: new Map(), submitted: new Set(), webhooks: new Map() };
  let steps = 0;
  let last: Promise<unknown> = Promise.resolve();
  const playOne = async (step: Step, by: string): Promise<StepResult> => {
    notes.begin();
    parts.world.clock.look();
    const done = await attempt(parts, memory, step, by);
    const problem = done.error ? null : await settle(watched, done.interaction);
    return resultOf(++steps, done, problem, notes);
  };
  return {
    play: (step, by) => {
      const next = last.then(() => playOne(step, by));
      last = next.catch(() => undefined);
      return next;
    },
    idle: () => settle(watched, undefined),
    close: notes.close,
  };
}
