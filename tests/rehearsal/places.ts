import { type Guild, PermissionFlagsBits, type TextChannel } from 'discord.js';
import type { Stage } from '../../src/rehearsal/stage.ts';
import type { Bot } from './bot.ts';

const P = PermissionFlagsBits;

/** What a bot needs to talk, and no more. */
export const TALK = P.ViewChannel | P.SendMessages | P.ReadMessageHistory | P.AttachFiles | P.SendPolls;

/** What a bot needs to begin threads and to write in them. */
export const THREADS = P.CreatePublicThreads | P.CreatePrivateThreads | P.SendMessagesInThreads;

/** Guild `one` as the bot knows it. */
export function clubOf(bot: Bot): Guild {
  const guild = bot.client.guilds.cache.find(({ name }) => name === 'Film club one');
  if (!guild) throw new Error('the bot is in no guild');
  return guild;
}

/** #film-club of guild `one`. */
export function homeOf(bot: Bot): TextChannel {
  const channel = clubOf(bot).channels.cache.find(({ name }) => name === 'film-club');
  if (!channel?.isTextBased() || channel.isThread() || channel.isVoiceBased())
    throw new Error('there is no #film-club');
  return channel as TextChannel;
}

/** The id of a person, by what they say. */
export async function idOf(stage: Stage, bot: Bot, name: string): Promise<string> {
  const said = await stage.play({ as: name, say: `I am ${name}` });
  const message = await homeOf(bot).messages.fetch(said.seen[0]?.id ?? '');
  return message.author.id;
}

/** Waits until the bot has what is asked for. */
export async function until<T>(ask: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const found = ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it never came');
}
