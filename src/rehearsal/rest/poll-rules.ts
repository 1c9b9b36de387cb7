import { channelPermissions, Permission } from '../state/permissions.ts';
import type { NewPoll, Poll } from '../state/polls.ts';
import { channelById, memberById } from '../state/world.ts';
import type { MessageBody, PollBody } from './bodies.ts';
import type { Call } from './call.ts';
import { DiscordError, type FieldError, fieldError, invalidForm, refuse } from './errors.ts';
import { isKnownEmoji } from './media-rules.ts';

type Path = readonly (string | number)[];

const MAX_QUESTION = 300;
const MAX_ANSWER = 55;
const DEFAULT_HOURS = 24;

/** What Discord says of polls. */
export const refusePoll = {
  expired: () => new DiscordError(400, 520001, 'Poll expired'),
  noEdit: () => new DiscordError(400, 520003, 'Cannot edit a poll message'),
  badEmoji: () => new DiscordError(400, 520004, 'Cannot use an emoji included with the poll'),
  noPoll: () => new DiscordError(400, 520006, 'Cannot expire a non-poll message'),
  unknownAnswer: () => new DiscordError(404, 0, '404: Not Found'),
} as const;

function textErrors(text: string | null | undefined, most: number, path: Path): FieldError[] {
  if (!text?.trim()) return [fieldError([...path, 'text'], 'BASE_TYPE_REQUIRED', 'This field is required')];
  if (text.length <= most) return [];
  return [fieldError([...path, 'text'], 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)];
}

function pollErrors(poll: PollBody, path: Path): FieldError[] {
  const question = [...path, 'question'];
  const emoji = poll.question.emoji
    ? [fieldError([...question, 'emoji'], 'BASE_TYPE_BAD', 'A question has no emoji.')]
    : [];
  const answers = poll.answers.flatMap(({ poll_media }, index) =>
    textErrors(poll_media?.text, MAX_ANSWER, [...path, 'answers', index, 'poll_media']),
  );
  return [...textErrors(poll.question.text, MAX_QUESTION, question), ...emoji, ...answers];
}

function checkRight({ world }: Call, channelId: string): void {
  const place = channelById(world, channelId);
  const bot = place && memberById(place.guild, world.bot.id);
  const held = bot ? channelPermissions(place.guild, bot, place.channel) : 0n;
  if (!(held & Permission.sendPolls)) throw refuse.missingPermissions();
}

function newPoll(poll: PollBody): NewPoll {
  const answers = poll.answers.map(({ poll_media }, index) => {
    return { id: index + 1, text: poll_media?.text ?? '', emoji: poll_media?.emoji?.name ?? null };
  });
  const hours = poll.duration ?? DEFAULT_HOURS;
  return { question: poll.question.text ?? '', answers, multiselect: poll.allow_multiselect ?? false, hours };
}

/**
 * The poll of a body, if there is one: checked, and open from now on.
 * @param at where the message stands in the body, for field errors.
 * @throws DiscordError 50013 without the right to send polls, 50035 or 520004.
 */
export function pollOf(call: Call, body: MessageBody, channelId: string, at: Path): Poll | undefined {
  if (!body.poll) return undefined;
  checkRight(call, channelId);
  const errors = pollErrors(body.poll, [...at, 'poll']);
  if (errors.length) throw invalidForm(errors);
  const emoji = body.poll.answers.flatMap(({ poll_media }) => poll_media?.emoji ?? []);
  if (!emoji.every(isKnownEmoji)) throw refusePoll.badEmoji();
  return call.world.polls.make(newPoll(body.poll));
}
