import { Permission } from '../state/permissions.ts';
import { type Channel, ChannelFlag, ChannelType, type Tag } from '../state/types.ts';
import type { Call } from './call.ts';
import { invalidField } from './errors.ts';
import { refuseThread } from './thread-errors.ts';
import { botMay } from './thread-rules.ts';

const MAX_TAG_NAME = 20;
const MAX_TOPIC = 1_024;
const MAX_GUIDELINES = 4_096;
const { text, voice, announcement, forum } = ChannelType;
const MAY_BE_GATED: readonly number[] = [text, voice, announcement, forum];

export type TagBody = { id?: string | null; name: string; moderated?: boolean | null; emoji_name?: string | null };

/**
 * The tags of a forum from a body; one with an id stays the tag it was.
 * @throws DiscordError 40061 or 50035.
 */
export function tagsFrom({ world }: Call, bodies: readonly (TagBody | null)[]): Tag[] {
  const tags = bodies.flatMap((one, index) => {
    if (!one) return [];
    if (one.name.trim() === '' || one.name.length > MAX_TAG_NAME)
      throw invalidField(
        ['available_tags', index, 'name'],
        'BASE_TYPE_BAD_LENGTH',
        `Must be between 1 and ${MAX_TAG_NAME} in length.`,
      );
    const { id, name, moderated, emoji_name } = one;
    return [{ id: id ?? world.nextId(), name, moderated: moderated ?? false, emojiName: emoji_name ?? null }];
  });
  if (new Set(tags.map(({ name }) => name)).size < tags.length) throw refuseThread.twinTags();
  return tags;
}

/**
 * Refuses tags that a post cannot have.
 * @param before the tags it has already.
 * @throws DiscordError 10087, 40066 or 40067.
 */
export function checkTags({ world }: Call, parent: Channel, ids: readonly string[], before: readonly string[]): void {
  const tags = ids.map((id) => {
    const tag = parent.tags?.find((one) => one.id === id);
    if (!tag) throw refuseThread.unknownTag();
    return tag;
  });
  const isModerator = botMay(world, parent, Permission.manageThreads);
  if (!isModerator && tags.some(({ id, moderated }) => moderated && !before.includes(id)))
    throw refuseThread.tagForbidden();
  if (tags.length === 0 && (parent.flags ?? 0) & ChannelFlag.requireTag) throw refuseThread.tagRequired();
}

/**
 * Refuses flags that a channel of this type cannot have; the notice of a spoiler channel excludes an age limit.
 * @throws DiscordError 50035.
 */
export function checkFlags({ type, flags, nsfw }: { type: number; flags: number; nsfw: boolean }): void {
  const known = (MAY_BE_GATED.includes(type) ? ChannelFlag.spoiler : 0) | (type === forum ? ChannelFlag.requireTag : 0);
  if ((flags & ~known) !== 0)
    throw invalidField(['flags'], 'CHANNEL_FLAGS_INVALID', 'A channel of this type has no such flag.');
  if (flags & ChannelFlag.spoiler && nsfw)
    throw invalidField(['flags'], 'CHANNEL_FLAGS_INVALID', 'A spoiler channel cannot be age-restricted.');
}

/**
 * Refuses a topic that is too long for its channel.
 * @throws DiscordError 50035.
 */
export function checkTopic(type: number, topic: string | null | undefined): void {
  const max = type === forum ? MAX_GUIDELINES : MAX_TOPIC;
  if ((topic ?? '').length > max)
    throw invalidField(['topic'], 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
}
