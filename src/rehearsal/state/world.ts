import { type AlarmClock, alarmClock } from '../alarms.ts';
import type { StageClock } from '../clock.ts';
import { type Feed, feed } from '../feed.ts';
import { idMaker } from '../ids.ts';
import { type CommandStore, commandStore } from './commands.ts';
import { type DirectStore, directStore } from './direct.ts';
import { type EventStore, eventStore } from './events.ts';
import { BOT, type BotRights, foundGuilds, foundThird } from './guilds.ts';
import { type InteractionStore, interactionStore } from './interactions.ts';
import { type Delivery, type MessageStore, messageStore } from './messages.ts';
import type { AuditEntry, News } from './news.ts';
import { hasPoll, type PollStore, pollStore } from './polls.ts';
import { liveThreads } from './thread-life.ts';
import { type ThreadStore, threadStore } from './threads.ts';
import type { Attachment, Channel, Guild, Member, User } from './types.ts';

/** A Discord error the bot ran into. */
export type Refusal = { status: number; code: number; message: string; route: string };
/** The same with the id of the interaction it was about, if it was about one. */
export type Refused = { refusal: Refusal; cause: string | null };

/** Everything a stage knows. */
export type World = {
  readonly clock: AlarmClock;
  readonly bot: User;
  readonly guilds: Guild[];
  /** Guilds that are not on stage yet. */
  readonly spare: readonly Guild[];
  /** Everybody who has ever been in a guild, by name. */
  readonly people: Map<string, Member>;
  readonly messages: MessageStore;
  readonly commands: CommandStore;
  readonly interactions: InteractionStore;
  readonly threads: ThreadStore;
  readonly events: EventStore;
  readonly direct: DirectStore;
  readonly polls: PollStore;
  /** What reaches people. */
  readonly deliveries: Feed<Delivery>;
  /** What happens beside messages. */
  readonly news: Feed<News>;
  /** Who named what, and every reason that was given. */
  readonly audit: AuditEntry[];
  /** What Discord refused. */
  readonly refusals: Feed<Refused>;
  /** The bytes of the files that the bot sent or a command handed over, by the id of the attachment. */
  readonly files: Map<string, Uint8Array>;
  /** What was handed over with commands, which no message holds. */
  readonly handed: Map<string, Attachment>;
  /** What Discord lets pass and Marquee must never do, in plain sentences. */
  readonly violations: string[];
  nextId(): string;
};

export type WorldOptions = { clock: StageClock; members: number; rights: BotRights };

/** A world in which nothing has been said yet. */
export function createWorld({ clock: given, members, rights }: WorldOptions): World {
  const clock = alarmClock(given);
  const nextId = idMaker(clock);
  const deliveries = feed<Delivery>();
  const news = feed<News>();
  const messages = messageStore(clock, nextId, deliveries);
  const guilds = foundGuilds(members, rights);
  const world: World = {
    clock,
    bot: BOT,
    guilds,
    spare: [foundThird(members, rights)],
    people: new Map(guilds.flatMap(people).map((member) => [member.user.username, member])),
    messages,
    commands: commandStore(clock, nextId),
    interactions: interactionStore(clock),
    threads: threadStore({ clock, messages, news }),
    events: eventStore({ clock, nextId, news }),
    direct: directStore(BOT, nextId),
    polls: pollStore({ clock, messages, news }),
    deliveries,
    news,
    audit: [],
    refusals: feed<Refused>(),
    files: new Map(),
    handed: new Map(),
    violations: [],
    nextId,
  };
  liveThreads(world);
  livePolls(world);
  return world;
}

/** Polls begin with their messages. */
function livePolls({ deliveries, messages, polls }: World): void {
  deliveries.listen(({ kind, message: { id } }) => {
    const message = kind === 'delete' ? undefined : messages.get(id);
    if (message && hasPoll(message)) polls.begin(message);
  });
}

/** A guild by id, or a direct conversation. */
export const guildById = (world: World, id: string): Guild | undefined =>
  world.guilds.find((one) => one.id === id) ?? world.direct.byId(id);

export const memberById = (guild: Guild, userId: string): Member | undefined =>
  guild.members.find(({ user }) => user.id === userId);

/** The people of a guild: every member but the bot. */
export const people = (guild: Guild): Member[] => guild.members.filter(({ user }) => !user.bot);

/** A channel, a thread or a direct conversation by id, with its guild. */
export function channelById(world: World, id: string): { guild: Guild; channel: Channel } | undefined {
  const thread = world.threads.get(id);
  const direct = world.direct.byChannel(id);
  for (const guild of direct ? [direct] : world.guilds) {
    const channel = thread?.guildId === guild.id ? thread : guild.channels.find((one) => one.id === id);
    if (channel) return { guild, channel };
  }
  return undefined;
}
