import { isForum, typeOf } from '../../state/channels.ts';
import { Permission } from '../../state/permissions.ts';
import { ChannelType, MessageFlag, SystemMessage, type ThreadChannel, ThreadType } from '../../state/types.ts';
import { wireChannel } from '../../wire/channels.ts';
import { audit } from '../audit.ts';
import type { Call, Reply } from '../call.ts';
import { invalidField } from '../errors.ts';
import { refuseThread } from '../thread-errors.ts';
import { checkRoom, keptName } from '../thread-rules.ts';
import { validate } from '../validate.ts';
import { channelOf, messageOf } from './channels.ts';
import { startPost } from './forums.ts';

const { createPublicThreads, createPrivateThreads, readMessageHistory } = Permission;
const DAY = 1_440;

type ThreadBody = {
  name: string;
  type?: number | null;
  invitable?: boolean | null;
  auto_archive_duration?: number | null;
};

const created = (call: Call, thread: ThreadChannel): Reply => {
  audit(call, 'thread create', thread.name);
  return { status: 201, body: wireChannel(thread, call.world.bot.id) };
};

const settings = (body: ThreadBody) => ({
  name: keptName(body.name),
  autoArchive: body.auto_archive_duration ?? DAY,
  tagIds: [],
});

/** `POST /channels/:channel/threads`: a post in a forum, elsewhere a thread of its own, private unless told otherwise. */
export function startThread(call: Call): Reply {
  const { world } = call;
  const { guild, channel } = channelOf(call, 0n);
  if (isForum(channel)) return startPost(call);
  validate('CreateTextThreadWithoutMessageRequest', call.body ?? {});
  const body = call.body as ThreadBody;
  const type = body.type ?? ThreadType.private;
  if (typeOf(channel) !== ChannelType.text) throw refuseThread.wrongType();
  if (type !== ThreadType.public && type !== ThreadType.private)
    throw invalidField(['type'], 'BASE_TYPE_CHOICES', 'Value must be one of {11, 12}.');
  channelOf(call, type === ThreadType.public ? createPublicThreads : createPrivateThreads);
  checkRoom(world, guild.id);
  const given = { ...settings(body), id: world.nextId(), parent: channel, type, invitable: body.invitable ?? true };
  const thread = world.threads.open(given, world.bot);
  if (type === ThreadType.public) announce(call, thread);
  return created(call, thread);
}

/** Says in the channel that a public thread was begun; the name is the whole text. */
function announce({ world }: Call, { id, name, guildId, thread }: ThreadChannel): void {
  const place = { channelId: thread.parent.id, guildId, author: world.bot };
  world.messages.create({ ...place, type: SystemMessage.threadCreated, content: name, about: { channelId: id } });
}

/** `POST /channels/:channel/messages/:message/threads`: a public thread that has its message's id. */
export function startThreadFrom(call: Call): Reply {
  const { world } = call;
  const { guild, channel } = channelOf(call, createPublicThreads | readMessageHistory);
  if (typeOf(channel) !== ChannelType.text) throw refuseThread.wrongType();
  const message = messageOf(call);
  if (world.threads.get(message.id)) throw refuseThread.hasThread();
  checkRoom(world, guild.id);
  const isLast = world.messages.in(channel.id).at(-1)?.id === message.id;
  const given = { ...settings(call.body as ThreadBody), id: message.id, parent: channel, invitable: true };
  const thread = world.threads.open({ ...given, type: ThreadType.public }, world.bot);
  const { flags, editedAt } = message;
  world.messages.edit(message, { flags: flags | MessageFlag.hasThread, editedAt });
  const about = { channelId: channel.id, messageId: message.id };
  const starter = { channelId: thread.id, guildId: guild.id, author: message.author, about };
  world.messages.create({ ...starter, type: SystemMessage.threadStarter });
  // Under the newest message its thread is seen anyway; from an older one it is announced.
  if (!isLast) announce(call, thread);
  return created(call, thread);
}
