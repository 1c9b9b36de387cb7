import type { Step } from '../script.ts';
import { canRead } from '../state/channels.ts';
import type { Channel, Guild, Member, Message } from '../state/types.ts';
import { channelById, people, type World } from '../state/world.ts';
import { channelNamed, checkNotice } from './places.ts';
import { StepError } from './step-error.ts';

/** Who does something, and where. */
export type Scene = { world: World; guild: Guild; channel: Channel; member: Member };

const HOME = 'film-club';

function guildOf(world: World, step: Step): Guild {
  const guild = world.guilds.find(({ key }) => key === (step.guild ?? 'one'));
  if (!guild) throw new StepError(`there is no guild "${step.guild}"`);
  return guild;
}

type Place = { guild: Guild; channel: Channel };

/** Where the message is that a step names, when that is all it says of the place. */
function placeOfMessage(world: World, guild: Guild, member: Member, step: Step): Place | undefined {
  const message = step.in === undefined ? world.messages.get(step.on ?? '') : undefined;
  const place = message && channelById(world, message.channelId);
  const isHere = place?.guild === guild || place?.channel.recipient?.id === member.user.id;
  return place && isHere && canRead(place.guild, member, place.channel) ? place : undefined;
}

/** The channel, thread or conversation with the bot of a name; undefined when the person sees none. */
function placeNamed(world: World, guild: Guild, member: Member, wanted: string): Place | undefined {
  const own = wanted === `@${member.user.username}` ? world.direct.with(member) : undefined;
  const channel = own ? own.channels[0] : channelNamed({ world, guild, member }, wanted);
  return channel && { guild: own ?? guild, channel };
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
  const home = guild.channels.find(({ id }) => id === guild.systemChannelId)?.name ?? HOME;
  const wanted = step.in ?? step.look ?? step.accept ?? home;
  const place = placeOfMessage(world, guild, member, step) ?? placeNamed(world, guild, member, wanted);
  if (!place) throw new StepError(`${name} sees no channel "${wanted.replace(/^(?![#@])/, '#')}"`);
  if (step.accept === undefined) checkNotice(place.guild, member, place.channel);
  return { world, member, ...place };
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
  const place = channelById(world, message.channelId);
  if (!place) return [];
  const { guild, channel } = place;
  const all = people(guild);
  const seeing = message.ephemeralFor
    ? all.filter(({ user }) => user.id === message.ephemeralFor)
    : all.filter((one) => canRead(guild, one, channel));
  return seeing.length === all.length && !channel.recipient ? 'everyone' : seeing.map(({ user }) => user.username);
}
