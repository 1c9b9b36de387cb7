import type { Step } from '../script.ts';
import { channelPermissions, Permission } from '../state/permissions.ts';
import type { Channel, Guild, Member, Message } from '../state/types.ts';
import { people, type World } from '../state/world.ts';
import { StepError } from './step-error.ts';

/** Who does something, and where. */
export type Scene = { world: World; guild: Guild; channel: Channel; member: Member };

const HOME = 'film-club';

/** Whether a member may see a channel. */
const canView = (guild: Guild, member: Member, channel: Channel): boolean =>
  (channelPermissions(guild, member, channel) & Permission.viewChannel) !== 0n;

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
  const wanted = (step.in ?? step.look ?? HOME).replace(/^#/, '');
  const channel = guild.channels.find((one) => one.name === wanted);
  if (!channel || !canView(guild, member, channel)) throw new StepError(`${name} sees no channel "#${wanted}"`);
  return { world, guild, channel, member };
}

/** Whether a message of the channel is for this person too. */
export const isVisible = ({ member }: Scene, { ephemeralFor }: Message): boolean =>
  ephemeralFor === null || ephemeralFor === member.user.id;

/** The messages a person sees in a channel, oldest first. */
export function visibleMessages(scene: Scene): Message[] {
  return scene.world.messages.in(scene.channel.id).filter((message) => isVisible(scene, message));
}

/** The names of those who see a message, or everyone. */
export function visibleTo(world: World, message: Message): 'everyone' | string[] {
  const guild = world.guilds.find(({ id }) => id === message.guildId);
  const channel = guild?.channels.find(({ id }) => id === message.channelId);
  if (!guild || !channel) return [];
  const all = people(guild);
  const seeing = message.ephemeralFor
    ? all.filter(({ user }) => user.id === message.ephemeralFor)
    : all.filter((one) => canView(guild, one, channel));
  return seeing.length === all.length ? 'everyone' : seeing.map(({ user }) => user.username);
}
