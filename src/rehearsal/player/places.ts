import { canRead, canView, gateOf, isForum, isThread } from '../state/channels.ts';
import { may, Permission } from '../state/permissions.ts';
import type { Channel, Guild, Member, ThreadChannel } from '../state/types.ts';
import type { World } from '../state/world.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';

type Eyes = { world: World; guild: Guild; member: Member };

/** The newest thread of a name that a member sees. */
export function threadNamed({ world, guild, member }: Eyes, name: string): ThreadChannel | undefined {
  return world.threads.in(guild.id).findLast((one) => one.name === name && canView(guild, member, one));
}

/** The channel of a name that a member sees, with or without its sign; else the newest thread that is called so. */
export function channelNamed(eyes: Eyes, name: string): Channel | undefined {
  const { guild, member } = eyes;
  const bare = name.replace(/^#/, '');
  const channel = guild.channels.find((one) => one.name === bare && canView(guild, member, one));
  return channel ?? threadNamed(eyes, name) ?? threadNamed(eyes, bare);
}

/**
 * Refuses what is behind a notice that the member has not gone past.
 * @throws StepError.
 */
export function checkNotice(guild: Guild, member: Member, channel: Channel): void {
  if (canRead(guild, member, channel)) return;
  throw new StepError(`${member.user.username} stands before the notice of "#${gateOf(channel)?.name}"`);
}

/**
 * Refuses to write where a member may not.
 * @throws StepError.
 */
export function checkWrites({ guild, member, channel }: Scene): void {
  const name = member.user.username;
  if (isForum(channel)) throw new StepError(`"#${channel.name}" is a forum: people write in its posts`);
  if (!may(guild, member, channel, Permission.sendMessages)) throw new StepError(`${name} may not write here`);
  if (channel.thread?.locked && !may(guild, member, channel, Permission.manageThreads))
    throw new StepError('the thread is locked');
}

/**
 * What the client does before it sends an interaction from a thread: it opens an archived one again. In a locked one
 * no control can be used by anybody (discord-api-docs#7900), commands by those who manage threads.
 * @throws StepError when it cannot.
 */
export function wake({ world, guild, member, channel }: Scene, isControl: boolean): void {
  if (isForum(channel)) throw new StepError(`"#${channel.name}" is a forum: commands are used in its posts`);
  if (!isThread(channel)) return;
  const { thread } = channel;
  const manages = may(guild, member, channel, Permission.manageThreads);
  if (thread.locked && (isControl || !manages)) throw new StepError('the thread is locked');
  if (!thread.archived) return;
  if (!may(guild, member, channel, Permission.sendMessages)) throw new StepError('the thread is archived');
  world.threads.change(channel, { archived: false }, member.user);
}
