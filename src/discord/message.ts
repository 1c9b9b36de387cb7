import { type APIMessageTopLevelComponent, MessageFlags } from 'discord.js';
import type { Safe } from '../lib/safe.ts';

/** A message as a feature gives it: Components V2 and nothing else. How and where it is sent is the dispatcher's. */
export type Message = { readonly components: readonly APIMessageTopLevelComponent[] };

/** The body discord.js sends for a message: no mention can fire, no link unfurls. */
export function toBody(message: Message) {
  return {
    components: [...message.components],
    flags: MessageFlags.IsComponentsV2 as const,
    allowedMentions: { parse: [] as const, repliedUser: false },
  };
}

/** A message of one sentence. */
export function sentence(words: Safe): Message {
  return { components: [{ type: 10, content: words.markdown }] };
}
