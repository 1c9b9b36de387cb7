import type { Delivery } from '../state/messages.ts';
import { may, Permission } from '../state/permissions.ts';
import type { Message } from '../state/types.ts';
import { channelById, memberById, type World } from '../state/world.ts';
import { wireMessage } from '../wire/messages.ts';
import { Intent } from './intents.ts';

/** Sends an event to every session that has the guild and the intent (0: none is needed). */
export type Dispatch = (t: string, d: unknown, guildId: string, intent: number) => void;

/** What a bot without the message content intent is told of others' messages. */
function withoutContent(world: World, message: Message): Message {
  const isReadable = message.author.id === world.bot.id || message.pings.includes(world.bot.id);
  return isReadable ? message : { ...message, content: '', embeds: [], attachments: [], components: [] };
}

const EVENTS = { message: 'MESSAGE_CREATE', edit: 'MESSAGE_UPDATE', delete: 'MESSAGE_DELETE' } as const;

function tellOfMessage(world: World, { kind, message }: Delivery, send: Dispatch): void {
  const place = channelById(world, message.channelId);
  const bot = place && memberById(place.guild, world.bot.id);
  if (message.ephemeralFor || !bot || !may(place.guild, bot, place.channel, Permission.viewChannel)) return;
  const { id, channelId: channel_id, guildId: guild_id } = message;
  const d =
    kind === 'delete'
      ? { id, channel_id, guild_id }
      : { ...wireMessage(world, withoutContent(world, message)), guild_id };
  send(EVENTS[kind], d, guild_id, Intent.messages);
}

/** Turns what happens in the world into events for the bot. @returns a function that ends that. */
export function listenForNews(world: World, send: Dispatch): () => void {
  return world.deliveries.listen((delivery) => tellOfMessage(world, delivery, send));
}
