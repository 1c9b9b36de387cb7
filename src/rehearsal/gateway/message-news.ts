import { guildRef, isDirect } from '../state/direct.ts';
import type { Delivery } from '../state/messages.ts';
import { may, Permission } from '../state/permissions.ts';
import { channelById, memberById, type World } from '../state/world.ts';
import { wireMessage } from '../wire/messages.ts';
import { withoutResults } from '../wire/polls.ts';
import { readable } from '../wire/readable.ts';
import { Intent } from './intents.ts';

/** Sends an event to every session that has the guild and the intent (0: none is needed). */
export type Dispatch = (t: string, d: unknown, guildId: string, intent: number) => void;

const EVENTS = { message: 'MESSAGE_CREATE', edit: 'MESSAGE_UPDATE', delete: 'MESSAGE_DELETE' } as const;

function tellOfMessage(world: World, { kind, message }: Delivery, send: Dispatch): void {
  const place = channelById(world, message.channelId);
  const bot = place && memberById(place.guild, world.bot.id);
  if (message.ephemeralFor || !bot || !may(place.guild, bot, place.channel, Permission.viewChannel)) return;
  const { id, channelId: channel_id, guildId } = message;
  const ref = guildRef(guildId);
  const wire = wireMessage(world, readable(world, message));
  const d =
    kind === 'delete' ? { id, channel_id, ...ref } : { ...(kind === 'message' ? withoutResults(wire) : wire), ...ref };
  send(EVENTS[kind], d, guildId, isDirect(guildId) ? Intent.directMessages : Intent.messages);
}

/** Turns messages into events for the bot. @returns a function that ends that. */
export function listenForMessages(world: World, send: Dispatch): () => void {
  return world.deliveries.listen((delivery) => tellOfMessage(world, delivery, send));
}
