import { type Interaction, InteractionType } from '../../state/interactions.ts';
import { isLoading } from '../../state/messages.ts';
import { joinMentioned } from '../../state/thread-life.ts';
import { type Message, MessageFlag } from '../../state/types.ts';
import { wireMessage } from '../../wire/messages.ts';
import type { MessageBody } from '../bodies.ts';
import { type Call, nothing, ok, type Reply } from '../call.ts';
import { broughtIn, compose, fill, recompose } from '../compose.ts';
import { refuse } from '../errors.ts';

function interactionOf(call: Call): Interaction {
  const found = call.world.interactions.byToken(call.param('token'));
  const isAnswered = found && found.answeredIn !== null && found.type !== InteractionType.autocomplete;
  if (!found || !isAnswered || call.param('application') !== call.world.bot.id) throw refuse.unknownWebhook();
  if (call.world.interactions.isSpent(found)) throw refuse.invalidWebhookToken();
  return found;
}

/** A message this token may touch: the original, what it updated, or one of its follow-ups. */
function messageOf(call: Call, interaction: Interaction): Message {
  const wanted = call.param('message');
  const id = wanted === '@original' ? interaction.originalId : wanted;
  const found = id ? call.world.messages.get(id) : undefined;
  const isOwn = found && (found.interactionId === interaction.id || found.id === interaction.originalId);
  if (!found || !isOwn) throw refuse.unknownMessage();
  return found;
}

const change = (call: Call, before: Message, { id }: Interaction): Message => {
  const body = (call.body ?? {}) as MessageBody;
  const content = isLoading(before) ? fill(call, body, before) : recompose(call, body, before);
  const message = call.world.messages.edit(before, content, id);
  if (message.ephemeralFor === null) joinMentioned(call.world, message, broughtIn(call, body, message, 'users'));
  return message;
};

/** `GET /webhooks/:application/:token/messages/:message` */
export function readAnswer(call: Call): Reply {
  return ok(wireMessage(call.world, messageOf(call, interactionOf(call))));
}

/** `PATCH /webhooks/:application/:token/messages/:message`; fills the placeholder of a deferred answer. */
export function editAnswer(call: Call): Reply {
  const interaction = interactionOf(call);
  return ok(wireMessage(call.world, change(call, messageOf(call, interaction), interaction)));
}

/** `DELETE /webhooks/:application/:token/messages/:message` */
export function deleteAnswer(call: Call): Reply {
  const interaction = interactionOf(call);
  call.world.messages.remove(messageOf(call, interaction), interaction.id);
  return nothing;
}

/** `POST /webhooks/:application/:token`: a follow-up. The first one after a deferral fills the placeholder instead. */
export function followUp(call: Call): Reply {
  const interaction = interactionOf(call);
  const original = interaction.originalId ? call.world.messages.get(interaction.originalId) : undefined;
  if (original && isLoading(original)) return ok(wireMessage(call.world, change(call, original, interaction)));
  const body = call.body as MessageBody;
  const isEphemeral = ((body.flags ?? 0) & MessageFlag.ephemeral) !== 0;
  const content = compose(call, body, interaction.channelId, 'users');
  const { guildId, channelId, userId, id } = interaction;
  const message = call.world.messages.create({
    ...content,
    guildId,
    channelId,
    author: call.world.bot,
    flags: content.flags | (isEphemeral ? MessageFlag.ephemeral : 0),
    ephemeralFor: isEphemeral ? userId : null,
    interactionId: id,
  });
  return ok(wireMessage(call.world, message));
}
