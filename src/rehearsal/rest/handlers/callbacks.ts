import { numbered } from '../../state/components.ts';
import { type Interaction, InteractionType, type Modal, type OfferedChoice } from '../../state/interactions.ts';
import { isLoading } from '../../state/messages.ts';
import { joinMentioned } from '../../state/thread-life.ts';
import { type Message, MessageFlag } from '../../state/types.ts';
import { wireMessage } from '../../wire/messages.ts';
import type { MessageBody } from '../bodies.ts';
import { type Call, nothing, ok, type Reply } from '../call.ts';
import { broughtIn, compose, recompose } from '../compose.ts';
import { invalidField, refuse } from '../errors.ts';
import { checkModal } from '../modal-rules.ts';
import { checkSendable } from '../thread-rules.ts';
import { validate } from '../validate.ts';

const Answer = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

type Answering = { call: Call; interaction: Interaction; data: unknown };

const OPTION_SCHEMAS: Readonly<Record<number, string>> = { 4: 'Integer', 10: 'Number' };

/** Which answers an interaction takes. An update needs a message to update, a modal does not answer a modal. */
function takes(interaction: Interaction): readonly number[] {
  if (interaction.type === InteractionType.autocomplete) return [Answer.choices];
  const updates = interaction.sourceId ? [Answer.deferUpdate, Answer.update] : [];
  const modal = interaction.type === InteractionType.modal ? [] : [Answer.modal];
  return [Answer.message, Answer.defer, ...updates, ...modal];
}

const ephemeral = (body: MessageBody | null | undefined) => ((body?.flags ?? 0) & MessageFlag.ephemeral) !== 0;

function place({ call, interaction }: Answering, isEphemeral: boolean) {
  const { guildId, channelId, userId, id } = interaction;
  return { guildId, channelId, author: call.world.bot, ephemeralFor: isEphemeral ? userId : null, interactionId: id };
}

function message(answering: Answering): Message {
  const { call, interaction } = answering;
  validate('IncomingWebhookInteractionRequest', answering.data ?? {}, ['data']);
  const body = (answering.data ?? {}) as MessageBody;
  const content = compose(call, body, interaction.channelId, 'users', ['data']);
  const flags = content.flags | (ephemeral(body) ? MessageFlag.ephemeral : 0);
  return call.world.messages.create({ ...place(answering, ephemeral(body)), ...content, flags });
}

function defer(answering: Answering): Message {
  const { call } = answering;
  validate('IncomingWebhookInteractionRequest', answering.data ?? {}, ['data']);
  const body = (answering.data ?? {}) as MessageBody;
  const kept = (body.flags ?? 0) & MessageFlag.ephemeral;
  if (body.flags && body.flags !== kept) {
    call.world.violations.push(`${call.route}: a deferral carries flags other than EPHEMERAL, which Discord drops`);
  }
  checkSendable(call.world, answering.interaction.channelId);
  return call.world.messages.create({ ...place(answering, ephemeral(body)), flags: MessageFlag.loading | kept });
}

function source({ call, interaction }: Answering): Message {
  const found = interaction.sourceId ? call.world.messages.get(interaction.sourceId) : undefined;
  if (!found) throw refuse.unknownMessage();
  return found;
}

function update(answering: Answering): Message {
  validate('IncomingWebhookUpdateForInteractionCallbackRequestPartial', answering.data ?? {}, ['data']);
  const before = source(answering);
  const { call, interaction } = answering;
  const body = (answering.data ?? {}) as MessageBody;
  const changed = call.world.messages.edit(before, recompose(call, body, before, ['data']), interaction.id);
  if (changed.ephemeralFor === null) joinMentioned(call.world, changed, broughtIn(call, body, changed, 'users'));
  return changed;
}

function choices({ interaction, data }: Answering): undefined {
  const kind = OPTION_SCHEMAS[interaction.focusedType ?? 0] ?? 'String';
  validate(`InteractionApplicationCommandAutocompleteCallback${kind}Data`, data ?? {}, ['data']);
  interaction.choices = (data as { choices?: OfferedChoice[] } | null)?.choices ?? [];
}

function modal({ interaction, data }: Answering): undefined {
  validate('ModalInteractionCallbackRequestData', data, ['data']);
  const shown = data as Modal;
  checkModal(shown);
  interaction.modal = { ...shown, components: numbered(shown.components) };
}

const ANSWERS: Readonly<Record<number, (answering: Answering) => Message | undefined>> = {
  [Answer.message]: message,
  [Answer.defer]: defer,
  [Answer.deferUpdate]: source,
  [Answer.update]: update,
  [Answer.choices]: choices,
  [Answer.modal]: modal,
};

function resource(call: Call, interaction: Interaction, type: number, original: Message | undefined): Reply {
  if (call.query.get('with_response') !== 'true') return nothing;
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(original
        ? {
            response_message_id: original.id,
            response_message_loading: isLoading(original),
            response_message_ephemeral: original.ephemeralFor !== null,
          }
        : {}),
    },
    resource: { type, ...(original ? { message: wireMessage(call.world, original) } : {}) },
  });
}

/** `POST /interactions/:interaction/:token/callback`: the first answer to an interaction. */
export function answerInteraction(call: Call): Reply {
  const { interactions } = call.world;
  const interaction = interactions.byId(call.param('interaction'), call.param('token'));
  if (!interaction) throw refuse.unknownInteraction();
  if (interaction.answeredIn !== null) throw refuse.alreadyAcknowledged();
  if (interactions.isLate(interaction)) throw refuse.unknownInteraction();
  const { type, data, ...rest } = (call.body ?? {}) as { type?: number; data?: unknown };
  const answer = ANSWERS[type ?? 0];
  const extra = Object.keys(rest)[0];
  if (extra) throw invalidField([extra], 'UNKNOWN_FIELD', 'The published schema knows no such field.');
  if (type === undefined || !answer || !takes(interaction).includes(type)) {
    const message = `Value must be one of {${takes(interaction).join(', ')}}.`;
    throw invalidField(['type'], 'BASE_TYPE_CHOICES', message);
  }
  const original = answer({ call, interaction, data });
  Object.assign(interaction, {
    answeredIn: performance.now() - interaction.sentAt,
    answerType: type,
    originalId: original?.id ?? null,
  });
  interactions.answered.tell(interaction);
  return resource(call, interaction, type, original);
}
