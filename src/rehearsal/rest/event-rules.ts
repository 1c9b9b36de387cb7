import { EventStatus, EventType, type ScheduledEvent } from '../state/events.ts';
import { ChannelType, type Guild } from '../state/types.ts';
import { type FieldError, fieldError, invalidField, invalidForm } from './errors.ts';

export type EventBody = {
  name?: string;
  description?: string | null;
  image?: string | null;
  scheduled_start_time?: string;
  scheduled_end_time?: string | null;
  entity_type?: number | null;
  channel_id?: string | null;
  entity_metadata?: { location?: string } | null;
  recurrence_rule?: unknown;
  status?: number | null;
};

/** An event's fields that depend on each other, as they are to be. */
export type Planned = Pick<ScheduledEvent, 'type' | 'channelId' | 'location' | 'startsAt' | 'endsAt'>;

const MAX_COVER = 10 * 1024 * 1024;
const KINDS: Readonly<Record<number, string>> = { 1: 'Stage', 2: 'Voice', 3: 'External' };
const NEXT: Readonly<Record<number, readonly number[]>> = {
  [EventStatus.scheduled]: [EventStatus.active, EventStatus.canceled],
  [EventStatus.active]: [EventStatus.completed],
};

/**
 * The name of the published schema for an event of a type: `External` of `ExternalScheduledEventCreateRequest`.
 * @throws DiscordError 50035.
 */
export function kindOf(type: number | null | undefined): string {
  const kind = KINDS[type ?? 0];
  if (!kind) throw invalidField(['entity_type'], 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3}.');
  return kind;
}

/**
 * Refuses a cover that is no data URI of a PNG, JPEG or GIF, or is too large.
 * @throws DiscordError 50035.
 */
export function checkCover(image: string): void {
  const data = /^data:image\/(?:png|jpe?g|gif);base64,([A-Za-z0-9+/]+={0,2})$/.exec(image)?.[1];
  if (!data) throw invalidField(['image'], 'IMAGE_INVALID', 'Invalid image data');
  if (Buffer.byteLength(data, 'base64') > MAX_COVER)
    throw invalidField(['image'], 'BINARY_TYPE_MAX_SIZE', 'File cannot be larger than 10240.0 kb.');
}

const required = (key: string) => fieldError([key], 'BASE_TYPE_REQUIRED', 'This field is required');
const forbidden = (key: string) => fieldError([key], 'BASE_TYPE_BAD', 'This field must be null for such an event.');

function placeErrors({ type, channelId, location, endsAt }: Planned, guild: Guild): FieldError[] {
  if (type === EventType.external) {
    return [
      ...(channelId ? [forbidden('channel_id')] : []),
      ...(location?.trim() ? [] : [required('entity_metadata')]),
      ...(endsAt === null ? [required('scheduled_end_time')] : []),
    ];
  }
  const wanted = type === EventType.voice ? ChannelType.voice : undefined;
  const isThere = guild.channels.some((one) => one.id === channelId && wanted !== undefined && one.type === wanted);
  const wrong = fieldError(['channel_id'], 'CHANNEL_INVALID', 'An event of this type needs a channel of its kind.');
  return channelId === null ? [required('channel_id')] : isThere ? [] : [wrong];
}

/**
 * What the schemas miss in the texts of an event.
 * @throws DiscordError 50035.
 */
export function checkTexts({ name, description, recurrence_rule }: EventBody): void {
  const errors: FieldError[] = [];
  const length = (key: string, max: number) =>
    errors.push(fieldError([key], 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${max} in length.`));
  if (name !== undefined && name.trim() === '') length('name', 100);
  if (description === '') length('description', 1_000);
  // An event that repeats itself would have to come back after its end: so that nobody believes it was tried.
  if (recurrence_rule) errors.push(fieldError(['recurrence_rule'], 'NOT_SERVED', 'The stage repeats no events.'));
  if (errors.length) throw invalidForm(errors);
}

/**
 * Refuses an event that cannot be: in the past, over before it starts, nowhere.
 * @param before the event as it was, of a change; times that stay as they were may be past.
 * @throws DiscordError 50035.
 */
export function checkPlan(planned: Planned, guild: Guild, now: number, before?: ScheduledEvent): void {
  const { startsAt, endsAt } = planned;
  const errors = placeErrors(planned, guild);
  if (startsAt !== before?.startsAt && startsAt <= now)
    errors.push(
      fieldError(['scheduled_start_time'], 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Cannot schedule event in the past.'),
    );
  if (startsAt !== before?.startsAt && before?.status === EventStatus.active)
    errors.push(fieldError(['scheduled_start_time'], 'BASE_TYPE_BAD', 'The event has started.'));
  if (endsAt !== null && (endsAt <= startsAt || endsAt <= now))
    errors.push(
      fieldError(
        ['scheduled_end_time'],
        'GUILD_SCHEDULED_EVENT_END_BEFORE_START',
        'The end has to come after the start, and after now.',
      ),
    );
  if (errors.length) throw invalidForm(errors);
}

/**
 * Refuses a step that no event takes: source is Discord's table of valid status transitions.
 * @throws DiscordError 50035.
 */
export function checkStatus(event: ScheduledEvent, status: number): void {
  if (status === event.status || NEXT[event.status]?.includes(status)) return;
  throw invalidField(['status'], 'GUILD_SCHEDULED_EVENT_STATUS_INVALID', 'There is no way to that status from here.');
}
