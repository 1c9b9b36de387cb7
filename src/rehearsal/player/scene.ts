import type { Step } from '../script.ts';
import { channelPermissions, Permission } from '../state/permissions.ts';
import type { Channel, Guild, Member, Message } from '../state/types.ts';
import { channelById, guildById, people, type World } from '../state/world.ts';
import { StepError } from './step-error.ts';

/** Who does something, and where. */
export type Scene = { world: World; guild: Guild; channel: Channel; member: Member };

const HOME = 'film-club';

/** Whether a member may see a channel. */
const canView = (guild: Guild, member: Member, channel: Channel): boolean =>
  (channelPermissions(guild, member, channel) & Permission.viewChannel) !== 0n;

function guildOf(world: World, step: Step): Guild {
  const guild = world.guilds.find(({ key }) => key === (step.guild ?? 'one'));
  if (!guild) throw new StepError(`there is no guild "${step.guild}"`);
  return guild;
}

/** The name of the channel a step is about: the one it names, that of the message it names, or the guild's own. */
function wantedIn(world: World, guild: Guild, step: Step): string {
  const named = step.in ?? step.look;
  if (named !== undefined) return named;
  const message = world.messages.get(step.on ?? '');
  const { recipient, name } = channelById(world, message?.channelId ?? '')?.channel ?? {};
  if (recipient) return `@${name}`;
  return guild.channels.find(({ id }) => id === (message?.channelId ?? guild.systemChannelId))?.name ?? HOME;
}

/**
 * The scene of a step; what it leaves out is guild `one`, #film-club and `by`. `@name` is one's conversation with the
 * bot.
 * @throws StepError for a person or a channel that is not there.
 */
export function sceneOf(world: World, step: Step, by: string): Scene {
  const guild = guildOf(world, step);
  const name = step.as ?? by;
  const member = people(guild).find(({ user }) => user.username === name);
  if (!member) throw new StepError(`nobody here is called "${name}"`);
  const wanted = wantedIn(world, guild, step).replace(/^#/, '');
  const place = wanted === `@${name}` ? world.direct.with(member) : guild;
  const channel = place.channels.find((one) => [one.name, `@${one.recipient?.username}`].includes(wanted));
  if (!channel || !canView(place, member, channel))
    throw new StepError(`${name} sees no channel "${wanted.startsWith('@') ? '' : '#'}${wanted}"`);
  return { world, guild: place, channel, member };
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
  const guild = guildById(world, message.guildId);
  const channel = guild?.channels.find(({ id }) => id === message.channelId);
  if (!guild || !channel) return [];
  const all = people(guild);
  const seeing = message.ephemeralFor
    ? all.filter(({ user }) => user.id === message.ephemeralFor)
    : all.filter((one) => canView(guild, one, channel));
  return seeing.length === all.length && !channel.recipient ? 'everyone' : seeing.map(({ user }) => user.username);
}
