import { type Step, verbOf } from '../script.ts';
import { ACTS, type Done, type Memory } from './acts.ts';
import { answerWatch } from './answers.ts';
import type { Notebook } from './notebook.ts';
import { recorder } from './recorder.ts';
import type { StepResult } from './result.ts';
import { sceneOf } from './scene.ts';
import { settle, type Watched } from './settle.ts';
import { type Machinery, STAGED } from './staged.ts';
import { StepError } from './step-error.ts';
import { WORLD_ACTS } from './world-acts.ts';

/** Steps that are played beside each other, those of a line one after another. */
export type Lines = readonly (readonly Step[])[];

export type Player = {
  /** Plays one step and waits until the bot is idle. Steps are played one after another. */
  play(step: Step, by: string): Promise<StepResult>;
  /** Plays lines at once. A step ends when its own interaction is answered, and sees what that alone brought. */
  playTogether(lines: Lines, by: string): Promise<StepResult[][]>;
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
    const change = WORLD_ACTS[verb];
    if (change) {
      change(machinery.world, step, by);
      return {};
    }
    if (verb === 'together') throw new StepError('what is played together cannot be played together again');
    return ACTS[verb]?.(sceneOf(machinery.world, step, by), step, memory) ?? {};
  } catch (error) {
    if (error instanceof StepError) return { error: error.message };
    throw error;
  }
}

function resultOf(step: number, done: Done, problem: string | null, notes: Notebook): StepResult {
  const answeredIn = done.interaction?.answeredIn ?? null;
  return {
    step,
    ms: answeredIn === null ? null : Math.round(answeredIn * 10) / 10,
    seen: done.looked ?? notes.seen(),
    refused: notes.refused(),
    error: done.error ?? problem,
  };
}

/** The first problem among lines, with its place. */
function firstError(lines: readonly (readonly StepResult[])[]): string | null {
  const errors = lines.flatMap((line, index) =>
    line.flatMap(({ step, error }) => (error ? [`line ${index + 1}, step ${step}: ${error}`] : [])),
  );
  return errors[0] ?? null;
}

/** Plays the steps of a script on a stage. */
export function createPlayer(machinery: Machinery): Player {
  const notes = recorder(machinery.world);
  const watched: Watched = { ...machinery, changes: notes.count };
  const answers = answerWatch(watched);
  const { gateway, host } = machinery;
  const memory: Memory = { gateway, host, offered: new Map(), submitted: new Set(), webhooks: new Map() };
  const idle = () => settle(watched, undefined);
  // Beside others one does not wait for all to be idle.
  const beside = { machinery, memory, idle: async () => null };
  let steps = 0;
  let last: Promise<unknown> = Promise.resolve();

  const playBeside = async (step: Step, place: number, by: string): Promise<StepResult> => {
    const { result, notes: own } = notes.during(() => attempt(beside, step, by));
    const done = await result;
    const { interaction } = done;
    if (!interaction) return resultOf(place, done, null, own);
    const stop = notes.follow(interaction.id, own);
    const problem = await answers.of(interaction);
    stop();
    return resultOf(place, done, problem, own);
  };
  const playLine = async (line: readonly Step[], by: string): Promise<StepResult[]> => {
    const results: StepResult[] = [];
    for (const step of line) results.push(await playBeside(step, results.length + 1, by));
    return results;
  };
  const playLines = (lines: Lines, by: string) => Promise.all(lines.map((line) => playLine(line, by)));
  const playScene = async (step: Step, lines: Lines, by: string): Promise<StepResult> => {
    const own = notes.begin();
    const together = await playLines(lines, step.as ?? by);
    const problem = await idle();
    return { ...resultOf(++steps, {}, firstError(together) ?? problem, own), together };
  };
  const playOne = async (step: Step, by: string): Promise<StepResult> => {
    if (step.together) return playScene(step, step.together, by);
    const own = notes.begin();
    machinery.world.clock.look();
    const done = await attempt({ machinery, memory, idle }, step, by);
    const problem = done.error ? null : await settle(watched, done.interaction);
    return resultOf(++steps, done, problem, own);
  };
  const queued = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    play: (step, by) => queued(() => playOne(step, by)),
    playTogether: (lines, by) =>
      queued(() => {
        notes.begin();
        return playLines(lines, by);
      }),
    idle,
    close: () => {
      notes.close();
      answers.close();
    },
  };
}
