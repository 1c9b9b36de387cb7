import type { StepResult } from '../../../src/rehearsal/player/result.ts';
import type { Step } from '../../../src/rehearsal/script.ts';
import type { Stage } from '../../../src/rehearsal/stage.ts';
import { must } from '../../support/club.ts';

export const BURNING = 'Burning (2018)';

/** What people read who press or type, in one text. */
export async function told(stage: Stage, step: Step): Promise<string> {
  // What Discord refuses here is what the answer is about.
  const { seen, error } = await stage.play(step);
  if (error) throw new Error(`${JSON.stringify(step)}: ${error}`);
  return seen
    .filter(({ kind, ephemeral }) => ephemeral && (kind === 'message' || kind === 'edit'))
    .map(({ text }) => text)
    .join('\n');
}

/** Opens the discussion of a film, unless there is one. */
export function discuss(stage: Stage, as = 'm1', film = BURNING): Promise<StepResult> {
  return must(stage, { as, type: `/discuss film film:${film}` });
}

/** Goes all the way in. */
export async function enter(stage: Stage, as: string): Promise<string> {
  await must(stage, { as, click: "I've seen it" });
  return told(stage, { as, click: 'Yes, let me in' });
}

/** Whether a person sees a thread of that name. */
export async function sees(stage: Stage, as: string, name = BURNING): Promise<boolean> {
  return (await stage.play({ as, look: name })).error === null;
}

/** The threads that a step began, by their names. */
export function begun(result: StepResult): string[] {
  return result.seen.flatMap(({ kind, text }) => {
    const [name = '', word] = text.split('\n');
    return kind === 'thread' && word === 'created' ? [name] : [];
  });
}
