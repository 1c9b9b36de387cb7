import type { Logger } from 'pino';
import { keepLatest } from '../lib/latest.ts';
import type { Answer } from './handler.ts';

/** By the id of a message, which answer still follows in its place, and the change of it that is on its way. */
const followed = new Map<string, { underWay: Promise<unknown> }>();

/** By the id of a message, the interaction that changed it last; of the latest messages alone. */
const changedBy = new Map<string, string>();
const REMEMBERED = 2_000;

/**
 * Somebody changes a message: what was to take its place is not shown any more, from this call on. Resolves once a
 * change that is on its way has come or failed, which would else be the later one; never rejects.
 * @param by the id of the interaction that changes it.
 */
export async function leaveAlone(messageId: string, by: string): Promise<void> {
  keepLatest(changedBy, messageId, by, REMEMBERED);
  const one = followed.get(messageId);
  followed.delete(messageId);
  await one?.underWay.catch(() => {});
}

/** A message is seen, and may be changed, before we have heard that it stands. */
function wasChanged(messageId: string, by: string): boolean {
  return (changedBy.get(messageId) ?? by) !== by;
}

/**
 * Shows, one after the other, the answers that take the place of a message, until there is none or somebody else has
 * changed it. An answer that stands is better than a late error: that is told to the log alone.
 * @param by the id of the interaction that is answered.
 * @param show shows one; resolves with the id of the message it stands in.
 */
export async function follow(
  messageId: string,
  later: AsyncIterable<Answer>,
  { by, show, log }: { by: string; show: (answer: Answer) => Promise<string>; log: Logger },
): Promise<void> {
  if (wasChanged(messageId, by)) return;
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
      if (wasChanged(shown, by)) break;
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
