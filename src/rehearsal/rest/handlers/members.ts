import { guildById, memberById } from '../../state/world.ts';
import { wireMember } from '../../wire/people.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { refuse } from '../errors.ts';

/** `GET /guilds/:guild/members/:user` */
export function readMember(call: Call): Reply {
  const guild = guildById(call.world, call.param('guild'));
  if (!guild || !memberById(guild, call.world.bot.id)) throw refuse.unknownGuild();
  const member = memberById(guild, call.param('user'));
  if (!member) throw refuse.unknownMember();
  return ok(wireMember(guild, member));
}
