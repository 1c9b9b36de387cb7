import { type Message, type MessageFile, sentence } from '../../../discord/message.ts';
import { channelLink, mention, moment } from '../../../lib/moment.ts';
import { join, link, safe } from '../../../lib/safe.ts';
import { behindCurtain } from '../../../spoilers/hide.ts';
import { type Locale, say, text } from '../../../texts/texts.ts';
import type { HiddenRow } from './queries.ts';

/** A message as it stands behind the curtain, its author named and nobody pinged. */
export function hiddenMessage(
  locale: Locale,
  { authorId, hiddenBy, secret }: { authorId: string; hiddenBy: string; secret: string },
  files: readonly (MessageFile & { contentType: string | null })[],
): Message {
  const heading =
    authorId === hiddenBy
      ? say(locale, 'hide.heading.own', { author: mention(authorId) })
      : say(locale, 'hide.heading', { author: mention(authorId), person: mention(hiddenBy) });
  return {
    components: behindCurtain(heading, secret, files),
    ...(files.length > 0 ? { files: files.map(({ name, data }) => ({ name, data, isSpoiler: true })) } : {}),
  };
}

/** What was hidden here, for a moderator: whose it was, who had it hidden, where and when. */
export function recordMessage(locale: Locale, record: readonly HiddenRow[]): Message {
  if (record.length === 0) return sentence(say(locale, 'hide.record.none'));
  const lines = record.map(({ guildId, channelId, authorId, hiddenBy, hiddenAt, postId, askedAt }) => {
    const address = `https://discord.com/channels/${guildId}/${channelId}/${postId ?? ''}`;
    const values = {
      author: mention(authorId),
      person: mention(hiddenBy),
      channel: channelLink(channelId),
      when: moment(hiddenAt ?? askedAt, 'f'),
      link: link(text(locale, 'hide.record.link'), address),
    };
    return safe`- ${say(locale, 'hide.record.line', values)}`;
  });
  return sentence(join([safe`### ${say(locale, 'hide.record')}`, ...lines], '\n'));
}
