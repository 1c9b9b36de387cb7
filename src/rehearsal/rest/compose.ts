import { numbered } from '../state/components.ts';
import { isLoading } from '../state/messages.ts';
import type { Message } from '../state/types.ts';
import { MessageFlag } from '../state/types.ts';
import { channelById, memberById } from '../state/world.ts';
import { attachmentsOf } from './attachments.ts';
import type { MessageBody } from './bodies.ts';
import type { Call } from './call.ts';
import { invalidField } from './errors.ts';
import { type MentionDefault, mentioningText, pingsOf } from './mentions.ts';
import { becomesV2, checkBody, checkNotEmpty, checkServed } from './message-rules.ts';
import { pollOf, refusePoll } from './poll-rules.ts';
import { checkEditable, checkSendable } from './thread-rules.ts';

type Path = readonly (string | number)[];
type Content = Pick<Message, 'content' | 'components' | 'embeds' | 'attachments' | 'flags' | 'pings' | 'poll'>;

const SETTABLE = MessageFlag.suppressEmbeds | MessageFlag.suppressNotifications | MessageFlag.componentsV2;

function pings(
  call: Call,
  content: Pick<Content, 'content' | 'components'>,
  body: MessageBody,
  channelId: string,
  fallback: MentionDefault,
) {
  const place = channelById(call.world, channelId);
  const author = place && memberById(place.guild, call.world.bot.id);
  if (!place || !author) return [];
  const text = mentioningText(content.content, content.components);
  return pingsOf(text, body.allowed_mentions, fallback, { ...place, author });
}

function pollIn(call: Call, body: MessageBody, channelId: string, at: Path): Pick<Content, 'poll'> {
  const poll = pollOf(call, body, channelId, at);
  return poll ? { poll } : {};
}

function noteMissingMentions(call: Call, body: MessageBody): void {
  if (body.allowed_mentions) return;
  call.world.violations.push(`${call.route}: a message was sent without allowed_mentions`);
}

/**
 * The content a bot's message gets from a body: checked, with its files, its flags and whom it pings.
 * @param at where the message stands in the body, for field errors.
 * @throws DiscordError.
 */
export function compose(
  call: Call,
  body: MessageBody,
  channelId: string,
  fallback: MentionDefault,
  at: Path = [],
): Content {
  checkSendable(call.world, channelId);
  checkServed(body, at);
  const attachments = attachmentsOf(call, body, channelId, at);
  checkBody(
    body,
    becomesV2(body),
    attachments.map(({ filename }) => filename),
    at,
  );
  const content = {
    content: body.content ?? '',
    components: numbered(body.components ?? []),
    embeds: body.embeds ?? [],
    attachments,
    ...pollIn(call, body, channelId, at),
  };
  checkNotEmpty(content);
  noteMissingMentions(call, body);
  return { ...content, flags: (body.flags ?? 0) & SETTABLE, pings: pings(call, content, body, channelId, fallback) };
}

/**
 * What a body changes of a message that is there. An edit pings nobody, except where it fills a placeholder.
 * @throws DiscordError.
 */
export function recompose(call: Call, body: MessageBody, before: Message, at: Path = []): Omit<Content, 'pings'> {
  checkEditable(call.world, before.channelId);
  checkServed(body, at);
  if (before.poll) throw refusePoll.noEdit();
  if (body.poll && !isLoading(before)) throw invalidField([...at, 'poll'], 'BASE_TYPE_BAD', 'An edit adds no poll.');
  const attachments = attachmentsOf(call, body, before.channelId, at, before);
  const content = body.content === undefined ? before.content : (body.content ?? '');
  const components = body.components === undefined ? before.components : numbered(body.components ?? []);
  const embeds = body.embeds === undefined ? before.embeds : (body.embeds ?? []);
  const merged = { ...body, content, components, embeds };
  checkBody(
    merged,
    becomesV2(body, before),
    attachments.map(({ filename }) => filename),
    at,
  );
  const poll = pollIn(call, body, before.channelId, at);
  checkNotEmpty({ content, components, embeds, attachments, ...poll });
  noteMissingMentions(call, body);
  const flags = (before.flags | ((body.flags ?? 0) & SETTABLE)) & ~MessageFlag.loading;
  return { content, components, embeds, attachments, flags, ...poll };
}

/** Whom a message in a thread brings in when a body changes it: an edit pings nobody and still does that. */
export function broughtIn(call: Call, body: MessageBody, message: Message, fallback: MentionDefault): string[] {
  return pings(call, message, body, message.channelId, fallback);
}

/** Fills a placeholder with its message. */
export function fill(call: Call, body: MessageBody, before: Message): Content {
  const filled = recompose(call, body, before);
  return { ...filled, pings: pings(call, filled, body, before.channelId, 'users') };
}
