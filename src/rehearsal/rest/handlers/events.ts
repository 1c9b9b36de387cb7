import { randomBytes } from 'node:crypto';
import { type EventChange, EventType, isOpenEvent, MAX_UNCOMPLETED, type ScheduledEvent } from '../../state/events.ts';
import { channelPermissions, guildPermissions, Permission } from '../../state/permissions.ts';
import type { Guild } from '../../state/types.ts';
import { memberById } from '../../state/world.ts';
import { wireComing, wireEvent } from '../../wire/events.ts';
import { audit } from '../audit.ts';
import { type Call, nothing, ok, type Reply } from '../call.ts';
import { refuse } from '../errors.ts';
import {
  checkCover,
  checkPlan,
  checkStatus,
  checkTexts,
  type EventBody,
  kindOf,
  type Planned,
} from '../event-rules.ts';
import { refuseThread } from '../thread-errors.ts';
import { validate } from '../validate.ts';
import { guildOf } from './thread-lists.ts';

const { createEvents, manageEvents, viewChannel, connect } = Permission;
const MOST_LISTED = 100;

type Place = Pick<ScheduledEvent, 'type' | 'channelId'>;

/** What the bot may do where an event takes place. */
function heldAt({ world }: Call, guild: Guild, { type, channelId }: Place): bigint {
  const bot = memberById(guild, world.bot.id);
  const channel = guild.channels.find(({ id }) => id === channelId);
  if (!bot) return 0n;
  return type === EventType.external || !channel
    ? guildPermissions(guild, bot)
    : channelPermissions(guild, bot, channel);
}

function checkRights(call: Call, guild: Guild, event: Place, creatorId: string | null): void {
  const held = heldAt(call, guild, event);
  const isOwn = creatorId === null || creatorId === call.world.bot.id;
  const one = creatorId === null ? createEvents : isOwn ? createEvents | manageEvents : manageEvents;
  const all = event.type === EventType.external ? 0n : viewChannel | connect;
  if (!(held & one) || (held & all) !== all) throw refuse.missingPermissions();
}

function eventOf(call: Call): { guild: Guild; event: ScheduledEvent } {
  const guild = guildOf(call);
  const event = call.world.events.get(guild.id, call.param('event'));
  if (!event) throw refuseThread.unknownEvent();
  const isClosed = event.type !== EventType.external && !(heldAt(call, guild, event) & viewChannel);
  if (isClosed) throw refuse.missingAccess();
  return { guild, event };
}

const cover = (image: string | null | undefined): string | null => {
  if (!image) return null;
  checkCover(image);
  return randomBytes(16).toString('hex');
};

const time = (words: string | null | undefined): number | null => (words ? Date.parse(words) : null);

/** The fields of an event that depend on each other, as a body would have them. */
function plan(body: EventBody, before?: ScheduledEvent): Planned {
  const type = body.entity_type ?? before?.type ?? 0;
  const isExternal = type === EventType.external;
  const location = body.entity_metadata === undefined ? before?.location : body.entity_metadata?.location;
  return {
    type,
    channelId: body.channel_id === undefined ? (before?.channelId ?? null) : body.channel_id,
    // Discord drops a location silently where there can be none.
    location: isExternal ? (location ?? null) : null,
    startsAt: time(body.scheduled_start_time) ?? before?.startsAt ?? 0,
    endsAt: body.scheduled_end_time === undefined ? (before?.endsAt ?? null) : time(body.scheduled_end_time),
  };
}

/** Writes down what an event gives away in places that hide nothing: its name, and where it is. */
function auditEvent(call: Call, what: string, { name, location }: Pick<ScheduledEvent, 'name' | 'location'>): void {
  audit(call, what, name);
  if (location) audit(call, 'location', location);
}

/** `POST /guilds/:guild/scheduled-events` */
export function createEvent(call: Call): Reply {
  const { world } = call;
  const guild = guildOf(call);
  const body = (call.body ?? {}) as EventBody;
  validate(`${kindOf(body.entity_type)}ScheduledEventCreateRequest`, body);
  checkTexts(body);
  const planned = plan(body);
  checkPlan(planned, guild, world.clock.now());
  checkRights(call, guild, planned, null);
  if (world.events.open(guild.id).length >= MAX_UNCOMPLETED) throw refuseThread.tooManyEvents();
  const texts = { name: (body.name ?? '').trim(), description: body.description ?? null, image: cover(body.image) };
  const event = world.events.create({ ...planned, ...texts, guildId: guild.id, creatorId: world.bot.id });
  auditEvent(call, 'event create', event);
  return ok(wireEvent(world, event));
}

/** `GET /guilds/:guild/scheduled-events`: those to come and under way. */
export function listEvents(call: Call): Reply {
  const guild = guildOf(call);
  const isSeen = (event: ScheduledEvent) =>
    event.type === EventType.external || (heldAt(call, guild, event) & viewChannel) !== 0n;
  const counted = call.query.get('with_user_count') === 'true';
  const open = call.world.events.open(guild.id).filter(isSeen);
  return ok(open.map((event) => wireEvent(call.world, event, counted)));
}

/** `GET /guilds/:guild/scheduled-events/:event` */
export function readEvent(call: Call): Reply {
  return ok(wireEvent(call.world, eventOf(call).event, call.query.get('with_user_count') === 'true'));
}

/** `PATCH /guilds/:guild/scheduled-events/:event`; what is over takes no change. */
export function changeEvent(call: Call): Reply {
  const { world } = call;
  const { guild, event } = eventOf(call);
  const body = (call.body ?? {}) as EventBody;
  validate(`${kindOf(body.entity_type ?? event.type)}ScheduledEventPatchRequestPartial`, body);
  if (!isOpenEvent(event)) throw refuseThread.finishedEvent();
  checkTexts(body);
  const planned = plan(body, event);
  checkRights(call, guild, event, event.creatorId);
  checkPlan(planned, guild, world.clock.now(), event);
  if (body.status) checkStatus(event, body.status);
  const change: EventChange = {
    ...planned,
    ...(body.name === undefined ? {} : { name: body.name.trim() }),
    ...(body.description === undefined ? {} : { description: body.description }),
    ...(body.image === undefined ? {} : { image: cover(body.image) }),
    ...(body.status ? { status: body.status } : {}),
  };
  world.events.change(event, change);
  auditEvent(call, 'event update', event);
  return ok(wireEvent(world, event));
}

/** `DELETE /guilds/:guild/scheduled-events/:event` */
export function deleteEvent(call: Call): Reply {
  const { guild, event } = eventOf(call);
  checkRights(call, guild, event, event.creatorId);
  call.world.events.remove(event);
  audit(call, 'event delete', event.name);
  return nothing;
}

/** `GET /guilds/:guild/scheduled-events/:event/users`, by id upwards; `before` wins over `after`. */
export function listComing(call: Call): Reply {
  const { event } = eventOf(call);
  const { query } = call;
  const all = wireComing(call.world, event, query.get('with_member') === 'true');
  const limit = Math.min(MOST_LISTED, Math.max(1, Number(query.get('limit') ?? MOST_LISTED) || MOST_LISTED));
  const [before, after] = [query.get('before'), query.get('after')];
  if (before) return ok(all.filter(({ user_id }) => BigInt(user_id) < BigInt(before)).slice(-limit));
  return ok(all.filter(({ user_id }) => !after || BigInt(user_id) > BigInt(after)).slice(0, limit));
}

/** `GET /guilds/:guild/scheduled-events/:event/users/counts` */
export function countComing(call: Call): Reply {
  const { event } = eventOf(call);
  return ok({ guild_scheduled_event_count: event.coming.size, guild_scheduled_event_exception_counts: {} });
}
