import { countsOf, type Poll } from '../state/polls.ts';

const stateOf = ({ isOver, isFinal }: Poll): string => (isFinal ? 'final results' : isOver ? 'over' : 'open');

/** A poll as a reader sees it, with the count that all may see at any time. */
export function pollText(poll: Poll): string {
  const counts = countsOf(poll);
  const answers = poll.answers.map(
    ({ id, text, emoji }) => `○ ${emoji ? `${emoji} ` : ''}${text}: ${counts.get(id) ?? 0}`,
  );
  return [poll.question, ...answers, `(poll, ${stateOf(poll)})`].join('\n');
}

/** What can be chosen. */
export const pollControls = (poll: Poll): string[] => poll.answers.map(({ text }) => text);
