import type { Db } from '../../db/db.ts';
import { UserError } from '../../errors.ts';
import type { Desk } from '../../jobs/names.ts';
import { newId } from '../../lib/ids.ts';
import { mention } from '../../lib/moment.ts';
import { addPost } from '../../posts/posts.ts';
import { type Club, isHost, loadClub, type Person, recordEvent, requireMember } from '../clubs/clubs.ts';
import { adoptFilm, markSeen, unmarkSeen } from '../marks/marks.ts';
import {
  deleteMember,
  deleteRemoval,
  insertMember,
  insertRemoval,
  isMember,
  selectJoined,
  selectLeft,
  wasRemoved,
} from './entering/queries.ts';
import {
  claimAnnouncing,
  type DiscussionKey,
  type DiscussionRow,
  insertDiscussion,
  selectDiscussion,
  selectInThread,
  selectOfClub,
  selectOfFilm,
  updateDiscussion,
} from './queries.ts';

export type Discussion = DiscussionRow;
export type { DiscussionKey };
export { isMember, selectInThread as discussionIn, selectLeft as discussionsLeft, selectOfClub as listDiscussions };

/** The post that says in a club's home channel that there is a discussion. */
export const OPENED_POST = 'discussions/opened';

/** How long (ms) after a discussion was asked for the job looks whether it has its thread. */
const SAFETY_NET = 30_000;

/**
 * The club's discussion about a film; there is one, whoever asks first has it made. Its thread comes with
 * `ensureThread`, which a job does too in case this process ends before.
 * @param by who asks; nobody, where a screening has ended.
 * @throws UserError for whoever is no member, and for a film that is not here.
 */
export async function openDiscussion(
  desk: Desk,
  club: Club,
  { filmId, by }: { filmId: string; by?: string },
): Promise<Discussion> {
  const { guildId, id: clubId } = club;
  return desk.db.transaction(async (tx) => {
    if (by !== undefined) await requireMember(tx, club, by);
    if (!(await adoptFilm(tx, guildId, filmId, desk.now()))) throw new UserError('film.gone');
    const row = { guildId, clubId, filmId, id: newId(), state: 'open' as const, openedBy: by ?? null };
    const isNew = await insertDiscussion(tx, { ...row, openedAt: desk.now() });
    if (isNew && by !== undefined) {
      const at = new Date(desk.now().getTime() + SAFETY_NET);
      await desk.enqueue(tx, 'discussions/open', { guildId, clubId, filmId }, at);
    }
    const discussion = await selectOfFilm(tx, { guildId, clubId, filmId });
    if (!discussion) throw new Error('an inserted discussion has no row');
    return discussion;
  });
}

/** @throws UserError when there is no such discussion here, also for an id that somebody made up. */
export async function loadDiscussion(db: Db, key: DiscussionKey, lock = false): Promise<Discussion> {
  const discussion = await selectDiscussion(db, key, lock);
  if (!discussion) throw new UserError('discussions.gone');
  return discussion;
}

/** Tells the club's home channel that there is a discussion, once. */
export async function announce(desk: Desk, discussion: Discussion, channelId: string): Promise<void> {
  const { guildId, id: subjectId } = discussion;
  await desk.db.transaction(async (tx) => {
    if (!(await claimAnnouncing(tx, discussion))) return;
    await addPost(tx, desk, { guildId, channelId, kind: OPENED_POST, subjectId });
  });
}

/** Says that everybody was told already: the answer to whoever asked does it. */
export async function noteAnnounced(db: Db, discussion: Discussion): Promise<void> {
  await claimAnnouncing(db, discussion);
}

/**
 * Whether a member may come in at all.
 * @throws UserError for whoever is no member of the club or was put out, and for a discussion that is closed.
 */
export async function requireWelcome(db: Db, discussion: Discussion, userId: string): Promise<void> {
  await requireMember(db, await clubOf(db, discussion), userId);
  if (await wasRemoved(db, keyOf(discussion), userId)) throw new UserError('discussions.removed');
  if (discussion.state === 'closed') throw new UserError('discussions.closed');
}

/**
 * Lets a member in who has confirmed it: they have seen the film from now on.
 * @param tx a transaction: somebody who is put out at the same moment is out.
 * @throws UserError as `requireWelcome`.
 */
export async function enterDiscussion(tx: Db, key: DiscussionKey, userId: string, now: Date): Promise<Discussion> {
  const discussion = await loadDiscussion(tx, key, true);
  await requireWelcome(tx, discussion, userId);
  const { guildId, filmId } = discussion;
  await markSeen(tx, { guildId, filmId, userId }, now);
  await insertMember(tx, { ...key, filmId, userId, enteredAt: now });
  return discussion;
}

/** Takes a person out of a discussion; that they have seen the film stays. */
export async function leaveDiscussion(db: Db, key: DiscussionKey, userId: string): Promise<Discussion> {
  const discussion = await loadDiscussion(db, key);
  await deleteMember(db, key, userId);
  return discussion;
}

/**
 * Takes "I've seen it" back, and with it the member's rating and their place in every discussion of the film.
 * @returns the discussions they were in.
 */
export async function takeBackSeen(desk: Desk, key: { guildId: string; filmId: string; userId: string }) {
  return desk.db.transaction(async (tx) => {
    const joined = await selectJoined(tx, key);
    await unmarkSeen({ ...desk, db: tx }, key);
    return joined;
  });
}

/**
 * Closes a discussion, for a host or a moderator; closing twice closes once.
 * @returns whether it was open.
 * @throws UserError for anybody else.
 */
export async function closeDiscussion(desk: Desk, key: DiscussionKey, person: Person): Promise<boolean> {
  return changeState(desk, key, person, 'closed');
}

/**
 * Opens a closed discussion again, for a host or a moderator.
 * @returns whether it was closed.
 * @throws UserError for anybody else, if it is closed.
 */
export async function reopenDiscussion(desk: Desk, discussion: Discussion, person: Person): Promise<boolean> {
  if (discussion.state === 'open') return false;
  const isKeeper = person.moderates || (await isHost(desk.db, await clubOf(desk.db, discussion), person));
  if (!isKeeper) throw new UserError('discussions.closed');
  return changeState(desk, keyOf(discussion), person, 'open');
}

async function changeState(desk: Desk, key: DiscussionKey, person: Person, state: Discussion['state']) {
  return desk.db.transaction(async (tx) => {
    const discussion = await loadDiscussion(tx, key, true);
    const club = await clubOf(tx, discussion);
    await requireKeeper(tx, club, person);
    if (discussion.state === state) return false;
    await updateDiscussion(tx, discussion, { state });
    const what = state === 'closed' ? 'discussion closed' : 'discussion opened again';
    await recordEvent(tx, club, { userId: person.userId, what, subjectId: discussion.id }, desk.now());
    return true;
  });
}

/**
 * Puts somebody out of a discussion for good, for a host or a moderator.
 * @throws UserError for anybody else, and for whoever would put themselves out.
 */
export async function removeFrom(desk: Desk, key: DiscussionKey, person: Person, userId: string): Promise<Discussion> {
  return desk.db.transaction(async (tx) => {
    const discussion = await loadDiscussion(tx, key, true);
    const club = await clubOf(tx, discussion);
    await requireKeeper(tx, club, person);
    if (userId === person.userId) throw new UserError('discussions.remove.self', { person: mention(userId) });
    await deleteMember(tx, key, userId);
    const row = { ...key, userId, removedBy: person.userId, removedAt: desk.now() };
    if (await insertRemoval(tx, row))
      await recordEvent(tx, club, { userId: person.userId, what: 'member put out', subjectId: userId }, desk.now());
    return discussion;
  });
}

/** Lets somebody come back who was put out. @throws UserError for whoever is no host or moderator. */
export async function readmit(desk: Desk, key: DiscussionKey, person: Person, userId: string): Promise<void> {
  await desk.db.transaction(async (tx) => {
    const discussion = await loadDiscussion(tx, key, true);
    const club = await clubOf(tx, discussion);
    await requireKeeper(tx, club, person);
    if (await deleteRemoval(tx, key, userId))
      await recordEvent(tx, club, { userId: person.userId, what: 'member let back', subjectId: userId }, desk.now());
  });
}

/** Moderators keep the peace in every club of their server, hosts in theirs. */
async function requireKeeper(db: Db, club: Club, person: Person): Promise<void> {
  if (!person.moderates && !(await isHost(db, club, person)))
    throw new UserError('discussions.keeper-only', { club: club.name });
}

export function keyOf({ guildId, id }: Discussion): DiscussionKey {
  return { guildId, discussionId: id };
}

export function clubOf(db: Db, { guildId, clubId }: Discussion): Promise<Club> {
  return loadClub(db, { guildId, clubId });
}
