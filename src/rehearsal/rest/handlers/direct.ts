import { memberById } from '../../state/world.ts';
import { wireChannel } from '../../wire/channels.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { refuse } from '../errors.ts';

type DirectBody = { recipient_id?: string | null };

/** `POST /users/@me/channels`: the conversation with a person, begun or as it is. Nobody hears of it yet. */
export function openDirect(call: Call): Reply {
  const { world } = call;
  const id = (call.body as DirectBody).recipient_id ?? '';
  const members = world.guilds.flatMap((guild) => memberById(guild, id) ?? []);
  const [member] = members.filter(({ user }) => !user.bot);
  const known = member ?? world.direct.byId(`dm:${id}`)?.members[0];
  if (!known) throw refuse.invalidRecipients();
  const [channel] = world.direct.with(known).channels;
  if (!channel) throw refuse.unknownChannel();
  return ok(wireChannel(channel));
}
