import { Permission } from './permissions.ts';
import type { Channel, Guild, Member, User } from './types.ts';

const PREFIX = 'dm:';
const P = Permission;
/** What either may do in a conversation of two. */
const ANYTHING = P.viewChannel | P.sendMessages | P.embedLinks | P.attachFiles | P.readMessageHistory | P.sendPolls;

/** A direct conversation is a guild of two, as far as the stage goes; its id never leaves the stage. */
export const isDirect = (guildId: string): boolean => guildId.startsWith(PREFIX);

/** `guild_id` as a body carries it: not at all in a direct conversation. */
export const guildRef = (guildId: string): { guild_id?: string } => (isDirect(guildId) ? {} : { guild_id: guildId });

export type DirectStore = {
  /** The conversation of the bot with a person, begun if there is none. */
  with(member: Member): Guild;
  byChannel(channelId: string): Guild | undefined;
  byId(guildId: string): Guild | undefined;
  /** Ids of those who let nobody write to them. */
  readonly closed: Set<string>;
};

/** Where a stage keeps the bot's direct conversations. */
export function directStore(bot: User, nextId: () => string): DirectStore {
  const byId = new Map<string, Guild>();
  const byChannel = new Map<string, Guild>();
  const begin = ({ user, locale, joinedAt }: Member): Guild => {
    const id = `${PREFIX}${user.id}`;
    const channel: Channel = {
      ...{ id: nextId(), guildId: id, name: user.username, position: 0, overwrites: [] },
      recipient: user,
    };
    const members = [user, bot].map((one) => ({ user: one, roles: [], locale, joinedAt }));
    const roles = [{ id, name: '@everyone', permissions: ANYTHING, position: 0 }];
    const guild: Guild = { id, key: '@me', ownerId: '', locale, joinedAt, roles, members, channels: [channel] };
    byId.set(id, guild);
    byChannel.set(channel.id, guild);
    return guild;
  };
  return {
    with: (member) => byId.get(`${PREFIX}${member.user.id}`) ?? begin(member),
    byChannel: (channelId) => byChannel.get(channelId),
    byId: (guildId) => byId.get(guildId),
    closed: new Set(),
  };
}
