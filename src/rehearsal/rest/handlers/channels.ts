import { Permission } from '../../state/permissions.ts';
import type { Message } from '../../state/types.ts';
import { wireMessage } from '../../wire/messages.ts';
import { wireChannel } from '../../wire/people.ts';
import { readable } from '../../wire/readable.ts';
import type { MessageBody } from '../bodies.ts';
import { type Call, nothing, ok, type Reply } from '../call.ts';
import { compose, recompose } from '../compose.ts';
import { invalidField, refuse } from '../errors.ts';
import { channelOf, messageOf } from '../places.ts';

const { sendMessages, attachFiles, readMessageHistory, manageMessages } = Permission;

function reference(call: Call, body: MessageBody): string | null {
  const id = body.message_reference?.message_id;
  if (!id) return null;
  const found = call.world.messages.get(id);
  if (found && found.channelId === call.param('channel') && found.ephemeralFor === null) return id;
  if (body.message_reference?.fail_if_not_exists === false) return null;
  throw invalidField(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
}

function sentBefore({ world }: Call, { enforce_nonce, nonce }: MessageBody): Message | undefined {
  return enforce_nonce && nonce !== undefined && nonce !== null
    ? world.messages.sentBefore(world.bot.id, nonce)
    : undefined;
}

/** `GET /channels/:channel` */
export function readChannel(call: Call): Reply {
  return ok(wireChannel(channelOf(call, 0n).channel));
}

/** `GET /channels/:channel/messages/:message` */
export function readMessage(call: Call): Reply {
  channelOf(call, readMessageHistory);
  return ok(wireMessage(call.world, readable(call.world, messageOf(call))));
}

/** `POST /channels/:channel/messages`; one with an enforced nonce that was sent before is answered with the first. */
export function sendMessage(call: Call): Reply {
  const body = call.body as MessageBody;
  const files = call.files.length ? attachFiles : 0n;
  const { guild, channel } = channelOf(call, sendMessages | files | (body.message_reference ? readMessageHistory : 0n));
  const before = sentBefore(call, body);
  if (before) return ok(wireMessage(call.world, before));
  const replyTo = reference(call, body);
  const content = compose(call, body, channel.id, 'all');
  const place = { guildId: guild.id, channelId: channel.id, author: call.world.bot };
  const message = call.world.messages.create({ ...content, ...place, replyTo, nonce: body.nonce ?? null });
  return ok(wireMessage(call.world, message));
}

/** `PATCH /channels/:channel/messages/:message` */
export function editMessage(call: Call): Reply {
  channelOf(call, 0n);
  const before = messageOf(call);
  if (before.author.id !== call.world.bot.id) throw refuse.notAuthor();
  return ok(
    wireMessage(call.world, call.world.messages.edit(before, recompose(call, call.body as MessageBody, before))),
  );
}

/** `DELETE /channels/:channel/messages/:message`; others' messages need the right to manage messages. */
export function deleteMessage(call: Call): Reply {
  const { held } = channelOf(call, 0n);
  const message = messageOf(call);
  if (message.author.id !== call.world.bot.id && !(held & manageMessages)) throw refuse.missingPermissions();
  call.world.messages.remove(message);
  return nothing;
}
