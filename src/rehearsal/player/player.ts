import { type Step, verbOf } from '../script.ts';
import { ACTS, type Done, type Memory } from './acts.ts';
import { type Recorder, recorder } from './recorder.ts';
import type { StepResult } from './result.ts';
import { sceneOf } from './scene.ts';
import { settle, type Watched } from './settle.ts';
import { type Machinery, STAGED } from './staged.ts';
import { StepError } from './step-error.ts';

export type Player = {
  /** Plays one step and waits until the bot is idle. Steps are played one after another. */
  play(step: Step, by: string): Promise<StepResult>;
  /** Waits until the bot is idle. @returns what went wrong, or null. */
  idle(): Promise<string | null>;
  close(): void;
};

type Parts = { machinery: Machinery; memory: Memory; idle(): Promise<string | null> };

async function attempt({ machinery, memory, idle }: Parts, step: Step, by: string): Promise<Done> {
  const verb = verbOf(step);
  try {
    const staged = STAGED[verb];
    if (staged) return await staged(machinery, step, idle);
    return ACTS[verb]?.(sceneOf(machinery.world, step, by), step, memory) ?? {};
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
export function createPlayer(machinery: Machinery): Player {
  const notes = recorder(machinery.world);
  const watched: Watched = { ...machinery, changes: notes.count };
  const memory: Memory = { gateway: machinery.gateway, offered: new Map(), submitted: new Set() };
  const idle = () => settle(watched, undefined);
  let steps = 0;
  let last: Promise<unknown> = Promise.resolve();
  const playOne = async (step: Step, by: string): Promise<StepResult> => {
    notes.begin();
    const done = await attempt({ machinery, memory, idle }, step, by);
    const problem = done.error ? null : await settle(watched, done.interaction);
    return resultOf(++steps, done, problem, notes);
  };
  return {
    play: (step, by) => {
      const next = last.then(() => playOne(step, by));
      last = next.catch(() => undefined);
      return next;
    },
    idle,
    close: notes.close,
  };
}
