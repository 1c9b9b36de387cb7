import { canView, isPrivate, isThread } from '../../state/channels.ts';
import { Permission } from '../../state/permissions.ts';
import type { Guild, ThreadChannel } from '../../state/types.ts';
import { guildById, memberById } from '../../state/world.ts';
import { wireChannel, wireThreadMember } from '../../wire/channels.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { refuse } from '../errors.ts';
import { refuseThread } from '../thread-errors.ts';
import { channelOf } from './channels.ts';

const MOST = 100;

/** The guild of a call, if the bot is in it. */
export function guildOf(call: Call): Guild {
  const guild = guildById(call.world, call.param('guild'));
  if (!guild || !memberById(guild, call.world.bot.id)) throw refuse.unknownGuild();
  return guild;
}

function listed({ world }: Call, threads: readonly ThreadChannel[]) {
  const self = world.bot.id;
  const members = threads.flatMap((thread) => wireThreadMember(thread, self) ?? []);
  return { threads: threads.map((thread) => wireChannel(thread, self)), members };
}

/** `GET /guilds/:guild/threads/active`: those the bot may see, newest first. */
export function listActiveThreads(call: Call): Reply {
  const guild = guildOf(call);
  const bot = memberById(guild, call.world.bot.id);
  const active = call.world.threads.active(guild.id).filter((thread) => bot && canView(guild, bot, thread));
  return ok(listed(call, active.reverse()));
}

function archived(call: Call, bits: bigint, fits: (thread: ThreadChannel) => boolean): ThreadChannel[] {
  const { guild, channel } = channelOf(call, bits);
  if (isThread(channel)) throw refuseThread.wrongType();
  const own = call.world.threads.in(guild.id).filter(({ thread }) => thread.parent.id === channel.id);
  return own.filter((one) => one.thread.archived && fits(one));
}

function page(call: Call, threads: readonly ThreadChannel[]): Reply {
  const limit = Math.min(MOST, Math.max(1, Number(call.query.get('limit') ?? MOST) || MOST));
  return ok({ ...listed(call, threads.slice(0, limit)), has_more: threads.length > limit });
}

function byTime(call: Call, bits: bigint, fits: (thread: ThreadChannel) => boolean): Reply {
  const before = Date.parse(call.query.get('before') ?? '');
  const found = archived(call, bits, fits).filter(({ thread }) => Number.isNaN(before) || thread.archivedAt < before);
  return page(
    call,
    found.sort((a, b) => b.thread.archivedAt - a.thread.archivedAt),
  );
}

/** `GET /channels/:channel/threads/archived/public` */
export const listArchivedPublic = (call: Call): Reply =>
  byTime(call, Permission.readMessageHistory, (thread) => !isPrivate(thread));

/** `GET /channels/:channel/threads/archived/private` */
export const listArchivedPrivate = (call: Call): Reply =>
  byTime(call, Permission.readMessageHistory | Permission.manageThreads, isPrivate);

/** `GET /channels/:channel/users/@me/threads/archived/private` */
export function listJoinedPrivate(call: Call): Reply {
  const { world, query } = call;
  const before = query.get('before');
  const isJoined = (one: ThreadChannel) => isPrivate(one) && one.thread.members.has(world.bot.id);
  const found = archived(call, Permission.readMessageHistory, isJoined);
  const older = found.filter(({ id }) => before === null || BigInt(id) < BigInt(before));
  return page(call, older.reverse());
}
