import { countsOf, type Poll } from '../state/polls.ts';

const LAYOUT = 1;

function wireResults(poll: Poll) {
  const counts = [...countsOf(poll)].map(([id, count]) => ({ id, count, me_voted: false }));
  return { is_finalized: poll.isFinal, answer_counts: counts };
}

/** A poll as the API writes one. */
export function wirePoll(poll: Poll) {
  return {
    question: { text: poll.question },
    answers: poll.answers.map(({ id, text, emoji }) => {
      return { answer_id: id, poll_media: { text, ...(emoji ? { emoji: { id: null, name: emoji } } : {}) } };
    }),
    expiry: new Date(poll.expiresAt).toISOString(),
    allow_multiselect: poll.multiselect,
    layout_type: LAYOUT,
    results: wireResults(poll),
  };
}

/** A new message as the API writes one: of a poll in it the results are not known yet, which is not the same as none. */
export function withoutResults(message: Record<string, unknown>): Record<string, unknown> {
  const { poll } = message;
  if (typeof poll !== 'object' || poll === null) return message;
  const { results: _, ...rest } = { results: undefined, ...poll };
  return { ...message, poll: rest };
}
