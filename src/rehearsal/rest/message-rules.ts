import { allOf, type Component, Kind } from '../state/components.ts';
import { type Embed, type Message, MessageFlag } from '../state/types.ts';
import type { AllowedMentions, MessageBody } from './bodies.ts';
import { componentErrors, totalErrors } from './component-rules.ts';
import { type FieldError, invalidField, invalidForm, refuse } from './errors.ts';

type Path = readonly (string | number)[];

const MAX_CONTENT = 2_000;
const MAX_EMBED_TEXT = 6_000;
const MAX_MEDIA = 64;
/** Sum of the UTF-8 bytes of all Text Displays and 12 a display; above it Discord answers 500. Found by others' trying. */
const MAX_TEXT_BYTES = 10_170;

const LEGACY_FIELDS = ['content', 'embeds', 'poll', 'sticker_ids'] as const;

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

function embedLength(embed: Embed): number {
  const fields = (embed.fields ?? []).flatMap(({ name, value }) => [name, value]);
  const texts = [embed.title, embed.description, embed.author?.name, embed.footer?.text, ...fields];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function mentionErrors(mentions: AllowedMentions | null | undefined, path: Path): FieldError[] {
  const both = (['users', 'roles'] as const).filter((key) => mentions?.parse?.includes(key) && mentions[key]?.length);
  return both.map((key) => {
    const message = `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`;
    return { path: [...path, 'allowed_mentions'], code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message };
  });
}

function legacyErrors(body: MessageBody, path: Path): FieldError[] {
  return LEGACY_FIELDS.filter((key) => isSet(body[key])).map((key) => {
    const message = `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    return { path: [...path, key], code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message };
  });
}

/**
 * What the schemas miss in a message body, by Discord's own rules.
 * @param isV2 whether the message is, or becomes, one of Components V2.
 * @throws DiscordError 50035 or 500.
 */
export function checkBody(body: MessageBody, isV2: boolean, fileNames: readonly string[], path: Path = []): void {
  const errors = mentionErrors(body.allowed_mentions, path);
  if ((body.content ?? '').length > MAX_CONTENT) {
    errors.push({
      path: [...path, 'content'],
      code: 'BASE_TYPE_MAX_LENGTH',
      message: `Must be ${MAX_CONTENT} or fewer in length.`,
    });
  }
  if ((body.embeds ?? []).reduce((sum, embed) => sum + embedLength(embed), 0) > MAX_EMBED_TEXT) {
    errors.push({
      path: [...path, 'embeds'],
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${MAX_EMBED_TEXT}`,
    });
  }
  if (isV2) errors.push(...legacyErrors(body, path));
  if (body.components) {
    errors.push(...totalErrors(body.components, isV2, [...path, 'components']));
    errors.push(...componentErrors(body.components, [...path, 'components'], fileNames));
  }
  if (errors.length) throw invalidForm(errors);
  if (body.components && isOversized(body.components)) throw refuse.serverError();
}

function isOversized(components: readonly Component[]): boolean {
  const all = allOf(components);
  const texts = all.filter(({ type }) => type === Kind.text);
  const bytes = texts.reduce((sum, { content }) => sum + Buffer.byteLength(content ?? '') + 12, 0);
  const media = all.reduce((sum, { type, items }) => sum + (type === Kind.thumbnail ? 1 : 0) + (items?.length ?? 0), 0);
  return bytes > MAX_TEXT_BYTES || media > MAX_MEDIA;
}

/**
 * Refuses a message that would show nothing.
 * @throws DiscordError 50006.
 */
export function checkNotEmpty(
  message: Pick<Message, 'content' | 'components' | 'embeds' | 'attachments' | 'poll'>,
): void {
  const { content, components, embeds, attachments, poll } = message;
  const shows =
    poll !== undefined || content.trim() !== '' || components.length > 0 || embeds.length > 0 || attachments.length > 0;
  if (!shows) throw refuse.emptyMessage();
}

/**
 * Refuses what the stage does not serve yet, so that nobody believes it was tried.
 * @throws DiscordError 50035.
 */
export function checkServed(body: MessageBody, path: Path = []): void {
  if (isSet(body.sticker_ids)) throw invalidField([...path, 'sticker_ids'], 'NOT_SERVED', 'The stage has no stickers.');
}

/** Whether a body asks for Components V2, or changes a message that already is of them. */
export function becomesV2(body: MessageBody, before?: Message): boolean {
  return (((body.flags ?? 0) | (before?.flags ?? 0)) & MessageFlag.componentsV2) !== 0;
}
