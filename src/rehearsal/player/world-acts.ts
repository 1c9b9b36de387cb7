import type { Step, Verb } from '../script.ts';
import { bitsOf } from '../script-world.ts';
import { canView } from '../state/channels.ts';
import {
  closeChannel,
  enter,
  isIn,
  leave,
  letBotIn,
  openChannel,
  roleNamed,
  setRights,
  setRole,
  throwBotOut,
} from '../state/membership.ts';
import type { Channel, Guild, Member } from '../state/types.ts';
import { memberById, people, type World } from '../state/world.ts';
import { StepError } from './step-error.ts';

type Change = (world: World, step: Step, by: string) => void;

const HOME = '#film-club';

function guildOf(world: World, step: Step): Guild {
  const guild = world.guilds.find(({ key }) => key === (step.guild ?? 'one'));
  if (!guild) throw new StepError(`there is no guild "${step.guild}"`);
  return guild;
}

function memberOf(guild: Guild, name: string): Member {
  const member = people(guild).find(({ user }) => user.username === name);
  if (!member) throw new StepError(`nobody here is called "${name}"`);
  return member;
}

function channelOf(guild: Guild, name: string): Channel {
  const channel = guild.channels.find((one) => one.name === name.replace(/^#/, ''));
  if (!channel) throw new StepError(`there is no channel "#${name.replace(/^#/, '')}"`);
  return channel;
}

function botOf(world: World, guild: Guild): Member {
  const bot = memberById(guild, world.bot.id);
  if (!bot) throw new StepError(`${world.bot.username} is not in this server`);
  return bot;
}

const directMessages: Change = (world, step, by) => {
  const { user } = memberOf(guildOf(world, step), step.as ?? by);
  if (step.dms) world.direct.closed.delete(user.id);
  else world.direct.closed.add(user.id);
};

const goAway: Change = (world, step, by) => {
  const guild = guildOf(world, step);
  const member = memberOf(guild, step.as ?? by);
  if (member.user.id === guild.ownerId) throw new StepError('the owner cannot leave the server');
  leave(world, guild, member);
};

const comeIn: Change = (world, step, by) => {
  const guild = guildOf(world, step);
  const name = step.as ?? by;
  if (isIn(guild, name)) throw new StepError(`${name} is here already`);
  if (!/^[a-z0-9_.]{2,32}$/.test(name)) throw new StepError(`"${name}" is no name on Discord`);
  enter(world, guild, name);
};

/** Changes what a channel gives the bot: its own overwrite there. */
function rights(isAllowed: boolean): Change {
  return (world, step) => {
    const guild = guildOf(world, step);
    const channel = channelOf(guild, step.in ?? HOME);
    const bot = botOf(world, guild);
    const sawIt = canView(guild, bot, channel);
    const names = step.allow ?? step.deny ?? [];
    setRights(channel, bot, bitsOf(names), isAllowed);
    const words = `${isAllowed ? 'allows' : 'denies'} ${bot.user.username} ${names.join(', ')}`;
    world.news.tell({ kind: 'channel', how: 'changed', channel, words: [words] });
    if (!sawIt && canView(guild, bot, channel)) world.news.tell({ kind: 'access', channel, userId: bot.user.id });
  };
}

const create: Change = (world, step) => {
  const guild = guildOf(world, step);
  const name = String(step.create).replace(/^#/, '').toLowerCase();
  if (guild.channels.some((one) => one.name === name)) throw new StepError(`there is a channel "#${name}" already`);
  openChannel(world, guild, name, step.nsfw ? { nsfw: true } : {});
};

const remove: Change = (world, step) => {
  const guild = guildOf(world, step);
  closeChannel(world, guild, channelOf(guild, String(step.delete)));
};

const invite: Change = (world, step) => {
  const found = world.guilds.find(({ key }) => key === step.guild);
  if (found && memberById(found, world.bot.id)) throw new StepError(`${world.bot.username} is in this server already`);
  if (!letBotIn(world, step.guild ?? '')) throw new StepError(`there is no guild "${step.guild}"`);
};

const throwOut: Change = (world, step) => {
  const guild = guildOf(world, step);
  throwBotOut(world, guild, botOf(world, guild));
};

const role: Change = (world, step) => {
  const guild = guildOf(world, step);
  const found = roleNamed(world, guild, step.role ?? '', step.mentionable);
  if (step.give) setRole(memberOf(guild, step.give), found, true);
  if (step.take) setRole(memberOf(guild, step.take), found, false);
};

/** What happens to people, channels and servers, by the step's verb. Each throws a StepError for what cannot be. */
export const WORLD_ACTS: Partial<Record<Verb, Change>> = {
  dms: directMessages,
  leave: goAway,
  join: comeIn,
  deny: rights(false),
  allow: rights(true),
  delete: remove,
  create,
  invite,
  remove: throwOut,
  role,
};
