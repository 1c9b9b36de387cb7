import type { App } from '../../../app.ts';
import { admit, changeThread, putOut, type Refusal, readThread } from '../../../discord/threads.ts';
import { UserError } from '../../../errors.ts';
import { channelLink } from '../../../lib/moment.ts';
import { clubOf, type Discussion, isMember, keyOf } from '../discussions.ts';
import { standingThread } from '../thread/jobs.ts';

/**
 * Takes a member into the thread of a discussion: one that was deleted is made anew, an archived one is opened again.
 * They have to be in it by our own books, also once Discord has let them in.
 * @returns the thread's id.
 * @throws UserError where they cannot come in, with what to do about it.
 */
export async function letIn(app: App, discussion: Discussion, userId: string, tries = 0): Promise<string> {
  if (!(await isMember(app.db, keyOf(discussion), userId))) throw new UserError('failure.stale');
  const threadId = await awake(app, discussion, tries > 0);
  const admitted = await admit(app.discord.rest(), threadId, userId);
  // What the gateway has told us of the thread may have been overtaken.
  if (tries < MOST_TRIES && (admitted.kind === 'gone' || admitted.kind === 'archived'))
    return letIn(app, discussion, userId, tries + 1);
  if (admitted.kind !== 'done') throw await cannotEnter(app, admitted.kind, discussion, threadId);
  // Somebody may have put them out in this very moment.
  if (await isMember(app.db, keyOf(discussion), userId)) return threadId;
  await putOut(app.discord.rest(), threadId, userId);
  throw new UserError('discussions.removed');
}

const MOST_TRIES = 2;

/** The thread of a discussion, not archived and not locked. */
async function awake(app: App, discussion: Discussion, isAsked: boolean): Promise<string> {
  const { threadId, standing } = await standingThread(app, discussion, isAsked);
  if (standing === 'open') return threadId;
  if (standing === 'locked') throw new UserError('discussions.locked');
  if (standing === 'blind') throw await botShutOut(app, discussion);
  const opened = await changeThread(app.discord.rest(), threadId, { archived: false });
  if (opened.kind === 'done') return threadId;
  throw opened.kind === 'crowded' ? new UserError('discussions.cannot.crowded') : await botShutOut(app, discussion);
}

/** Takes a person out of the thread of a discussion, if there is one and they are in it. */
export async function takeOut(app: App, { threadId }: Discussion, userId: string): Promise<boolean> {
  if (!threadId) return true;
  const rest = app.discord.rest();
  const out = await putOut(rest, threadId, userId);
  if (out.kind !== 'archived') return ['done', 'gone', 'stranger'].includes(out.kind);
  // An archived thread lets nobody out: it is opened for that moment, and looks then as it did before.
  const before = await readThread(rest, threadId);
  const locked = before.kind === 'done' && before.value.isLocked;
  if ((await changeThread(rest, threadId, { archived: false })).kind !== 'done') return false;
  const done = await putOut(rest, threadId, userId);
  await changeThread(rest, threadId, { archived: true, ...(locked ? { locked } : {}) });
  return done.kind === 'done' || done.kind === 'stranger';
}

/**
 * Locks a thread, and archives it unless somebody is to be answered in it.
 * @returns whether nobody can write in it any more.
 */
export async function shut(app: App, { threadId }: Discussion, answeredIn: string): Promise<boolean> {
  if (!threadId) return true;
  const rest = app.discord.rest();
  const archived = threadId !== answeredIn;
  const done = await changeThread(rest, threadId, { locked: true, ...(archived ? { archived } : {}) });
  if (done.kind === 'forbidden' && archived) await changeThread(rest, threadId, { archived });
  return ['done', 'gone', 'archived'].includes(done.kind);
}

/** Opens a thread again that was closed. */
export async function unlock(app: App, { threadId }: Discussion): Promise<void> {
  if (threadId) await changeThread(app.discord.rest(), threadId, { archived: false, locked: false });
}

async function cannotEnter(app: App, why: Refusal, discussion: Discussion, threadId: string): Promise<UserError> {
  if (why === 'full') return new UserError('discussions.full');
  // Either the member does not see the channel around the thread, or the bot itself does not any more.
  const isBlind = why !== 'unseen' || (await readThread(app.discord.rest(), threadId)).kind !== 'done';
  if (isBlind) return botShutOut(app, discussion);
  const { channelId } = await clubOf(app.db, discussion);
  return new UserError('discussions.unseen', { channel: channelLink(channelId) });
}

async function botShutOut(app: App, discussion: Discussion): Promise<UserError> {
  const { channelId } = await clubOf(app.db, discussion);
  return new UserError('discussions.shut-out', { channel: channelLink(channelId) });
}
