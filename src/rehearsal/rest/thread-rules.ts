import { may, Permission } from '../state/permissions.ts';
import { MAX_ACTIVE } from '../state/threads.ts';
import type { Channel } from '../state/types.ts';
import { channelById, memberById, type World } from '../state/world.ts';
import { invalidField, refuse } from './errors.ts';
import { refuseThread } from './thread-errors.ts';

/** Whether the bot may do all of `bits` in a channel. */
export function botMay(world: World, channel: Channel, bits: bigint): boolean {
  const guild = world.guilds.find(({ id }) => id === channel.guildId);
  const bot = guild && memberById(guild, world.bot.id);
  return guild !== undefined && bot !== undefined && may(guild, bot, channel, bits);
}

/**
 * Refuses one active thread more than a guild may have.
 * @throws DiscordError 160006.
 */
export function checkRoom(world: World, guildId: string): void {
  if (world.threads.active(guildId).length >= MAX_ACTIVE) throw refuseThread.tooManyThreads();
}

/**
 * Refuses a new message where there can be none: the channel is gone, or a thread locked for the bot.
 * @throws DiscordError 10003, 50083, 160005 or 160006.
 */
export function checkSendable(world: World, channelId: string): void {
  const place = channelById(world, channelId);
  if (!place) throw refuse.unknownChannel();
  const { thread } = place.channel;
  if (thread?.locked && !botMay(world, place.channel, Permission.manageThreads))
    throw thread.archived ? refuseThread.archived() : refuseThread.locked();
  if (thread?.archived) checkRoom(world, place.guild.id);
}

/**
 * Refuses a change of a message in a thread that is archived, or locked for the bot.
 * @throws DiscordError 10003, 50083 or 160005.
 */
export function checkEditable(world: World, channelId: string): void {
  const place = channelById(world, channelId);
  if (!place) throw refuse.unknownChannel();
  const { thread } = place.channel;
  if (thread?.archived) throw refuseThread.archived();
  if (thread?.locked && !botMay(world, place.channel, Permission.manageThreads)) throw refuseThread.locked();
}

/**
 * Refuses to delete a message in a thread that is archived and locked for the bot; from an archived one it may go.
 * @throws DiscordError 50083.
 */
export function checkDeletable(world: World, { thread, ...channel }: Channel): void {
  const isShut = thread?.archived && thread.locked;
  if (isShut && !botMay(world, { ...channel, thread }, Permission.manageThreads)) throw refuseThread.archived();
}

/**
 * A name as Discord keeps it: without the spaces around it.
 * @throws DiscordError when nothing is left.
 */
export function keptName(name: string): string {
  const kept = name.trim();
  if (kept === '') throw invalidField(['name'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.');
  return kept;
}
