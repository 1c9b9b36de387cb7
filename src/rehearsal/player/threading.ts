import type { Step } from '../script.ts';
import { canView, gateOf, isPrivate, typeOf } from '../state/channels.ts';
import { may, Permission } from '../state/permissions.ts';
import { mayInvite } from '../state/thread-life.ts';
import { MAX_MEMBERS, type ThreadChange } from '../state/threads.ts';
import { ChannelType, type Member, SystemMessage, type ThreadChannel, ThreadType } from '../state/types.ts';
import { threadNamed } from './places.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';

const DAY = 1_440;

const forbid = ({ member }: Scene, what: string): never => {
  throw new StepError(`${member.user.username} may not ${what}`);
};

function write({ world, member }: Scene, what: string, name: string): void {
  world.audit.push({ at: world.clock.now(), who: member.user.username, what, name, reason: null });
}

/** The members a step names. */
function named({ guild }: Scene, names: readonly string[]): Member[] {
  return names.map((name) => {
    const found = guild.members.find(({ user }) => user.username === name);
    if (!found) throw new StepError(`nobody here is called "${name}"`);
    return found;
  });
}

function create(scene: Scene, name: string, kind: 'public' | 'private'): void {
  const { world, guild, channel, member } = scene;
  const bit = kind === 'public' ? Permission.createPublicThreads : Permission.createPrivateThreads;
  if (typeOf(channel) !== ChannelType.text || !may(guild, member, channel, bit)) forbid(scene, 'start a thread here');
  const given = { id: world.nextId(), parent: channel, name, invitable: true, autoArchive: DAY, tagIds: [] };
  const thread = world.threads.open({ ...given, type: ThreadType[kind] }, member.user);
  write(scene, 'thread create', name);
  if (kind === 'private') return;
  const place = { channelId: channel.id, guildId: guild.id, author: member.user };
  world.messages.create({
    ...place,
    type: SystemMessage.threadCreated,
    content: name,
    about: { channelId: thread.id },
  });
}

function change(scene: Scene, thread: ThreadChannel, wanted: ThreadChange): void {
  const { world, guild, member } = scene;
  const manages = may(guild, member, thread, Permission.manageThreads);
  const reopens =
    wanted.archived === false && !thread.thread.locked && may(guild, member, thread, Permission.sendMessages);
  const isCreator = thread.thread.ownerId === member.user.id && wanted.locked === undefined && !thread.thread.locked;
  if (!manages && !isCreator && !reopens) forbid(scene, 'change this thread');
  if (thread.thread.archived && wanted.archived !== false) throw new StepError('the thread is archived');
  world.threads.change(thread, wanted, member.user);
  if (wanted.name !== undefined) write(scene, 'thread update', wanted.name);
}

function add(scene: Scene, thread: ThreadChannel, names: readonly string[]): void {
  const { world, guild, member } = scene;
  if (!mayInvite(guild, member, thread)) forbid(scene, 'invite into this thread');
  const members = named(scene, names);
  const outside = members.find((one) => !canView(guild, one, thread.thread.parent));
  if (outside) throw new StepError(`${outside.user.username} does not see the channel of this thread`);
  const fresh = members.filter(({ user }) => !thread.thread.members.has(user.id));
  if (thread.thread.members.size + fresh.length > MAX_MEMBERS) throw new StepError('the thread is full');
  const ids = fresh.map(({ user }) => user.id);
  world.threads.join(thread, ids, member.user);
}

function remove(scene: Scene, thread: ThreadChannel, names: readonly string[]): void {
  const { world, guild, member } = scene;
  const isCreator = isPrivate(thread) && thread.thread.ownerId === member.user.id;
  const mayPutOut = isCreator || may(guild, member, thread, Permission.manageThreads);
  for (const { user } of named(scene, names)) {
    const isSelf = user.id === member.user.id;
    if (!isSelf && !mayPutOut) forbid(scene, 'put anybody out of this thread');
    world.threads.leave(thread, user.id, isSelf ? null : member.user);
  }
}

function doTo(scene: Scene, thread: ThreadChannel, step: Step): void {
  if (step.add) add(scene, thread, step.add);
  else if (Array.isArray(step.remove)) remove(scene, thread, step.remove);
  else if (step.archive !== undefined) change(scene, thread, { archived: step.archive });
  else if (step.lock !== undefined) change(scene, thread, { locked: step.lock });
  else if (step.rename) change(scene, thread, { name: step.rename });
  else if (may(scene.guild, scene.member, thread, Permission.manageThreads)) scene.world.threads.remove(thread);
  else forbid(scene, 'delete this thread');
}

/**
 * What a person does to a thread, by its name.
 * @throws StepError for one they do not see or what the client would not let them do.
 */
export function doThread(scene: Scene, step: Step): void {
  const name = step.thread ?? '';
  const kind = step.create === 'public' || step.create === 'private' ? step.create : undefined;
  const thread = kind ? undefined : threadNamed(scene, name);
  if (kind) create(scene, name, kind);
  else if (thread) doTo(scene, thread, step);
  else throw new StepError(`${scene.member.user.username} sees no thread "${name}"`);
}

/**
 * Goes past the notice of a spoiler channel, once and for good.
 * @throws StepError where there is none.
 */
export function accept({ channel, member }: Scene): void {
  const gate = gateOf(channel);
  if (!gate) throw new StepError(`"#${channel.name}" has no notice`);
  gate.accepted ??= new Set();
  gate.accepted.add(member.user.id);
}

/**
 * Shuts a channel to a member, or lets them see it again; the bot goes by its name.
 * @throws StepError.
 */
export function giveAccess(scene: Scene, name: string, isOpen: boolean): void {
  const { world, guild, channel, member } = scene;
  if (!may(guild, member, channel, Permission.manageRoles)) forbid(scene, 'change who sees this channel');
  const [target] = named(scene, [name]);
  if (!target || target.user.id === guild.ownerId) throw new StepError(`${name} sees every channel`);
  const userId = target.user.id;
  const others = channel.overwrites.filter(({ id }) => id !== userId);
  const shut = { id: userId, type: 1 as const, allow: 0n, deny: Permission.viewChannel };
  channel.overwrites = isOpen ? others : [...others, shut];
  world.news.tell({
    kind: 'channel',
    how: 'changed',
    channel,
    words: [isOpen ? `open to ${name}` : `shut to ${name}`],
  });
  if (isOpen) world.news.tell({ kind: 'access', channel, userId });
}
