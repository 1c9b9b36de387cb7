import type { Message } from '../../src/discord/message.ts';
import { toBody } from '../../src/discord/message.ts';
import { checkBody } from '../../src/rehearsal/rest/message-rules.ts';
import { validate } from '../../src/rehearsal/rest/validate.ts';

/**
 * Checks a message as the stage checks every body: Discord's published schema, and the rules it misses.
 * @throws what Discord would refuse it with.
 */
export function assertAccepted(message: Message): void {
  const { allowedMentions, files: _, ...body } = toBody(message);
  const wire = JSON.parse(JSON.stringify({ ...body, allowed_mentions: { parse: [...allowedMentions.parse] } }));
  validate('IncomingWebhookUpdateRequestPartial', wire);
  checkBody(wire, true, []);
}

/** Every text of a message that is read in the open: Text Displays outside spoiler containers. */
export function openTexts(message: Message): string[] {
  return textsOf(message.components);
}

type Node = { type: number; spoiler?: boolean; content?: string; components?: readonly unknown[] };

function textsOf(nodes: readonly unknown[]): string[] {
  return (nodes as readonly Node[]).flatMap(({ type, spoiler, content, components }) => {
    if (spoiler) return [];
    return [...(type === 10 && content ? [content] : []), ...textsOf(components ?? [])];
  });
}
