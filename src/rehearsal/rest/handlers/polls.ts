import { hasPoll, type PollMessage } from '../../state/polls.ts';
import { wireMessage } from '../../wire/messages.ts';
import { wireUser } from '../../wire/people.ts';
import { type Call, ok, type Reply } from '../call.ts';
import { refuse } from '../errors.ts';
import { refusePoll } from '../poll-rules.ts';
import { numberIn, snowflakeIn } from '../query.ts';
import { channelOf, messageOf } from './channels.ts';

const LIMIT = { min: 1, max: 100, none: 25 };

function pollMessageOf(call: Call): PollMessage {
  channelOf(call, 0n);
  const message = messageOf(call);
  if (!hasPoll(message)) throw refusePoll.noPoll();
  return message;
}

/** `GET /channels/:channel/polls/:message/answers/:answer`: who voted for it, by id upwards. */
export function listVoters(call: Call): Reply {
  const message = pollMessageOf(call);
  const voters = message.poll.votes.get(Number(call.param('answer')));
  if (!voters) throw refusePoll.unknownAnswer();
  const limit = numberIn(call.query, 'limit', LIMIT);
  const after = snowflakeIn(call.query, 'after') ?? 0n;
  const ids = voters.map(BigInt).filter((id) => id > after);
  const page = ids.sort((a, b) => (a < b ? -1 : 1)).slice(0, limit);
  const known = [...call.world.people.values()].map(({ user }) => user);
  return ok({ users: page.flatMap((id) => known.find((user) => user.id === String(id)) ?? []).map(wireUser) });
}

/** `POST /channels/:channel/polls/:message/expire`, of the bot's own polls. The count in the answer is not the final one. */
export function expirePoll(call: Call): Reply {
  const message = pollMessageOf(call);
  if (message.author.id !== call.world.bot.id) throw refuse.missingPermissions();
  if (message.poll.isOver) throw refusePoll.expired();
  call.world.polls.expire(message);
  return ok(wireMessage(call.world, message));
}
