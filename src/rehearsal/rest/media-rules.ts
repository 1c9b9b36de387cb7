import { type Component, Kind } from '../state/components.ts';
import { type FieldError, fieldError } from './errors.ts';

/** A component and its path in the body. */
export type Placed = { component: Component; path: readonly (string | number)[] };

const UNICODE_EMOJI = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}|[\p{Emoji}--[0-9#*]])\ufe0f?$/v;

/** Whether Discord knows an emoji; the stage's guilds have none of their own, so an id names none. */
export const isKnownEmoji = ({ id, name }: { id?: string | null; name?: string | null }): boolean =>
  !id && UNICODE_EMOJI.test(name ?? '');

/** Emoji that Discord does not know. */
export function emojiErrors({ component, path }: Placed): FieldError[] {
  const withEmoji = [
    { emoji: component.emoji, at: path },
    ...(component.options ?? []).map((option, index) => {
      return {
        emoji: 'emoji' in option ? (option.emoji as Component['emoji']) : null,
        at: [...path, 'options', index],
      };
    }),
  ];
  return withEmoji.flatMap(({ emoji, at }) => {
    return !emoji || isKnownEmoji(emoji)
      ? []
      : [fieldError([...at, 'emoji', emoji.id ? 'id' : 'name'], 'COMPONENT_INVALID_EMOJI', 'Invalid emoji')];
  });
}

/** Pictures and files that are nowhere, or of a scheme that Discord does not take. */
export function mediaErrors({ component, path }: Placed, fileNames: readonly string[]): FieldError[] {
  const urls = [
    { url: component.media?.url, at: [...path, 'media', 'url'] },
    { url: component.file?.url, at: [...path, 'file', 'url'] },
    ...(component.items ?? []).map((item, index) => ({
      url: item.media.url,
      at: [...path, 'items', index, 'media', 'url'],
    })),
  ];
  return urls.flatMap(({ url, at }) => {
    if (url === undefined) return [];
    const attached = /^attachment:\/\/(.+)$/.exec(url)?.[1];
    if (attached !== undefined && fileNames.includes(attached)) return [];
    if (attached !== undefined)
      return [
        fieldError(
          at,
          'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          'The referenced attachment was not found',
        ),
      ];
    if (/^https?:/i.test(url) && component.type !== Kind.file) return [];
    return [fieldError(at, 'URL_TYPE_INVALID_SCHEME', "Scheme must be one of ('http', 'https', 'attachment').")];
  });
}
