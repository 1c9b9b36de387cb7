import type { App } from '../../../app.ts';
import type { Forum } from '../../../discord/forums.ts';
import { Unanswered } from '../../../discord/once-only.ts';
import { ownThreads, readThread, startPost, startThread, type Thread } from '../../../discord/threads.ts';
import { UserError } from '../../../errors.ts';
import { channelLink } from '../../../lib/moment.ts';
import { addPost, markOf } from '../../../posts/posts.ts';
import { type Club, keyOf as keyOfClub, languageOf } from '../../clubs/clubs.ts';
import { type FilmDetails, requireFilm } from '../../films/films.ts';
import { clubOf, type Discussion, keyOf, loadDiscussion } from '../discussions.ts';
import { everyGenreName, forumOf } from '../forum/jobs.ts';
import { starterMessage, threadName } from '../messages.ts';
import { clearForum, clearThread, isOwnFilm, selectKnown, updateDiscussion } from '../queries.ts';
import { tagsFor } from '../rules.ts';

/** The first message in a thread of ours; in a forum it comes with the post itself. */
export const STARTER_POST = 'discussions/starter';

type Place = NonNullable<Discussion['place']>;
type Made = { threadId: string; place: Place };

/** A discussion with its thread. `fellBack`: it is a thread, just now made, although the club wants a forum. */
export type Held = { discussion: Discussion; threadId: string; fellBack: boolean };

/** What is being made at this moment; one process answers for a bot, so nobody else makes it too. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * The thread of a discussion, made if there is none. It is made once, also where a process was killed between Discord's
 * answer and our note of it: Discord is then asked for a thread of ours that we do not know.
 * @throws UserError where it cannot be made, with what to do about it.
 */
export async function ensureThread(app: App, discussion: Discussion): Promise<Held> {
  const now = await loadDiscussion(app.db, keyOf(discussion));
  if (now.threadId) return { discussion: now, threadId: now.threadId, fellBack: false };
  const club = await clubOf(app.db, discussion);
  // A club has its threads made one after another, so that two do not make its forum twice.
  return alone(`${club.guildId} ${club.id}`, () => makeOnce(app, club, discussion));
}

/** How a thread stands: `blind` where the bot does not see it any more. */
export type Standing = 'open' | 'archived' | 'locked' | 'blind';

/**
 * `ensureThread`, looking how the thread stands: one that somebody has deleted meanwhile is made anew.
 * @param isAsked whether Discord is asked although the gateway has told us of the thread.
 */
export async function standingThread(
  app: App,
  discussion: Discussion,
  isAsked = false,
): Promise<Held & { standing: Standing }> {
  const held = await ensureThread(app, discussion);
  if (!isAsked && app.discord.isOpenThread(held.threadId)) return { ...held, standing: 'open' };
  const read = await readThread(app.discord.rest(), held.threadId);
  if (read.kind !== 'gone') return { ...held, standing: read.kind === 'done' ? standingOf(read.value) : 'blind' };
  await clearThread(app.db, held.discussion, held.threadId);
  return standingThread(app, discussion, isAsked);
}

function standingOf({ isLocked, isArchived }: Thread): Standing {
  if (isLocked) return 'locked';
  return isArchived ? 'archived' : 'open';
}

/** Does one piece of work after another, of those with the same name. */
async function alone<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const before = underWay.get(name) ?? Promise.resolve();
  const mine = before.catch(() => {}).then(work);
  underWay.set(name, mine);
  try {
    return await mine;
  } finally {
    if (underWay.get(name) === mine) underWay.delete(name);
  }
}

const MOST_TRIES = 3;

/** Makes the thread; where Discord's answer is lost, it is looked for before it is asked for again. */
async function makeOnce(app: App, club: Club, wanted: Discussion, tries = 1): Promise<Held> {
  try {
    return await make(app, club, wanted);
  } catch (error) {
    if (!(error instanceof Unanswered) || tries >= MOST_TRIES) throw error;
    app.log.warn({ err: error, guild: club.guildId, discussion: wanted.id }, 'a thread may be there or not');
    return makeOnce(app, club, wanted, tries + 1);
  }
}

async function make(app: App, club: Club, wanted: Discussion): Promise<Held> {
  const before = await loadDiscussion(app.db, keyOf(wanted));
  if (before.threadId) return { discussion: before, threadId: before.threadId, fellBack: false };
  if (!before.triedAt) await updateDiscussion(app.db, before, { triedAt: app.now() });
  const film = await requireFilm(app.db, before.filmId, before.guildId);
  const name = threadName(
    languageOf(club, app.config.locale),
    film,
    await isOwnFilm(app.db, before.guildId, before.filmId),
  );
  const forum = club.settings.discussions === 'forum' ? await forumOf(app, club) : undefined;
  const parents = [club.channelId, ...(forum ? [forum.id] : [])];
  const found = before.triedAt && (await foundAgain(app, before, { name, parents, since: before.triedAt }));
  const posted = found || !forum ? undefined : await post(app, club, forum, { discussion: before, film, name });
  const made = found || posted || (await start(app, club, before, name));
  const { threadId, place } = made;
  await app.db.transaction(async (tx) => {
    await updateDiscussion(tx, before, { threadId, place });
    if (place === 'forum') return;
    await addPost(tx, app, { guildId: club.guildId, channelId: threadId, kind: STARTER_POST, subjectId: before.id });
  });
  const fellBack = club.settings.discussions === 'forum' && place !== 'forum';
  return { discussion: { ...before, threadId, place }, threadId, fellBack };
}

type Wanted = { name: string; parents: readonly string[]; since: Date };

/** A thread whose making was cut off before it was noted: ours, of this name, and of no other discussion. */
async function foundAgain(app: App, { guildId }: Discussion, { name, parents, since }: Wanted) {
  const threads = await ownThreads(app.discord.rest(), guildId, parents, since);
  const named = threads.filter((thread) => thread.name === name);
  const known = await selectKnown(
    app.db,
    guildId,
    named.map(({ id }) => id),
  );
  const thread = named.find(({ id }) => !known.has(id));
  return thread && { threadId: thread.id, place: placeOf(thread, parents) };
}

function placeOf({ parentId, isPrivate }: Thread, [home]: readonly string[]): Place {
  if (isPrivate) return 'private';
  return parentId === home ? 'public' : 'forum';
}

type Entry = { discussion: Discussion; film: FilmDetails; name: string };

/** A post in the club's forum, which is made anew if somebody has deleted it in this very moment. */
async function post(app: App, club: Club, forum: Forum, entry: Entry, isLast = false): Promise<Made | undefined> {
  const { discussion, film, name } = entry;
  const locale = languageOf(club, app.config.locale);
  const posted = await startPost(app.discord.rest(), forum.id, {
    name,
    tagIds: tagsFor(forum, everyGenreName(film.genres)),
    letter: starterMessage(locale, { discussion, film, place: 'forum' }),
    mark: markOf(discussion.id),
  });
  if (posted.kind === 'done') return { threadId: posted.value.id, place: 'forum' };
  if (posted.kind !== 'gone' || isLast) return undefined;
  await clearForum(app.db, keyOfClub(club), forum.id);
  const anew = await forumOf(app, club);
  return anew && post(app, club, anew, entry, true);
}

/** A private thread in the club's home; a public one where the bot may begin none that is private. */
async function start(app: App, club: Club, discussion: Discussion, name: string): Promise<Made> {
  const { channelId } = club;
  const hidden = await startThread(app.discord.rest(), channelId, { name, isPrivate: true });
  if (hidden.kind === 'done') return { threadId: hidden.value.id, place: 'private' };
  const open =
    hidden.kind === 'forbidden' ? await startThread(app.discord.rest(), channelId, { name, isPrivate: false }) : hidden;
  if (open.kind === 'done') return { threadId: open.value.id, place: 'public' };
  await updateDiscussion(app.db, discussion, { triedAt: null });
  throw cannotStart(open.kind, channelId);
}

function cannotStart(why: string, channelId: string): UserError {
  const channel = channelLink(channelId);
  if (why === 'gone') return new UserError('discussions.cannot.gone');
  if (why === 'crowded') return new UserError('discussions.cannot.crowded');
  if (why === 'unsuited') return new UserError('discussions.cannot.kind', { channel });
  return new UserError('discussions.cannot.forbidden', { channel });
}
