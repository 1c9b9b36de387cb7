import { memberById } from '../../state/world.ts';
import { wireChannel } from '../../wire/channels.ts';
import { wireBareGuild, wireMember, wireRole } from '../../wire/people.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { refuse } from '../errors.ts';
import { refuseThread } from '../thread-errors.ts';
import { guildOf } from './thread-lists.ts';

/** `GET /guilds/:guild`; `with_counts=true` adds how many there are. */
export function readGuild(call: Call): Reply {
  const guild = guildOf(call);
  const count = guild.members.length;
  const counts = { approximate_member_count: count, approximate_presence_count: count };
  return ok({ ...wireBareGuild(guild), ...(call.query.get('with_counts') === 'true' ? counts : {}) });
}

/** `GET /guilds/:guild/roles` */
export const listRoles = (call: Call): Reply => ok(guildOf(call).roles.map(wireRole));

/** `GET /guilds/:guild/channels`: all of them, those the bot does not see too, without threads. */
export const listChannels = (call: Call): Reply => ok(guildOf(call).channels.map((channel) => wireChannel(channel)));

/** `GET /guilds/:guild/members/:user`; whoever has left is unknown as a member, though known as a user. */
export function readMember(call: Call): Reply {
  const guild = guildOf(call);
  const id = call.param('user');
  const member = memberById(guild, id);
  if (member) return ok(wireMember(guild, member));
  const isSomebody = call.world.people.values().some(({ user }) => user.id === id);
  throw isSomebody ? refuseThread.unknownMember() : refuse.unknownUser();
}
