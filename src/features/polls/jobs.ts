import { type APIMessage, type APIUser, DiscordAPIError, Routes } from 'discord.js';
import type { App } from '../../app.ts';
import type { Db } from '../../db/db.ts';
import type { MessageFile } from '../../discord/message.ts';
import { link, type Safe, safe } from '../../lib/safe.ts';
import { addPost, findPost, type Post } from '../../posts/posts.ts';
import type { JobHandlers, PostKind, PostKinds } from '../../posts/sending.ts';
import { type Locale, text } from '../../texts/texts.ts';
import { loadClub } from '../clubs/clubs.ts';
import {
  cancelledNotice,
  extendedNotice,
  namesList,
  openedNotice,
  pollNote,
  reminderNotice,
  resultNotice,
} from './messages.ts';
import { pictureWords, resultPicture } from './picture.ts';
import { closePoll, filmsOf, findPoll, type Outcome, outcomeOf, type Poll, type PollKey, turnout } from './polls.ts';
import { selectBallots, selectEligible } from './queries.ts';
import { tellHosts } from './telling.ts';

/** How soon (ms) Discord is asked again for a poll of its own that it has not finished counting. */
const ASK_AGAIN = 15_000;
const NAMES_LIMIT = 600;

export const pollJobs: Pick<JobHandlers, 'polls/close' | 'polls/remind'> = {
  'polls/close': async (app, key) => {
    const poll = await findPoll(app.db, key);
    if (poll?.method === 'native' && poll.state === 'open') await closeNative(app, poll);
    else if (poll) await closePoll(app, key);
  },
  'polls/remind': async (app, key) => remind(app, key),
};

/** Those who asked for it get a private note, and a role that the club names a quiet ping, if anybody has not voted. */
async function remind(app: App, key: PollKey): Promise<void> {
  await app.db.transaction(async (tx) => {
    const poll = await findPoll(tx, key, 'update');
    if (poll?.state !== 'open' || poll.closesAt <= app.now()) return;
    const voted = new Set((await selectBallots(tx, key)).map(({ userId }) => userId));
    const missing = (await selectEligible(tx, poll)).filter(({ userId }) => !voted.has(userId));
    if (missing.length === 0 || (await wasReminded(tx, poll))) return;
    const club = await loadClub(tx, { guildId: poll.guildId, clubId: poll.clubId });
    const { remindRole } = club.settings;
    if (remindRole) {
      const data = { roleId: remindRole };
      await addPost(tx, app, { ...about(poll), channelId: poll.channelId, kind: 'polls/reminder', data });
    }
    for (const { userId } of missing.filter(({ reminded }) => reminded))
      await addPost(tx, app, { ...about(poll), userId, kind: 'polls/note' });
  });
}

async function wasReminded(db: Db, poll: Poll): Promise<boolean> {
  const kinds = ['polls/reminder', 'polls/note'].map((kind) => findPost(db, { ...about(poll), kind }));
  return (await Promise.all(kinds)).some((post) => post !== undefined);
}

/**
 * Discord's own poll is read once Discord has finished counting it; who may not vote in the club is left out. A host who
 * closes it has it ended there first. Until it is finished, we ask again.
 */
export async function closeNative(app: App, poll: Poll): Promise<void> {
  const key = { guildId: poll.guildId, pollId: poll.id };
  const post = await findPost(app.db, { ...about(poll), kind: 'polls/opened' });
  if (post?.failed) return void (await closePoll(app, key));
  const message =
    post?.channelId && post.messageId ? await app.discord.readMessage(post.channelId, post.messageId) : undefined;
  // A message that somebody deleted takes its votes along: the poll closes with none.
  if (post?.messageId && !message) return void (await closePoll(app, key));
  if (message?.poll?.results?.is_finalized)
    return void (await closePoll(app, key, undefined, await votesOf(app, poll, message)));
  if (message) await endAtDiscord(app, message);
  const at = new Date(app.now().getTime() + ASK_AGAIN);
  await app.db.transaction((tx) => app.enqueue(tx, 'polls/close', key, at));
}

const IS_OVER = 520_001;

/** Has Discord end its poll now, if it has not by itself. */
async function endAtDiscord(app: App, message: APIMessage): Promise<void> {
  if (!message.poll?.expiry || new Date(message.poll.expiry) <= app.now()) return;
  try {
    await app.discord.rest().post(Routes.expirePoll(message.channel_id, message.id));
  } catch (error) {
    if (!(error instanceof DiscordAPIError && error.code === IS_OVER)) throw error;
  }
}

/** A poll that was called off ends at Discord too. */
async function endOpened(app: App, poll: Poll): Promise<void> {
  if (poll.method !== 'native') return;
  const post = await findPost(app.db, { ...about(poll), kind: 'polls/opened' });
  const message =
    post?.channelId && post.messageId ? await app.discord.readMessage(post.channelId, post.messageId) : undefined;
  if (message) await endAtDiscord(app, message);
}

async function votesOf(app: App, poll: Poll, message: APIMessage): Promise<Map<string, string[]>> {
  const films = await filmsOf(app.db, { guildId: poll.guildId, pollId: poll.id });
  const votes = new Map<string, string[]>();
  for (const [index, answer] of (message.poll?.answers ?? []).entries()) {
    const film = films[index];
    if (!film) continue;
    for (const userId of await votersOf(app, message, answer.answer_id))
      votes.set(userId, [...(votes.get(userId) ?? []), film.id]);
  }
  return votes;
}

const VOTERS_AT_ONCE = 100;

async function votersOf(app: App, message: APIMessage, answerId: number): Promise<string[]> {
  const voters: string[] = [];
  for (;;) {
    const query = new URLSearchParams({ limit: String(VOTERS_AT_ONCE), after: voters.at(-1) ?? '0' });
    const route = Routes.pollAnswerVoters(message.channel_id, message.id, answerId);
    const { users } = (await app.discord.rest().get(route, { query })) as { users: APIUser[] };
    voters.push(...users.map(({ id }) => id));
    if (users.length < VOTERS_AT_ONCE) return voters;
  }
}

function about({ guildId, id }: Poll) {
  return { guildId, subjectId: id };
}

async function shown(app: App, post: Post) {
  const key = { guildId: post.guildId, pollId: post.subjectId };
  const poll = await findPoll(app.db, key);
  if (!poll) return undefined;
  const [club, films, { voted, eligible }] = await Promise.all([
    loadClub(app.db, { guildId: poll.guildId, clubId: poll.clubId }),
    filmsOf(app.db, key),
    turnout(app.db, poll),
  ]);
  return { poll, club: club.name, settings: club.settings, films, voted, eligible };
}

type Shown = NonNullable<Awaited<ReturnType<typeof shown>>>;

/** A kind of post about a poll. When it cannot be posted where it should, the hosts are told. */
function pollPost(
  write: (app: App, now: Shown, post: Post) => Promise<ReturnType<typeof openedNotice> | undefined>,
): PostKind {
  return {
    write: async (app, post) => {
      const now = await shown(app, post);
      return now && write(app, now, post);
    },
    failed: async (app, post) => {
      const poll = await findPoll(app.db, { guildId: post.guildId, pollId: post.subjectId });
      if (poll && post.channelId) await app.db.transaction((tx) => tellHosts(tx, app, poll, 'polls/trouble'));
    },
  };
}

/** A private note about a poll. One that cannot be sent is let go: the person wants none. */
function note(key: Parameters<typeof pollNote>[1]): PostKind {
  return {
    write: async (app, post) => {
      const now = await shown(app, post);
      if (!now || (key !== 'polls.note.trouble' && now.poll.state !== 'open')) return undefined;
      return pollNote(app.config.locale, key, {
        ...now,
        link: await linkTo({ db: app.db, locale: app.config.locale }, now.poll),
      });
    },
  };
}

/** The poll's message, or its channel where there is none. */
export async function linkTo({ db, locale }: { db: Db; locale: Locale }, poll: Poll): Promise<Safe> {
  const post = await findPost(db, { ...about(poll), kind: 'polls/opened' });
  const place = `https://discord.com/channels/${poll.guildId}/${post?.channelId ?? poll.channelId}`;
  return link(text(locale, 'polls.link'), post?.messageId ? `${place}/${post.messageId}` : place);
}

export const pollPosts: PostKinds = {
  'polls/opened': pollPost(async (app, now) => openedNotice(app.config.locale, now)),
  'polls/extended': pollPost(async (app, now) => extendedNotice(app.config.locale, now)),
  'polls/cancelled': pollPost(async (app, now) => {
    await endOpened(app, now.poll);
    return cancelledNotice(app.config.locale, now);
  }),
  'polls/reminder': pollPost(async (app, now, { data }) =>
    now.poll.state === 'open' ? reminderNotice(app.config.locale, { ...now, roleId: roleOf(data) }) : undefined,
  ),
  'polls/result': pollPost(async (app, now) => {
    const outcome = outcomeOf(now.poll);
    if (!outcome) return undefined;
    const key = { guildId: now.poll.guildId, pollId: now.poll.id };
    const names = now.settings.names
      ? namesList(app.config.locale, now.films, await selectBallots(app.db, key), NAMES_LIMIT)
      : safe``;
    return resultNotice(app.config.locale, { ...now, outcome }, { names, picture: await pictureOf(app, now, outcome) });
  }),
  'polls/note': note('polls.note.remind'),
  'polls/all-voted': note('polls.note.all-voted'),
  'polls/trouble': note('polls.note.trouble'),
};

/** How the ballots moved, drawn; a result whose picture cannot be drawn is posted without one. */
async function pictureOf(app: App, { club, poll, films }: Shown, outcome: Outcome): Promise<MessageFile | undefined> {
  const { locale } = app.config;
  const { result } = outcome;
  const picture = resultPicture(locale, { club, number: poll.number, result, films });
  if (!picture || !outcome.hasQuorum) return undefined;
  try {
    const data = await app.pictures.draw(picture);
    return { name: `poll-${poll.number}.png`, data, description: pictureWords(locale, result, films) };
  } catch (error) {
    app.log.warn({ err: error, poll: poll.id }, 'a picture could not be drawn');
    return undefined;
  }
}

function roleOf(data: unknown): string {
  const roleId = data && typeof data === 'object' && 'roleId' in data ? data.roleId : undefined;
  if (typeof roleId !== 'string') throw new TypeError('a reminder without its role');
  return roleId;
}
