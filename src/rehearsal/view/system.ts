import { type Message, SystemMessage } from '../state/types.ts';
import { memberById, type World } from '../state/world.ts';

function names(world: World, message: Message): string {
  const guild = world.guilds.find(({ id }) => id === message.guildId);
  return message.pings.flatMap((id) => (guild && memberById(guild, id)?.user.username) ?? []).join(', ');
}

/** What the client says where nobody wrote anything, names of threads included; undefined for a message of somebody's. */
export function systemText(world: World, message: Message): string | undefined {
  const who = message.author.username;
  if (message.type === SystemMessage.threadCreated) return `${who} started a thread: ${message.content}`;
  if (message.type === SystemMessage.renamed) return `${who} changed the name: ${message.content}`;
  if (message.type === SystemMessage.memberAdded) return `${who} added ${names(world, message)} to the thread.`;
  if (message.type === SystemMessage.memberRemoved) return `${who} removed ${names(world, message)} from the thread.`;
  return undefined;
}
