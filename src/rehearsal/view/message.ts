import { allOf, type Component, isSelect, Kind } from '../state/components.ts';
import { isLoading } from '../state/messages.ts';
import { type Embed, type Message, MessageFlag, SystemMessage } from '../state/types.ts';
import type { World } from '../state/world.ts';
import { type Look, MASK, plain } from './plain.ts';
import { pollText } from './poll.ts';
import { systemText } from './system.ts';

export type Image = { alt: string; spoiler: boolean };

const lines = (texts: readonly string[]): string => texts.filter((one) => one !== '').join('\n');

function componentText(component: Component, look: Look): string {
  if (component.type === Kind.text) return plain(component.content ?? '', look);
  if (component.type === Kind.container && component.spoiler && !look.revealed) return MASK;
  if (component.type === Kind.file)
    return component.spoiler && !look.revealed ? MASK : (component.file?.url.split('/').pop() ?? '');
  return lines((component.components ?? []).map((one) => componentText(one, look)));
}

function embedText(embed: Embed, look: Look): string {
  // Author and footer of an embed are plain text: bars in them hide nothing.
  const fields = (embed.fields ?? []).flatMap(({ name, value }) => [plain(name, look), plain(value, look)]);
  const body = [embed.title, embed.description].map((one) => plain(one ?? '', look));
  return lines([embed.author?.name ?? '', ...body, ...fields, embed.footer?.text ?? '']);
}

/** A message as a reader sees it, top to bottom, in plain words. */
function messageText(message: Message, look: Look): string {
  const said = systemText(look.world, message);
  if (said !== undefined) return said;
  const shown = message.type === SystemMessage.threadStarter && look.world.messages.get(message.about?.messageId ?? '');
  if (shown) return messageText(shown, look);
  if (isLoading(message)) return `${message.author.username} is thinking…`;
  const embeds = message.flags & MessageFlag.suppressEmbeds ? [] : message.embeds;
  return lines([
    plain(message.content, look),
    ...(message.poll ? [pollText(message.poll)] : []),
    ...embeds.map((embed) => embedText(embed, look)),
    ...message.components.map((component) => componentText(component, look)),
    ...(isV2(message)
      ? []
      : message.attachments.map(({ filename, spoiler }) => (spoiler && !look.revealed ? MASK : filename))),
  ]);
}

const isV2 = (message: Message) => (message.flags & MessageFlag.componentsV2) !== 0;

/** The text a phone would push: the plain content, unread and unmasked, or a poll's question. Empty for Components V2 and silent messages. */
export function notificationOf(message: Message): string {
  return message.flags & MessageFlag.suppressNotifications ? '' : message.content || (message.poll?.question ?? '');
}

/** What a button is called: its label, else its emoji. */
export const labelOf = (button: Component): string => button.label || button.emoji?.name || '';

/** What an option or a choice can be picked by. */
export const optionLabels = (component: Component): string[] => (component.options ?? []).map(({ label }) => label);

/** The controls in reading order: labels of buttons, and of a select its placeholder and then its options' labels. */
export function controlsOf(components: readonly Component[]): string[] {
  return allOf(components).flatMap((component) => {
    if (component.type === Kind.button) return [labelOf(component)];
    return isSelect(component) ? [component.placeholder ?? '', ...optionLabels(component)] : [];
  });
}

function componentImages(component: Component, covered: boolean): Image[] {
  const hidden = covered || (component.type === Kind.container && component.spoiler === true);
  const inner = [...(component.components ?? []), ...(component.accessory ? [component.accessory] : [])];
  const image = (alt: string | null | undefined, spoiler: boolean | null | undefined) => ({
    alt: alt ?? '',
    spoiler: hidden || spoiler === true,
  });
  if (component.type === Kind.thumbnail) return [image(component.description, component.spoiler)];
  if (component.type === Kind.gallery)
    return (component.items ?? []).map((item) => image(item.description, item.spoiler));
  return inner.flatMap((one) => componentImages(one, hidden));
}

const PICTURE = /\.(png|jpe?g|gif|webp|avif)$/i;

/** The pictures of a message, with what a screen reader says of them. */
export function imagesOf(message: Message): Image[] {
  const attached = isV2(message)
    ? []
    : message.attachments
        .filter(({ filename }) => PICTURE.test(filename))
        .map(({ description, spoiler }) => ({ alt: description ?? '', spoiler }));
  const embedded = message.embeds.flatMap(({ image, thumbnail }) =>
    image || thumbnail ? [{ alt: '', spoiler: false }] : [],
  );
  return [...message.components.flatMap((component) => componentImages(component, false)), ...attached, ...embedded];
}

/** A message's text with spoilers masked, and with them shown. */
export function bothTexts(message: Message, world: World): { text: string; revealed: string } {
  return {
    text: messageText(message, { world, revealed: false }),
    revealed: messageText(message, { world, revealed: true }),
  };
}
