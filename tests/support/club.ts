import type { StepResult } from '../../src/rehearsal/player/result.ts';
import type { Step } from '../../src/rehearsal/script.ts';
import type { Stage } from '../../src/rehearsal/stage.ts';

/** Nine films of the starter catalogue, as options read. */
export const FILMS = [
  'Ballerina (2023)',
  'Burning (2018)',
  'Oldboy (2003)',
  'Parasite (2019)',
  'Memories of Murder (2003)',
  'The Handmaiden (2016)',
  'Decision to Leave (2022)',
  'Casablanca (1942)',
  'Akira (1988)',
] as const;

/** The people who join a club that `host` makes: host first, then `mod`, `ko`, `m1`, `m2` ... */
export function peopleOf(count: number): string[] {
  return ['host', 'mod', 'ko', ...Array.from({ length: Math.max(0, count - 3) }, (_, i) => `m${i + 1}`)].slice(
    0,
    count,
  );
}

/** Plays a step that has to work: nothing refused, no error of the stage. */
export async function must(stage: Stage, step: Step): Promise<StepResult> {
  const result = await stage.play(step);
  if (result.error || result.refused.length > 0)
    throw new Error(`${JSON.stringify(step)}: ${result.error ?? JSON.stringify(result.refused)}`);
  return result;
}

/** A club of so many people, with films put forward by its members in turn. */
export async function openClub(
  stage: Stage,
  options: { people: number; films?: readonly string[]; guild?: 'one' | 'two'; name?: string },
): Promise<void> {
  const { people, films = FILMS, guild = 'one', name = 'Friday Club' } = options;
  const names = peopleOf(people);
  await must(stage, { as: 'host', guild, type: `/club create name:${name} zone:Europe/Berlin` });
  for (const as of names.slice(1)) await must(stage, { as, guild, type: `/club join name:${name}` });
  for (const [index, film] of films.entries())
    await must(stage, { as: names[index % names.length] ?? 'host', guild, type: `/nominate film:${film}` });
}

/** The text of everything that a step brought to everybody. */
export function publicText(result: StepResult): string {
  return result.seen
    .filter(({ visibleTo }) => visibleTo === 'everyone')
    .map(({ text }) => text)
    .join('\n');
}
