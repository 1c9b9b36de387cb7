import { type APIMessage, type APIUser, DiscordAPIError, Routes } from 'discord.js';
import type { App } from '../../../app.ts';
import { outcomeOf as whyNot } from '../../../discord/publish.ts';
import { findPost } from '../../../posts/posts.ts';
import { insertVoters, selectEligible } from '../ballots.ts';
import { closePoll, filmsOf, type Poll } from '../polls.ts';
import { tellHosts } from '../telling.ts';

/** How soon (ms) Discord is asked again for a poll of its own: one not counted yet, and one that we may not read. */
const ASK_AGAIN = { counting: 15_000, forbidden: 600_000 } as const;

const POST = 'polls/opened';

/**
 * Discord's own poll is read once Discord has finished counting it; who may not vote in the club is left out. A host who
 * closes it has it ended there first. Until it is finished, we ask again; also where we may not read it, which the hosts
 * are told once: its votes are all still there.
 */
export async function closeNative(app: App, poll: Poll): Promise<void> {
  const key = { guildId: poll.guildId, pollId: poll.id };
  const read = await readOpened(app, poll);
  // A message that somebody deleted, or that was never posted, has no votes.
  if (read === 'gone') return void (await closePoll(app, key, undefined, 'lost'));
  if (read === 'forbidden') return askAgain(app, poll, ASK_AGAIN.forbidden);
  if (read === 'unsent') return askAgain(app, poll, ASK_AGAIN.counting);
  if (read.poll?.results?.is_finalized) {
    const votes = await votesOf(app, poll, read);
    await learnRoles(app, poll, votes);
    return void (await closePoll(app, key, undefined, votes));
  }
  await endAtDiscord(app, read);
  return askAgain(app, poll, ASK_AGAIN.counting);
}

async function askAgain(app: App, poll: Poll, wait: number): Promise<void> {
  const about = { guildId: poll.guildId, subjectId: poll.id, kind: 'polls/unreadable' };
  const tells = wait === ASK_AGAIN.forbidden && !(await findPost(app.db, about));
  await app.db.transaction(async (tx) => {
    if (tells) await tellHosts(tx, app, poll, about.kind);
    const payload = { guildId: poll.guildId, pollId: poll.id };
    await app.enqueue(tx, 'polls/close', payload, new Date(app.now().getTime() + wait));
  });
}

type Opened = APIMessage | 'unsent' | 'gone' | 'forbidden';

/** The message of Discord's own poll, or why there is none. */
async function readOpened(app: App, poll: Poll): Promise<Opened> {
  const post = await findPost(app.db, { guildId: poll.guildId, subjectId: poll.id, kind: POST });
  if (post?.failed) return 'gone';
  if (!post?.channelId || !post.messageId) return 'unsent';
  try {
    return (await app.discord.rest().get(Routes.channelMessage(post.channelId, post.messageId))) as APIMessage;
  } catch (error) {
    const why = whyNot(error);
    if (why === undefined) throw error;
    return why;
  }
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

/** A poll that was called off ends at Discord too, if we can reach it. */
export async function endOpened(app: App, poll: Poll): Promise<void> {
  if (poll.method !== 'native') return;
  const read = await readOpened(app, poll);
  if (typeof read === 'object') await endAtDiscord(app, read);
}

/** Who has voted in Discord's own poll so far: everybody sees it there. */
export async function votersAtDiscord(app: App, poll: Poll): Promise<string[]> {
  const read = await readOpened(app, poll);
  return typeof read === 'object' ? [...(await votesOf(app, poll, read)).keys()] : [];
}

/** Roles are told of one person at a time: who voted and was not known to hold the role is asked for. */
async function learnRoles(app: App, poll: Poll, votes: ReadonlyMap<string, unknown>): Promise<void> {
  const { roleId, guildId } = poll;
  if (poll.eligible !== 'role' || !roleId) return;
  const known = new Set((await selectEligible(app.db, poll)).map(({ userId }) => userId));
  const asked = [...votes.keys()].filter((userId) => !known.has(userId));
  const members = await Promise.all(asked.map((userId) => app.discord.member(guildId, userId)));
  const holders = asked.filter((_, index) => members[index]?.roles.includes(roleId));
  await insertVoters(app.db, { guildId, pollId: poll.id }, holders);
}

/** What was voted for, by who voted: nominations in the order of the poll. */
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
