import { Permission } from '../../state/permissions.ts';
import { ThreadType } from '../../state/types.ts';
import { wireChannel } from '../../wire/channels.ts';
import { wireMessage } from '../../wire/messages.ts';
import { audit } from '../audit.ts';
import type { MessageBody } from '../bodies.ts';
import type { Call, Reply } from '../call.ts';
import { compose } from '../compose.ts';
import { checkTags } from '../forum-rules.ts';
import { checkRoom, keptName } from '../thread-rules.ts';
import { validate } from '../validate.ts';
import { channelOf } from './channels.ts';

const DAY = 1_440;

type PostBody = {
  name: string;
  auto_archive_duration?: number | null;
  applied_tags?: string[] | null;
  message: MessageBody;
};

/**
 * `POST /channels/:channel/threads` in a forum: a post, which is a public thread, with its first message, which has
 * the thread's id. Components V2 work in there although the documentation does not name their flag
 * (discord/discord-api-docs#8444).
 */
export function startPost(call: Call): Reply {
  const { world } = call;
  validate('CreateForumThreadRequest', call.body ?? {});
  const body = call.body as PostBody;
  const files = call.files.length ? Permission.attachFiles : 0n;
  const { guild, channel } = channelOf(call, Permission.sendMessages | files);
  const tagIds = body.applied_tags ?? [];
  checkTags(call, channel, tagIds, []);
  checkRoom(world, guild.id);
  const content = compose(call, body.message, channel.id, 'all', ['message']);
  const id = world.nextId();
  const settings = { name: keptName(body.name), autoArchive: body.auto_archive_duration ?? DAY, tagIds };
  const given = { ...settings, id, parent: channel, type: ThreadType.public, invitable: true };
  const thread = world.threads.open(given, world.bot);
  const starter = world.messages.create({ ...content, id, channelId: id, guildId: guild.id, author: world.bot });
  audit(call, 'thread create', thread.name);
  return { status: 201, body: { ...wireChannel(thread, world.bot.id), message: wireMessage(world, starter) } };
}
