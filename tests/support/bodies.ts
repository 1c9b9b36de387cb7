import type { Message } from '../../src/discord/message.ts';
import { toBody } from '../../src/discord/message.ts';
import { checkBody } from '../../src/rehearsal/rest/message-rules.ts';
import { validate } from '../../src/rehearsal/rest/validate.ts';

/**
 * Checks a message as the stage checks every body: Discord's published schema, and the rules it misses.
 * @throws what Discord would refuse it with.
 */
export function assertAccepted(message: Message): void {
  const { allowedMentions, files = [], ...body } = toBody(message);
  // as discord.js sends them: the files beside the body, in it what they are called and show
  const attachments = files.map((file, id) => ({ ...file, id: String(id), filename: file.name }));
  const described = attachments.map(({ attachment: _, name: __, ...attachment }) => attachment);
  const sent = { ...body, ...(files.length > 0 ? { attachments: described } : {}) };
  const wire = JSON.parse(JSON.stringify({ ...sent, allowed_mentions: { parse: [...allowedMentions.parse] } }));
  validate('IncomingWebhookUpdateRequestPartial', wire);
  checkBody(
    wire,
    true,
    files.map(({ name }) => name),
  );
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
