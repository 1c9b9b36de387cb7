import {
  type APIChannel,
  type APIThreadChannel,
  type Channel,
  ChannelType,
  DiscordAPIError,
  type REST,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import { bodyOf, type Letter } from './publish.ts';

/**
 * Why Discord does not do something. `gone`: there is no such channel any more; `unknown`: no such message; `unseen`: somebody does
 * not see the channel; `forbidden`: the bot may not; `full`: 1,000 members are in; `stranger`: the person is not in;
 * `crowded`: the server has as many active threads or channels as it may; `unsuited`: a channel of another kind.
 */
export type Refusal =
  | 'gone'
  | 'unknown'
  | 'stranger'
  | 'full'
  | 'unseen'
  | 'forbidden'
  | 'unsuited'
  | 'archived'
  | 'crowded';

const REFUSALS: Readonly<Record<number, Refusal>> = {
  10003: 'gone',
  10008: 'unknown',
  10007: 'stranger',
  10013: 'stranger',
  30013: 'crowded',
  30033: 'full',
  50001: 'unseen',
  50013: 'forbidden',
  50024: 'unsuited',
  50083: 'archived',
  160005: 'forbidden',
  160006: 'crowded',
};

export type Tried<Value> = { kind: 'done'; value: Value } | { kind: Refusal };

/** What Discord answered, or why not. Whatever is none of the refusals is thrown, and worth another try. */
export async function attempt<Value>(work: Promise<unknown>): Promise<Tried<Value>> {
  try {
    return { kind: 'done', value: (await work) as Value };
  } catch (error) {
    const kind = error instanceof DiscordAPIError ? REFUSALS[Number(error.code)] : undefined;
    if (!kind) throw error;
    return { kind };
  }
}

/** A thread as we care for it. */
export type Thread = {
  id: string;
  name: string;
  parentId: string;
  isPrivate: boolean;
  isArchived: boolean;
  isLocked: boolean;
};

/** A week, the longest that Discord leaves a thread open in which nobody writes. */
const AUTO_ARCHIVE = 10_080;

/** Begins a thread without a message. Into a private one nobody but the bot and who manages threads can bring others. */
export function startThread(
  rest: REST,
  channelId: string,
  { name, isPrivate }: { name: string; isPrivate: boolean },
): Promise<Tried<{ id: string }>> {
  const type = isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread;
  const body = { name, type, auto_archive_duration: AUTO_ARCHIVE, ...(isPrivate ? { invitable: false } : {}) };
  return attempt(rest.post(Routes.threads(channelId), { body }));
}

/** Begins a post in a forum with its first message. */
export function startPost(
  rest: REST,
  forumId: string,
  post: { name: string; tagIds: readonly string[]; letter: Letter; mark: number },
): Promise<Tried<{ id: string }>> {
  const { name, tagIds, letter, mark } = post;
  const body = {
    name,
    auto_archive_duration: AUTO_ARCHIVE,
    applied_tags: tagIds,
    message: bodyOf(letter, mark),
  };
  return attempt(rest.post(Routes.threads(forumId), { body }));
}

/** Whether a channel of the cache is a thread that is open and not locked. */
export function isOpenThread(channel: Channel | undefined): boolean {
  return channel?.isThread() === true && channel.archived === false && channel.locked === false;
}

/** @returns the thread as it is. */
export async function readThread(rest: REST, threadId: string): Promise<Tried<Thread>> {
  const read = await attempt<APIChannel>(rest.get(Routes.channel(threadId)));
  if (read.kind !== 'done') return read;
  return 'thread_metadata' in read.value
    ? { kind: 'done', value: threadOf(read.value as APIThreadChannel) }
    : { kind: 'unsuited' };
}

export function changeThread(
  rest: REST,
  threadId: string,
  change: { archived?: boolean; locked?: boolean },
): Promise<Tried<unknown>> {
  return attempt(rest.patch(Routes.channel(threadId), { body: change }));
}

/** Takes a person into a thread; who is in already stays. */
export function admit(rest: REST, threadId: string, userId: string): Promise<Tried<unknown>> {
  return attempt(rest.put(Routes.threadMembers(threadId, userId)));
}

export function putOut(rest: REST, threadId: string, userId: string): Promise<Tried<unknown>> {
  return attempt(rest.delete(Routes.threadMembers(threadId, userId)));
}

/**
 * The threads that the bot itself began in some channels since a moment, active ones and archived ones: among them is
 * one whose making was cut off before it was noted.
 */
export async function ownThreads(
  rest: REST,
  guildId: string,
  parentIds: readonly string[],
  since: Date,
): Promise<Thread[]> {
  const self = (await rest.get(Routes.user())) as { id: string };
  const lists = [
    rest.get(Routes.guildActiveThreads(guildId)),
    ...parentIds.flatMap((id) => [
      rest.get(Routes.channelThreads(id, 'public')),
      rest.get(Routes.channelJoinedArchivedThreads(id)),
    ]),
  ];
  const found = await Promise.all(lists.map((list) => attempt<{ threads: APIThreadChannel[] }>(list)));
  return found
    .flatMap((list) => (list.kind === 'done' ? list.value.threads : []))
    .filter(({ owner_id: owner, id }) => owner === self.id && bornAfter(id, since))
    .map(threadOf)
    .filter(({ parentId }) => parentIds.includes(parentId));
}

/** Whether Discord gave an id after a moment of ours; the two clocks may differ by some minutes. */
export function bornAfter(id: string, since: Date): boolean {
  return SnowflakeUtil.timestampFrom(id) >= since.getTime() - CLOCKS_DIFFER;
}

const CLOCKS_DIFFER = 300_000;

function threadOf({ id, name, parent_id, type, thread_metadata: state }: APIThreadChannel): Thread {
  return {
    id,
    name: name ?? '',
    parentId: parent_id ?? '',
    isPrivate: type === ChannelType.PrivateThread,
    isArchived: state?.archived ?? false,
    isLocked: state?.locked ?? false,
  };
}
