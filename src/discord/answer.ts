import {
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import { type Locale, say, type TextKey } from '../texts/texts.ts';
import { explain, isAcknowledged } from './failures.ts';
import { follow, leaveAlone } from './following.ts';
import { type Form, toModal } from './form.ts';
import type { Acknowledgement, Answer, Asked } from './handler.ts';
import { sentence, toBody } from './message.ts';

export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/** Acknowledges, lets the handler work and sends what it gives, or the sentence for its error. */
export async function answer(
  interaction: Answerable,
  asked: Asked,
  how: Acknowledgement,
  work: () => Promise<Answer | Form>,
): Promise<void> {
  if (how === 'form') return openForm(interaction, asked, work);
  await acknowledge(interaction, how);
  const given = await answered(asked, work);
  if ('fields' in given) throw new TypeError('a form cannot open after an acknowledgement');
  const shown = await show(interaction, { how, isAlone: how === 'private', messageId: ORIGINAL }, given);
  if (given.aside) await interaction.followUp({ ...toBody(given.aside), flags: PRIVATE });
  if (!given.later) return;
  // what it puts in the place of a message of ours is ours to take away, also where a button's message was updated
  let standing: Shown = { ...shown, how: 'public' };
  const showNext = async (next: Answer) => {
    standing = await show(interaction, standing, next);
    return standing.messageId;
  };
  await follow(shown.messageId, given.later, { by: interaction.id, show: showNext, log: asked.log });
}

/** What Discord calls the message in the place of the acknowledgement. */
const ORIGINAL = '@original';

/** Where an answer stands: in the place of the acknowledgement, or in a message of its own for the person alone. */
type Shown = { how: Acknowledgement; isAlone: boolean; messageId: string };

/** Shows an answer in place of what stands. What stands for everybody and is not for everybody any more goes. */
async function show(interaction: Answerable, shown: Shown, given: Answer): Promise<Shown> {
  if (given.private && !shown.isAlone) return tellAlone(interaction, shown.how, given);
  const { id } = await interaction.editReply({ ...toBody(given), message: shown.messageId });
  return { ...shown, messageId: id };
}

/** Tells the person alone why there is nobody to answer. */
export async function refuse(interaction: Answerable, locale: Locale, key: TextKey): Promise<void> {
  await interaction.reply({ ...toBody(sentence(say(locale, key))), flags: PRIVATE });
}

const PRIVATE = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;

/** What the handler gives; an error becomes a sentence for the person alone. */
async function answered(asked: Asked, work: () => Promise<Answer | Form>): Promise<Answer | Form> {
  try {
    return await work();
  } catch (error) {
    return { ...sentence(explain(error, asked.locale, asked.log)), private: true };
  }
}

async function openForm(interaction: Answerable, asked: Asked, work: () => Promise<Answer | Form>): Promise<void> {
  const given = await answered(asked, work);
  if (!('fields' in given)) await interaction.reply({ ...toBody(given), flags: PRIVATE });
  else if (interaction.isModalSubmit()) throw new TypeError('a form cannot open after a form');
  else await interaction.showModal(toModal(given));
}

/**
 * Acknowledges at once. Each interaction comes here once, and one process answers for a bot: when Discord says that it
 * is acknowledged already, our own request arrived and its answer was lost, and the work goes on. What still follows in
 * the place of a message to update is told at once to stop; its change that is on its way is waited for only after the
 * acknowledgement, which has three seconds.
 */
async function acknowledge(interaction: Answerable, how: Exclude<Acknowledgement, 'form'>): Promise<void> {
  const updated = how === 'update' && hasMessage(interaction) ? interaction.message : null;
  const underWay = updated ? leaveAlone(updated.id, interaction.id) : undefined;
  try {
    if (how !== 'update') await interaction.deferReply(how === 'private' ? { flags: MessageFlags.Ephemeral } : {});
    else if (hasMessage(interaction)) await interaction.deferUpdate();
    else throw new TypeError('only a button, a select or a form of theirs has a message to update');
  } catch (error) {
    if (!isAcknowledged(error)) throw error;
    interaction.deferred = true;
  }
  await underWay;
}

function hasMessage(interaction: Answerable): interaction is MessageComponentInteraction | ModalSubmitInteraction {
  return interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
}

/** A follow-up after a public placeholder would take the placeholder's place and be seen by all: the placeholder goes first. */
async function tellAlone(interaction: Answerable, how: Acknowledgement, given: Answer): Promise<Shown> {
  if (how === 'public') await interaction.deleteReply();
  const { id } = await interaction.followUp({ ...toBody(given), flags: PRIVATE });
  return { how, isAlone: true, messageId: id };
}
