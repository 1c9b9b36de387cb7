import { canView, isPrivate, isThread } from '../../state/channels.ts';
import { Permission } from '../../state/permissions.ts';
import { mayInvite } from '../../state/thread-life.ts';
import { MAX_MEMBERS } from '../../state/threads.ts';
import type { Guild, Member, ThreadChannel } from '../../state/types.ts';
import { memberById } from '../../state/world.ts';
import { wireThreadMember } from '../../wire/channels.ts';
import { wireMember } from '../../wire/people.ts';
import { type Call, nothing, ok, type Reply } from '../call.ts';
import { refuse } from '../errors.ts';
import { refuseThread } from '../thread-errors.ts';
import { botMay } from '../thread-rules.ts';
import { channelOf } from './channels.ts';

type Place = { guild: Guild; channel: ThreadChannel };

function threadOf(call: Call, bits: bigint): Place {
  const { guild, channel } = channelOf(call, bits);
  if (!isThread(channel)) throw refuseThread.wrongType();
  return { guild, channel };
}

const userIdOf = (call: Call) => (call.param('user') === '@me' ? call.world.bot.id : call.param('user'));

function memberOf(call: Call, guild: Guild): Member {
  const member = memberById(guild, userIdOf(call));
  if (!member) throw refuseThread.unknownMember();
  return member;
}

/**
 * `PUT /channels/:channel/thread-members/:user`: adds a member, or with `@me` the bot. That somebody who may not see
 * the channel around the thread is refused with 50001 is what is believed; no source was found.
 */
export function addThreadMember(call: Call): Reply {
  const { world } = call;
  const isSelf = call.param('user') === '@me';
  const { guild, channel } = threadOf(call, isSelf ? 0n : Permission.sendMessages);
  const { thread } = channel;
  if (thread.archived) throw refuseThread.archived();
  const [member, bot] = [memberOf(call, guild), memberById(guild, world.bot.id)];
  if (!canView(guild, member, thread.parent)) throw refuse.missingAccess();
  if (!isSelf && !(bot && mayInvite(guild, bot, channel))) throw refuse.missingPermissions();
  if (thread.members.has(member.user.id)) return nothing;
  if (thread.members.size >= MAX_MEMBERS) throw refuseThread.tooManyMembers();
  world.threads.join(channel, [member.user.id], isSelf ? null : world.bot);
  return nothing;
}

/** `DELETE /channels/:channel/thread-members/:user`: puts a member out, or with `@me` leaves. */
export function removeThreadMember(call: Call): Reply {
  const { world } = call;
  const { channel } = threadOf(call, 0n);
  if (channel.thread.archived) throw refuseThread.archived();
  const [id, self] = [userIdOf(call), world.bot.id];
  const isCreator = isPrivate(channel) && channel.thread.ownerId === self;
  if (id !== self && !isCreator && !botMay(world, channel, Permission.manageThreads)) throw refuse.missingPermissions();
  if (!channel.thread.members.has(id)) throw refuseThread.unknownMember();
  world.threads.leave(channel, id, id === self ? null : world.bot);
  return nothing;
}

/** `GET /channels/:channel/thread-members/:user` */
export function readThreadMember(call: Call): Reply {
  const { guild, channel } = threadOf(call, 0n);
  const [wire, member] = [wireThreadMember(channel, userIdOf(call)), memberById(guild, userIdOf(call))];
  if (!wire) throw refuseThread.unknownMember();
  const withMember = call.query.get('with_member') === 'true' && member;
  return ok(withMember ? { ...wire, member: wireMember(guild, member) } : wire);
}

/** `GET /channels/:channel/thread-members`: only for applications with the members intent, which this one has not. */
export function listThreadMembers(call: Call): Reply {
  threadOf(call, 0n);
  throw refuse.missingAccess();
}
