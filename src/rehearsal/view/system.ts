import { type Message, SystemMessage } from '../state/types.ts';
import { memberById, type World } from '../state/world.ts';

function names(world: World, message: Message): string {
  const guild = world.guilds.find(({ id }) => id === message.guildId);
  return message.pings.flatMap((id) => (guild && memberById(guild, id)?.user.username) ?? []).join(', ');
}

/** The result of a poll, as its embed tells it. */
function resultText({ author, embeds }: Message): string {
  const fields = new Map(embeds.flatMap((embed) => (embed.fields ?? []).map(({ name, value }) => [name, value])));
  const [winner, votes] = [fields.get('victor_answer_text'), fields.get('victor_answer_votes')];
  const outcome = winner ? `${winner}: ${votes} of ${fields.get('total_votes')} votes` : 'no winner';
  return `${author.username}'s poll ${fields.get('poll_question_text')} has closed.\n${outcome}`;
}

/** What the client says where nobody wrote anything, names of threads included; undefined for a message of somebody's. */
export function systemText(world: World, message: Message): string | undefined {
  const who = message.author.username;
  if (message.type === SystemMessage.threadCreated) return `${who} started a thread: ${message.content}`;
  if (message.type === SystemMessage.renamed) return `${who} changed the name: ${message.content}`;
  if (message.type === SystemMessage.memberAdded) return `${who} added ${names(world, message)} to the thread.`;
  if (message.type === SystemMessage.memberRemoved) return `${who} removed ${names(world, message)} from the thread.`;
  return message.type === SystemMessage.pollResult ? resultText(message) : undefined;
}
