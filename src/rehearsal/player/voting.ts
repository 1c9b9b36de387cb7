import type { Step } from '../script.ts';
import { hasPoll, type Poll } from '../state/polls.ts';
import { messageFor } from './controls.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';

function answersOf(poll: Poll, names: readonly string[]): number[] {
  if (!poll.multiselect && names.length > 1) throw new StepError('one answer can be chosen');
  return names.map((name) => {
    const answer = poll.answers.find(({ text }) => text === name);
    if (!answer) throw new StepError(`"${name}" is not on offer`);
    return answer.id;
  });
}

/**
 * Voting in a poll of Discord's own, by the texts of the answers; none takes the vote back.
 * @throws StepError for what Discord's client would not let them do.
 */
export function vote(scene: Scene, step: Step): void {
  const message = messageFor(scene, step.on, hasPoll);
  if (!message || !hasPoll(message)) throw new StepError(`${scene.member.user.username} sees no poll`);
  if (message.ephemeralFor !== null) throw new StepError('nobody can vote in a poll that is for one alone');
  if (message.poll.isOver) throw new StepError('the poll is over');
  scene.world.polls.vote(message, scene.member.user.id, answersOf(message.poll, step.vote ?? []));
}
