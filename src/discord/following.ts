import type { Logger } from 'pino';
import type { Answer } from './handler.ts';

/** By the id of a message, which answer still follows in its place, and the change of it that is on its way. */
const followed = new Map<string, { underWay: Promise<unknown> }>();

/**
 * Somebody changes a message: what was to take its place is not shown any more, from this call on. Resolves once a
 * change that is on its way has come or failed, which would else be the later one; never rejects.
 */
export async function leaveAlone(messageId: string): Promise<void> {
  const one = followed.get(messageId);
  followed.delete(messageId);
  await one?.underWay.catch(() => {});
}

/**
 * Shows, one after the other, the answers that take the place of a message, until there is none or somebody else has
 * changed it. An answer that stands is better than a late error: that is told to the log alone.
 * @param show shows one; resolves with the id of the message it stands in.
 */
export async function follow(
  messageId: string,
  later: AsyncIterable<Answer>,
  { show, log }: { show: (answer: Answer) => Promise<string>; log: Logger },
): Promise<void> {
  const own: { underWay: Promise<unknown> } = { underWay: Promise.resolve() };
  let id = messageId;
  followed.set(id, own);
  try {
    for await (const answer of heard(later, log)) {
      if (followed.get(id) !== own) break;
      const showing = show(answer);
      own.underWay = showing;
      const shown = await showing;
      // somebody may have changed the message while ours was on its way: only a new message is ours for sure
      if (shown === id) continue;
      if (followed.get(id) === own) followed.delete(id);
      id = shown;
      followed.set(id, own);
    }
  } finally {
    if (followed.get(id) === own) followed.delete(id);
  }
}

async function* heard(later: AsyncIterable<Answer>, log: Logger): AsyncGenerator<Answer> {
  try {
    yield* later;
  } catch (error) {
    log.error({ err: error }, 'what should follow an answer did not come');
  }
}
