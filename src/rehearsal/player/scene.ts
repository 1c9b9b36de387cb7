import type { Step } from '../script.ts';
import { canRead } from '../state/channels.ts';
import type { Channel, Guild, Member, Message } from '../state/types.ts';
import { channelById, people, type World } from '../state/world.ts';
import { channelNamed, checkNotice } from './places.ts';
import { StepError } from './step-error.ts';

/** Who does something, and where. */
export type Scene = { world: World; guild: Guild; channel: Channel; member: Member };

const HOME = 'film-club';

/**
 * The scene of a step; what it leaves out is guild `one`, #film-club and `by`.
 * @throws StepError for a person or a channel that is not there.
 */
export function sceneOf(world: World, step: Step, by: string): Scene {
  const guild = world.guilds.find(({ key }) => key === (step.guild ?? 'one'));
  if (!guild) throw new StepError(`there is no guild "${step.guild}"`);
  const name = step.as ?? by;
  const member = people(guild).find(({ user }) => user.username === name);
  if (!member) throw new StepError(`nobody here is called "${name}"`);
  const wanted = step.in ?? step.look ?? step.accept ?? HOME;
  const channel = channelNamed({ world, guild, member }, wanted);
  if (!channel) throw new StepError(`${name} sees no channel "#${wanted.replace(/^#/, '')}"`);
  if (step.accept === undefined) checkNotice(guild, member, channel);
  return { world, guild, channel, member };
}

/** The messages a person sees in a channel, oldest first. */
export function visibleMessages({ world, channel, member }: Scene): Message[] {
  return world.messages
    .in(channel.id)
    .filter(({ ephemeralFor }) => ephemeralFor === null || ephemeralFor === member.user.id);
}

/** The names of those who see a message, or everyone. */
export function visibleTo(world: World, message: Message): 'everyone' | string[] {
  const place = channelById(world, message.channelId);
  if (!place) return [];
  const { guild, channel } = place;
  const all = people(guild);
  const seeing = message.ephemeralFor
    ? all.filter(({ user }) => user.id === message.ephemeralFor)
    : all.filter((one) => canRead(guild, one, channel));
  return seeing.length === all.length ? 'everyone' : seeing.map(({ user }) => user.username);
}
