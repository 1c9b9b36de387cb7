import { snowflake } from '../ids.ts';
import { Permission } from './permissions.ts';
import { type Channel, ChannelType, type Guild, type Member, type Role, type User } from './types.ts';

/** The day the stage's guilds were founded. Fixed, so that a second rehearsal on the same data meets the same people. */
const FOUNDED = Date.UTC(2025, 0, 1);

const P = Permission;
const ANYONE =
  P.viewChannel | P.sendMessages | P.embedLinks | P.attachFiles | P.readMessageHistory | P.useApplicationCommands;
/** What people have and the bot is not given with @everyone: what it needs of this it has to ask for itself. */
const PEOPLE = P.createPublicThreads | P.createPrivateThreads | P.sendMessagesInThreads | P.connect;
const RULES = P.manageChannels | P.manageRoles | P.manageEvents | P.createEvents;
const MODERATOR =
  ANYONE | RULES | P.manageMessages | P.mentionEveryone | (1n << 2n) | (1n << 5n) | (1n << 34n) | (1n << 40n);

/** The bot's user; its id is the application's too. */
export const BOT: User = { id: snowflake(FOUNDED, 1), username: 'Marquee', bot: true };

/** The names on stage: `host`, `mod`, `ko`, then `m1` upwards until `count` are reached. */
export function memberNames(count: number): string[] {
  const crowd = Array.from({ length: Math.max(0, count - 3) }, (_, index) => `m${index + 1}`);
  return ['host', 'mod', 'ko', ...crowd].slice(0, count);
}

function user(name: string, index: number): User {
  return { id: snowflake(FOUNDED, 100 + index), username: name, bot: false };
}

/** The id of somebody on stage by name; the same in every rehearsal. */
export function personId(name: string): string {
  const [, number] = /^m(\d+)$/.exec(name) ?? [];
  return user(name, number ? Number(number) + 2 : memberNames(3).indexOf(name)).id;
}

/** What the bot's role may do, and what #film-club denies it all the same. */
export type BotRights = { granted: bigint; denied: bigint };

function guild(key: string, serial: number, names: readonly string[], rights: BotRights): Guild {
  const id = snowflake(FOUNDED, serial);
  const joinedAt = new Date(FOUNDED).toISOString();
  const role = (offset: number, name: string, permissions: bigint): Role => ({
    id: offset === 0 ? id : snowflake(FOUNDED, serial + offset),
    name,
    permissions,
    position: offset,
  });
  const roles = [role(0, '@everyone', ANYONE), role(1, 'moderator', MODERATOR), role(2, BOT.username, rights.granted)];
  roles.push({ ...role(8, 'member', PEOPLE), position: 1 });
  const member = snowflake(FOUNDED, serial + 8);
  const rolesOf = (name: string) => (name === 'mod' ? [snowflake(FOUNDED, serial + 1), member] : [member]);
  const people = names.map((name, index): Member => {
    return { user: user(name, index), roles: rolesOf(name), locale: name === 'ko' ? 'ko' : 'en-US', joinedAt };
  });
  const bot: Member = { user: BOT, roles: [snowflake(FOUNDED, serial + 2)], locale: 'en-US', joinedAt };
  const overwrites = rights.denied
    ? [{ id: snowflake(FOUNDED, serial + 2), type: 0 as const, allow: 0n, deny: rights.denied }]
    : [];
  const channel = { id: snowflake(FOUNDED, serial + 3), guildId: id, name: 'film-club', position: 0, overwrites };
  const cinema: Channel = {
    id: snowflake(FOUNDED, serial + 9),
    guildId: id,
    name: 'Cinema',
    position: 1,
    overwrites: [],
    type: ChannelType.voice,
  };
  const ownerId = people[0]?.user.id ?? BOT.id;
  return { id, key, ownerId, locale: 'en-US', joinedAt, roles, members: [...people, bot], channels: [channel, cinema] };
}

/** A third guild with the same people, #general for its system channel, and without the bot. */
export function foundThird(memberCount: number, { granted }: BotRights): Guild {
  const { channels, members, ...third } = guild('three', 30, memberNames(memberCount), { granted, denied: 0n });
  const [home] = channels;
  const general = home && { ...home, name: 'general' };
  return {
    ...third,
    members: members.filter(({ user }) => !user.bot),
    channels: general ? [general] : [],
    ...(general ? { systemChannelId: general.id } : {}),
  };
}

/** The two guilds of a stage. The same people are in both. */
export function foundGuilds(memberCount: number, rights: BotRights): Guild[] {
  const names = memberNames(memberCount);
  return [guild('one', 10, names, rights), guild('two', 20, names, rights)];
}
