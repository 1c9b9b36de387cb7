import { type APIMessageTopLevelComponent, MessageFlags } from 'discord.js';
import type { Safe } from '../lib/safe.ts';

/** A file that goes with a message and that one of its components shows as `attachment://name`. */
export type MessageFile = {
  readonly name: string;
  readonly data: Buffer;
  readonly description?: string;
  /** Hidden until it is opened; its name has to begin with SPOILER_ too, for older clients. */
  readonly isSpoiler?: true;
};

/** A message as a feature gives it: Components V2 and nothing else. How and where it is sent is the dispatcher's. */
export type Message = {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files?: readonly MessageFile[];
};

/** The body discord.js sends for a message: no mention can fire, no link unfurls. */
export function toBody(message: Message) {
  return {
    components: [...message.components],
    flags: MessageFlags.IsComponentsV2 as const,
    allowedMentions: { parse: [] as const, repliedUser: false },
    ...(message.files ? { files: message.files.map(toFile) } : {}),
  };
}

/** A message of one sentence. */
export function sentence(words: Safe): Message {
  return { components: [{ type: 10, content: words.markdown }] };
}

function toFile({ name, data, description }: MessageFile) {
  return { name, attachment: data, ...(description === undefined ? {} : { description }) };
}
