import { canView, isPrivate, isThread } from './channels.ts';
import type { Delivery } from './messages.ts';
import { may, Permission } from './permissions.ts';
import type { Guild, Member, Message, ThreadChannel } from './types.ts';
import { channelById, memberById, type World } from './world.ts';

/** Whether a member may bring others into a thread: into a private one only where that is allowed to all. */
export function mayInvite(guild: Guild, member: Member, channel: ThreadChannel): boolean {
  const { ownerId, invitable } = channel.thread;
  const isTrusted = ownerId === member.user.id || may(guild, member, channel, Permission.manageThreads);
  return canView(guild, member, channel) && (!isPrivate(channel) || invitable || isTrusted);
}

/** The members a message's pings stand for, those of roles included. */
function called(guild: Guild, ids: readonly string[]): Member[] {
  return guild.members.filter(({ user, roles }) => ids.includes(user.id) || roles.some((role) => ids.includes(role)));
}

/**
 * Takes those whom a message in a thread mentions into the thread, as far as its author may invite and they see the
 * channel around it. That an edit does so too, without a ping, is what people report (MarcusOtter/discord-needle#107).
 */
export function joinMentioned(world: World, message: Message, ids: readonly string[]): void {
  const place = channelById(world, message.channelId);
  const author = place && memberById(place.guild, message.author.id);
  if (!author || !isThread(place.channel) || !mayInvite(place.guild, author, place.channel)) return;
  const { guild, channel } = place;
  const fitting = called(guild, ids).filter((member) => canView(guild, member, channel.thread.parent));
  world.threads.join(
    channel,
    fitting.map(({ user }) => user.id),
    null,
  );
}

function arrived(world: World, thread: ThreadChannel, message: Message): void {
  if (thread.thread.archived) world.threads.change(thread, { archived: false }, null);
  const isStarter = message.id === thread.id;
  Object.assign(thread.thread, {
    lastMessageId: message.id,
    messageCount: thread.thread.messageCount + (isStarter ? 0 : 1),
    messagesEver: thread.thread.messagesEver + (isStarter ? 0 : 1),
  });
  world.threads.touch(thread);
  const wroteIt = message.interactionId === null && message.webhookId === undefined;
  if (wroteIt) world.threads.join(thread, [message.author.id], null);
  joinMentioned(world, message, message.pings);
}

/** What messages do to the threads they are in: they wake, count, and bring their author and the mentioned in. */
export function liveThreads(world: World): void {
  world.deliveries.listen(({ kind, message }: Delivery) => {
    const thread = world.threads.get(message.channelId);
    if (!thread || message.ephemeralFor !== null || message.type !== undefined) return;
    if (kind === 'message') arrived(world, thread, message);
    if (kind === 'delete' && message.id !== thread.id) thread.thread.messageCount--;
  });
}
