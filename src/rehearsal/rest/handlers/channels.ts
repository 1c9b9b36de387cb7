import { isForum } from '../../state/channels.ts';
import { channelPermissions, countingIn, Permission } from '../../state/permissions.ts';
import { joinMentioned } from '../../state/thread-life.ts';
import type { Channel, Message } from '../../state/types.ts';
import { channelById, memberById } from '../../state/world.ts';
import { wireChannel } from '../../wire/channels.ts';
import { wireMessage } from '../../wire/messages.ts';
import { withoutResults } from '../../wire/polls.ts';
import { readable } from '../../wire/readable.ts';
import type { MessageBody } from '../bodies.ts';
import { type Call, nothing, ok, type Reply } from '../call.ts';
import { broughtIn, compose, recompose } from '../compose.ts';
import { invalidField, refuse } from '../errors.ts';
import { refuseThread } from '../thread-errors.ts';
import { checkDeletable } from '../thread-rules.ts';

const { viewChannel, sendMessages, attachFiles, readMessageHistory, manageMessages } = Permission;

/** The channel of a call, if the bot may do all of `bits` there. */
export function channelOf(call: Call, bits: bigint) {
  const place = channelById(call.world, call.param('channel'));
  if (!place) throw refuse.unknownChannel();
  const bot = memberById(place.guild, call.world.bot.id);
  const held = bot ? channelPermissions(place.guild, bot, place.channel) : 0n;
  if (!(held & viewChannel)) throw refuse.missingAccess();
  const needed = countingIn(place.channel, bits);
  if ((held & needed) !== needed) throw refuse.missingPermissions();
  return { ...place, held };
}

/** The message of a call; what is for one person alone is no message here. */
export function messageOf(call: Call): Message {
  const found = call.world.messages.get(call.param('message'));
  const isThere = found && found.channelId === call.param('channel') && found.ephemeralFor === null;
  if (!found || !isThere) throw refuse.unknownMessage();
  return found;
}

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
  return ok(wireChannel(channelOf(call, 0n).channel, call.world.bot.id));
}

/** `GET /channels/:channel/messages/:message` */
export function readMessage(call: Call): Reply {
  channelOf(call, readMessageHistory);
  return ok(wireMessage(call.world, readable(call.world, messageOf(call))));
}

/** Refuses to write to a person who lets nobody do so, or who shares no server with the bot. */
function checkReachable({ world }: Call, { recipient }: Channel): void {
  if (!recipient) return;
  const meets = world.guilds.some((guild) => memberById(guild, recipient.id) && memberById(guild, world.bot.id));
  if (!meets) throw refuse.noMutualGuilds();
  if (world.direct.closed.has(recipient.id)) throw refuse.cannotSendToUser();
}

/** `POST /channels/:channel/messages`; one with an enforced nonce that was sent before is answered with the first. */
export function sendMessage(call: Call): Reply {
  const body = call.body as MessageBody;
  const files = call.files.length ? attachFiles : 0n;
  const { guild, channel } = channelOf(call, sendMessages | files | (body.message_reference ? readMessageHistory : 0n));
  if (isForum(channel)) throw refuseThread.notText();
  checkReachable(call, channel);
  const before = sentBefore(call, body);
  if (before) return ok(wireMessage(call.world, before));
  const replyTo = reference(call, body);
  const content = compose(call, body, channel.id, 'all');
  const place = { guildId: guild.id, channelId: channel.id, author: call.world.bot };
  const message = call.world.messages.create({ ...content, ...place, replyTo, nonce: body.nonce ?? null });
  return ok(withoutResults(wireMessage(call.world, message)));
}

/** `PATCH /channels/:channel/messages/:message` */
export function editMessage(call: Call): Reply {
  channelOf(call, 0n);
  const before = messageOf(call);
  if (before.author.id !== call.world.bot.id) throw refuse.notAuthor();
  const body = call.body as MessageBody;
  const message = call.world.messages.edit(before, recompose(call, body, before));
  joinMentioned(call.world, message, broughtIn(call, body, message, 'all'));
  return ok(wireMessage(call.world, message));
}

/** `DELETE /channels/:channel/messages/:message`; others' messages need the right to manage messages. */
export function deleteMessage(call: Call): Reply {
  const { held, channel } = channelOf(call, 0n);
  const message = messageOf(call);
  if (message.author.id !== call.world.bot.id && !(held & manageMessages)) throw refuse.missingPermissions();
  checkDeletable(call.world, channel);
  call.world.messages.remove(message);
  return nothing;
}
