import type { StageClock } from '../clock.ts';
import { type Feed, feed } from '../feed.ts';
import { idMaker } from '../ids.ts';
import { type CommandStore, commandStore } from './commands.ts';
import { BOT, type BotRights, foundGuilds } from './guilds.ts';
import { type InteractionStore, interactionStore } from './interactions.ts';
import { type Delivery, type MessageStore, messageStore } from './messages.ts';
import type { Channel, Guild, Member, User } from './types.ts';

/** A Discord error the bot ran into. */
export type Refusal = { status: number; code: number; message: string; route: string };
/** The same with the id of the interaction it was about, if it was about one. */
export type Refused = { refusal: Refusal; cause: string | null };

/** Everything a stage knows. */
export type World = {
  readonly clock: StageClock;
  readonly bot: User;
  readonly guilds: readonly Guild[];
  readonly messages: MessageStore;
  readonly commands: CommandStore;
  readonly interactions: InteractionStore;
  /** What reaches people. */
  readonly deliveries: Feed<Delivery>;
  /** What Discord refused. */
  readonly refusals: Feed<Refused>;
  /** The bytes of every file that was sent, by the path of its address. */
  readonly files: Map<string, Uint8Array>;
  /** What Discord lets pass and Marquee must never do, in plain sentences. */
  readonly violations: string[];
  nextId(): string;
};

export type WorldOptions = { clock: StageClock; members: number; rights: BotRights };

/** A world in which nothing has been said yet. */
export function createWorld({ clock, members, rights }: WorldOptions): World {
  const nextId = idMaker(clock);
  const deliveries = feed<Delivery>();
  return {
    clock,
    bot: BOT,
    guilds: foundGuilds(members, rights),
    messages: messageStore(clock, nextId, deliveries),
    commands: commandStore(clock, nextId),
    interactions: interactionStore(clock),
    deliveries,
    refusals: feed<Refused>(),
    files: new Map(),
    violations: [],
    nextId,
  };
}

export const guildById = (world: World, id: string): Guild | undefined => world.guilds.find((one) => one.id === id);

export const memberById = (guild: Guild, userId: string): Member | undefined =>
  guild.members.find(({ user }) => user.id === userId);

/** The people of a guild: every member but the bot. */
export const people = (guild: Guild): Member[] => guild.members.filter(({ user }) => !user.bot);

/** A channel by id, with its guild. */
export function channelById(world: World, id: string): { guild: Guild; channel: Channel } | undefined {
  for (const guild of world.guilds) {
    const channel = guild.channels.find((one) => one.id === id);
    if (channel) return { guild, channel };
  }
  return undefined;
}
