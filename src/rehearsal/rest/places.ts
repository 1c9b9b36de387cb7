import { channelPermissions, Permission } from '../state/permissions.ts';
import type { Channel, Guild, Message } from '../state/types.ts';
import { channelById, memberById } from '../state/world.ts';
import type { Call } from './call.ts';
import { refuse } from './errors.ts';

export type Place = { guild: Guild; channel: Channel; held: bigint };

/**
 * The channel of a call, with what the bot may do there.
 * @throws DiscordError 10003, 50001 when the bot does not see it, 50013 when it may not do all of `bits`.
 */
export function channelOf(call: Call, bits: bigint): Place {
  const place = channelById(call.world, call.param('channel'));
  if (!place) throw refuse.unknownChannel();
  const bot = memberById(place.guild, call.world.bot.id);
  const held = bot ? channelPermissions(place.guild, bot, place.channel) : 0n;
  if (!(held & Permission.viewChannel)) throw refuse.missingAccess();
  if ((held & bits) !== bits) throw refuse.missingPermissions();
  return { ...place, held };
}

/**
 * The message of a call about a channel.
 * @throws DiscordError 10008.
 */
export function messageOf(call: Call): Message {
  const found = call.world.messages.get(call.param('message'));
  const isThere = found && found.channelId === call.param('channel') && found.ephemeralFor === null;
  if (!found || !isThere) throw refuse.unknownMessage();
  return found;
}
