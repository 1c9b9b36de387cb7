import { isDirect } from '../state/direct.ts';
import type { Message } from '../state/types.ts';
import type { World } from '../state/world.ts';

/**
 * A message as a bot without the message content intent is told of it: of others' messages in a server it reads only
 * those that mention it.
 */
export function readable(world: World, message: Message): Message {
  const isOpen =
    message.author.id === world.bot.id || isDirect(message.guildId) || message.pings.includes(world.bot.id);
  if (isOpen) return message;
  const { poll: _, ...rest } = message;
  return { ...rest, content: '', embeds: [], attachments: [], components: [] };
}
