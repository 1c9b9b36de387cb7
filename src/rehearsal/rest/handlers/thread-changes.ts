import { isForum, isPrivate } from '../../state/channels.ts';
import { Permission } from '../../state/permissions.ts';
import type { ThreadChange } from '../../state/threads.ts';
import { ChannelFlag, type ThreadChannel } from '../../state/types.ts';
import { wireChannel } from '../../wire/channels.ts';
import { audit } from '../audit.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { invalidField, refuse } from '../errors.ts';
import { checkTags } from '../forum-rules.ts';
import { refuseThread } from '../thread-errors.ts';
import { botMay, checkRoom, keptName } from '../thread-rules.ts';
import { validate } from '../validate.ts';

type ThreadPatch = {
  name?: string | null;
  archived?: boolean | null;
  locked?: boolean | null;
  invitable?: boolean | null;
  auto_archive_duration?: number | null;
  rate_limit_per_user?: number | null;
  flags?: number | null;
  applied_tags?: string[] | null;
};

/** What the creator of a thread may change of it without the right to manage threads. */
const CREATORS: readonly string[] = ['name', 'archived', 'auto_archive_duration', 'applied_tags', 'invitable'];

const given = (body: ThreadPatch): string[] =>
  Object.entries(body).flatMap(([key, value]) => (value === undefined || value === null ? [] : [key]));

/** Source: Discord's documentation, topics/threads and "Modify Channel". */
function checkRights({ world }: Call, channel: ThreadChannel, body: ThreadPatch): void {
  if (botMay(world, channel, Permission.manageThreads)) return;
  const { thread } = channel;
  const keys = given(body);
  if (thread.locked) throw refuse.missingPermissions();
  const onlyReopens = keys.length === 1 && body.archived === false;
  if (onlyReopens && botMay(world, channel, Permission.sendMessages)) return;
  const isCreator = thread.ownerId === world.bot.id;
  if (!isCreator || keys.some((key) => !CREATORS.includes(key))) throw refuse.missingPermissions();
}

function changeOf(call: Call, { thread, ...channel }: ThreadChannel, body: ThreadPatch): ThreadChange {
  const { name, archived, locked, invitable, auto_archive_duration, flags, applied_tags } = body;
  if (flags && (!isForum(thread.parent) || (flags & ~ChannelFlag.pinned) !== 0))
    throw invalidField(['flags'], 'CHANNEL_FLAGS_INVALID', 'Only posts of a forum can be pinned.');
  if (applied_tags) checkTags(call, thread.parent, applied_tags, thread.tagIds);
  return {
    ...(typeof name === 'string' ? { name: keptName(name) } : {}),
    ...(typeof archived === 'boolean' ? { archived } : {}),
    ...(typeof locked === 'boolean' ? { locked } : {}),
    ...(typeof invitable === 'boolean' && isPrivate({ ...channel, thread }) ? { invitable } : {}),
    ...(auto_archive_duration ? { autoArchive: auto_archive_duration } : {}),
    ...(typeof flags === 'number' ? { flags } : {}),
    ...(applied_tags ? { tagIds: applied_tags } : {}),
  };
}

/** `PATCH /channels/:channel` of a thread. What is archived takes nothing but the words that open it again. */
export function changeThread(call: Call, channel: ThreadChannel): Reply {
  validate('UpdateThreadRequestPartial', call.body ?? {});
  const body = (call.body ?? {}) as ThreadPatch;
  if (channel.thread.archived && body.archived !== false) throw refuseThread.archived();
  checkRights(call, channel, body);
  if (channel.thread.archived) checkRoom(call.world, channel.guildId);
  const change = changeOf(call, channel, body);
  call.world.threads.change(channel, change, call.world.bot);
  audit(call, 'thread update', change.name ?? null);
  return ok(wireChannel(channel, call.world.bot.id));
}

/** `DELETE /channels/:channel` of a thread; its creator alone has no right to. */
export function deleteThread(call: Call, channel: ThreadChannel): Reply {
  if (!botMay(call.world, channel, Permission.manageThreads)) throw refuse.missingPermissions();
  const gone = wireChannel(channel, call.world.bot.id);
  call.world.threads.remove(channel);
  audit(call, 'thread delete', channel.name);
  return ok(gone);
}
