import type { Step } from '../script.ts';
import { canView } from '../state/channels.ts';
import { EventStatus, type ScheduledEvent } from '../state/events.ts';
import { guildPermissions, Permission } from '../state/permissions.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';

/** The newest event of a name that a member sees; without a name the newest at all. */
function eventFor({ world, guild, member }: Scene, name: string | undefined): ScheduledEvent {
  const isSeen = ({ channelId }: ScheduledEvent) => {
    const channel = guild.channels.find(({ id }) => id === channelId);
    return !channel || canView(guild, member, channel);
  };
  const open = world.events.open(guild.id).filter(isSeen);
  const found = open.findLast((event) => name === undefined || event.name === name);
  if (!found) throw new StepError(name === undefined ? 'there is no event' : `there is no event "${name}"`);
  return found;
}

/**
 * Answering an event, as the bell in Discord's dialog does.
 * @throws StepError when there is none.
 */
export function rsvp(scene: Scene, step: Step): void {
  scene.world.events.rsvp(eventFor(scene, step.on), scene.member.user.id, step.rsvp ?? true);
}

function move({ world }: Scene, event: ScheduledEvent, time: string): void {
  const startsAt = Date.parse(time);
  if (event.status !== EventStatus.scheduled) throw new StepError('the event has started');
  if (startsAt <= world.clock.now()) throw new StepError('an event cannot be in the past');
  const endsAt = event.endsAt === null ? null : event.endsAt + startsAt - event.startsAt;
  world.events.change(event, { startsAt, endsAt });
}

function rename({ world, member }: Scene, event: ScheduledEvent, name: string): void {
  const who = member.user.username;
  world.audit.push({ at: world.clock.now(), who, what: 'event update', name, reason: null });
  world.events.change(event, { name });
}

/**
 * What a person does to an event in Discord's own dialog, by its name. Moved, it lasts as long as before.
 * @throws StepError.
 */
export function doEvent(scene: Scene, step: Step): void {
  const { world, guild, member } = scene;
  const event = eventFor(scene, step.event);
  const needed = event.creatorId === member.user.id ? Permission.createEvents : Permission.manageEvents;
  if (!(guildPermissions(guild, member) & needed)) throw new StepError(`${member.user.username} may not change events`);
  if (step.move) move(scene, event, step.move);
  else if (step.delete) world.events.remove(event);
  else if (step.rename) rename(scene, event, step.rename);
  else {
    const isOn = event.status === EventStatus.active;
    world.events.change(event, { status: isOn ? EventStatus.completed : EventStatus.canceled });
  }
}
