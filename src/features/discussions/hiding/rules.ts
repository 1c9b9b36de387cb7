import { inline } from '../../../lib/text.ts';
import type { TextKey } from '../../../texts/texts.ts';

/** What Discord takes from a bot: one file, and a whole message with some room for its words, in bytes. */
export const FILES = { one: 10 * 1024 * 1024, all: 24 * 1024 * 1024 } as const;

/** A message whose menu was used. */
export type Target = {
  authorId: string;
  isBot: boolean;
  isWebhook: boolean;
  isSystem: boolean;
  isWhole: boolean;
  content: string;
  attachments: readonly { size: number }[];
};

/** Why a message is not hidden, or undefined where it can be. */
export function whyNot(target: Target, person: { userId: string; moderates: boolean }): TextKey | undefined {
  if (target.isSystem) return 'hide.system';
  if (target.isWebhook || target.isBot) return 'hide.app';
  if (target.authorId !== person.userId && !person.moderates) return 'hide.not-yours';
  if (!target.isWhole) return 'hide.not-whole';
  if (inline(target.content) === '' && target.attachments.length === 0) return 'hide.nothing';
  const sizes = target.attachments.map(({ size }) => size);
  const sum = sizes.reduce((all, size) => all + size, 0);
  return sizes.some((size) => size > FILES.one) || sum > FILES.all ? 'hide.large' : undefined;
}
