import { z } from 'zod';
import type { App } from '../../app.ts';
import type { Db } from '../../db/db.ts';
import type { MessageFile } from '../../discord/message.ts';
import type { Notice } from '../../discord/publish.ts';
import { drawn } from '../../pictures/drawn.ts';
import { addNotes, addPost, findPost, heldUp, type Post } from '../../posts/posts.ts';
import type { JobHandlers, PostKind, PostKinds } from '../../posts/sending.ts';
import { languageFor, loadClub } from '../clubs/clubs.ts';
import { carriedBy, triesAgain, tryAgain, tryLater } from './again.ts';
import { selectBallots, selectEligible } from './ballots.ts';
import { closeNative, endOpened, votersAtDiscord } from './native/jobs.ts';
import {
  cancelledNotice,
  extendedNotice,
  type NoteKey,
  openedNotice,
  pollNote,
  reminderNotice,
  resultNotice,
} from './notices/messages.ts';
import { pictureWords, resultPicture } from './picture.ts';
import {
  closePoll,
  filmsOf,
  findPoll,
  type Outcome,
  outcomeOf,
  type Poll,
  type PollKey,
  turnout,
  winOf,
} from './polls.ts';
import { tellHosts } from './telling.ts';

export const pollJobs: Pick<JobHandlers, 'polls/close' | 'polls/remind' | 'polls/repost'> = {
  'polls/close': async (app, key) => {
    const poll = await findPoll(app.db, key);
    if (poll?.method === 'native' && poll.state === 'open') await closeNative(app, poll);
    else if (poll) await closePoll(app, key);
  },
  'polls/remind': async (app, key) => remind(app, key),
  'polls/repost': tryAgain,
};

const reminder = z.object({ roleId: z.string() });

/** Those who asked for it get a private note, and a role that the club names a quiet ping, if anybody has not voted. */
async function remind(app: App, key: PollKey): Promise<void> {
  const found = await findPoll(app.db, key);
  const atDiscord = found?.method === 'native' && found.state === 'open' ? await votersAtDiscord(app, found) : [];
  await app.db.transaction(async (tx) => {
    const poll = await findPoll(tx, key, 'update');
    if (poll?.state !== 'open' || poll.closesAt <= app.now()) return;
    const voted = new Set([...atDiscord, ...(await selectBallots(tx, key)).map(({ userId }) => userId)]);
    const missing = (await selectEligible(tx, poll)).filter(({ userId }) => !voted.has(userId));
    if (missing.length === 0 || (await wasReminded(tx, poll))) return;
    const club = await loadClub(tx, poll);
    const { remindRole } = club.settings;
    if (remindRole) {
      const data: z.infer<typeof reminder> = { roleId: remindRole };
      await addPost(tx, app, { ...about(poll), channelId: poll.channelId, kind: 'polls/reminder', data });
    }
    const wanting = missing.filter(({ reminded }) => reminded).map(({ userId }) => userId);
    await addNotes(tx, app, wanting, { ...about(poll), kind: 'polls/note' });
  });
}

async function wasReminded(db: Db, poll: Poll): Promise<boolean> {
  const kinds = ['polls/reminder', 'polls/note'].map((kind) => findPost(db, { ...about(poll), kind }));
  return (await Promise.all(kinds)).some((post) => post !== undefined);
}

function about({ guildId, id }: Poll) {
  return { guildId, subjectId: id };
}

async function shown(app: App, post: Post) {
  const key = { guildId: post.guildId, pollId: post.subjectId };
  const poll = await findPoll(app.db, key);
  if (!poll) return undefined;
  const [club, films, { voted, eligible }] = await Promise.all([
    loadClub(app.db, poll),
    filmsOf(app.db, key),
    turnout(app.db, poll),
  ]);
  const locale = await languageFor(app.db, club, post.userId, app.config.locale);
  return { locale, poll, club: club.name, films, voted, eligible };
}

type Shown = NonNullable<Awaited<ReturnType<typeof shown>>>;

/** A kind of post about a poll. When it cannot be posted where it should, the hosts are told. */
function pollPost(write: (app: App, now: Shown, post: Post) => Promise<Notice | undefined>): PostKind {
  return {
    write: async (app, post) => {
      const now = await shown(app, post);
      return now && write(app, now, post);
    },
    failed: tellOfTrouble,
  };
}

async function tellOfTrouble(app: App, { guildId, subjectId }: Post, tx: Db): Promise<void> {
  const poll = await findPoll(tx, { guildId, pollId: subjectId });
  if (poll) await tellHosts(tx, app, poll, 'polls/trouble');
}

/** A private note about a poll. One that cannot be sent is let go: the person wants none. */
function note(key: NoteKey): PostKind {
  return {
    write: async (app, post) => {
      const now = await shown(app, post);
      if (!now || (key !== 'polls.note.trouble' && now.poll.state !== 'open')) return undefined;
      const again = key === 'polls.note.trouble' && (await triesAgain(app.db, now.poll));
      return pollNote(now.locale, key, { ...now, link: await linkTo(app.db, now.poll), again });
    },
  };
}

/** The address of the poll's message, or of its channel where there is none. */
export async function linkTo(db: Db, poll: Poll): Promise<string> {
  const post = await findPost(db, { ...about(poll), kind: 'polls/opened' });
  const place = `https://discord.com/channels/${poll.guildId}/${post?.channelId ?? poll.channelId}`;
  return post?.messageId ? `${place}/${post.messageId}` : place;
}

export const pollPosts: PostKinds = {
  'polls/opened': {
    ...pollPost(async (_, now) => openedNotice(now.locale, now)),
    deleted: async (app, { guildId, subjectId }, tx) => {
      const poll = await findPoll(tx, { guildId, pollId: subjectId });
      // without its message nobody finds the vote
      if (poll?.state === 'open') await tellHosts(tx, app, poll, 'polls/trouble');
    },
  },
  'polls/extended': pollPost(async (app, now, post) => {
    const lateMs = carriedBy(post).lateMs + heldUp(post, app.now());
    return extendedNotice(now.locale, { ...now, lateMs });
  }),
  'polls/cancelled': pollPost(async (app, now) => {
    await endOpened(app, now.poll);
    return cancelledNotice(now.locale, { ...now, link: await linkTo(app.db, now.poll) });
  }),
  'polls/reminder': pollPost(async (_, now, { data }) =>
    now.poll.state === 'open' ? reminderNotice(now.locale, { ...now, ...reminder.parse(data) }) : undefined,
  ),
  'polls/result': {
    ...pollPost(async (app, now, post) => {
      const counted = outcomeOf(now.poll);
      if (!counted) return undefined;
      const outcome = { ...counted, lateMs: counted.lateMs + heldUp(post, app.now()) };
      const key = { guildId: now.poll.guildId, pollId: now.poll.id };
      const ballots = now.poll.named ? await selectBallots(app.db, key) : [];
      return resultNotice(now.locale, { ...now, outcome }, { ballots, picture: await pictureOf(app, now, outcome) });
    }),
    failed: async (app, post, tx) => {
      if (carriedBy(post).tries === 0) await tellOfTrouble(app, post, tx);
      await tryLater(tx, app, post);
    },
  },
  'polls/note': note('polls.note.remind'),
  'polls/all-voted': note('polls.note.all-voted'),
  'polls/trouble': note('polls.note.trouble'),
  'polls/unreadable': note('polls.note.unreadable'),
};

/** How the ballots moved, drawn; a result whose picture cannot be drawn is posted without one. */
async function pictureOf(app: App, now: Shown, outcome: Outcome): Promise<MessageFile | undefined> {
  const { locale, club, poll, films } = now;
  const result = winOf(outcome);
  if (!result) return undefined;
  const spec = () => resultPicture(locale, { club, number: poll.number, result, films });
  const data = await drawn(app, spec, { poll: poll.id });
  return data && { name: `poll-${poll.number}.png`, data, description: pictureWords(locale, result, films) };
}
