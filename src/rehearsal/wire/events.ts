import { EventType, type ScheduledEvent } from '../state/events.ts';
import { memberById, type World } from '../state/world.ts';
import { wireMember, wireUser } from './people.ts';

const GUILD_ONLY = 2;
const iso = (time: number) => new Date(time).toISOString();

/** An event as the API writes one; `counted` adds how many come. */
export function wireEvent(world: World, event: ScheduledEvent, counted = false) {
  const guild = world.guilds.find(({ id }) => id === event.guildId);
  const creator = guild && memberById(guild, event.creatorId)?.user;
  return {
    id: event.id,
    guild_id: event.guildId,
    channel_id: event.channelId,
    creator_id: event.creatorId,
    name: event.name,
    description: event.description,
    scheduled_start_time: iso(event.startsAt),
    scheduled_end_time: event.endsAt === null ? null : iso(event.endsAt),
    privacy_level: GUILD_ONLY,
    status: event.status,
    entity_type: event.type,
    entity_id: null,
    entity_metadata: event.type === EventType.external ? { location: event.location } : null,
    image: event.image,
    recurrence_rule: null,
    guild_scheduled_event_exceptions: [],
    ...(creator ? { creator: wireUser(creator) } : {}),
    ...(counted ? { user_count: event.coming.size } : {}),
  };
}

/** Those who come, by id upwards, as the API lists them. */
export function wireComing(world: World, event: ScheduledEvent, withMember: boolean) {
  const guild = world.guilds.find(({ id }) => id === event.guildId);
  const ids = [...event.coming].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  return ids.flatMap((id) => {
    const member = guild && memberById(guild, id);
    if (!guild || !member) return [];
    const shape = { guild_scheduled_event_id: event.id, user_id: id, user: wireUser(member.user), response: 1 };
    return [withMember ? { ...shape, member: wireMember(guild, member) } : shape];
  });
}
