import type { Interaction, Modal } from '../state/interactions.ts';
import type { Delivery } from '../state/messages.ts';
import type { Message } from '../state/types.ts';
import { channelById, guildById, memberById, type Refusal, type World } from '../state/world.ts';
import { bothTexts, controlsOf, imagesOf, notificationOf } from '../view/message.ts';
import { modalControls, modalText } from '../view/modal.ts';
import { pollControls } from '../view/poll.ts';
import type { Seen } from './result.ts';
import { visibleTo } from './scene.ts';
import { localName } from './words.ts';

type MessageNote = { kind: 'message' | 'edit' | 'delete'; message: Message; notification: string };
type Noted =
  | MessageNote
  | { kind: 'autocomplete'; interaction: Interaction }
  | { kind: 'modal'; interaction: Interaction; modal: Modal }
  | { kind: 'news'; seen: Seen };

/** What was delivered while it was kept, and what was refused. */
export type Notebook = {
  /** @param isNew whether nobody has seen the message before. */
  delivered(delivery: Delivery, isNew: boolean): void;
  answered(interaction: Interaction): void;
  /** Beside messages. */
  happened(seen: readonly Seen[]): void;
  refuse(refusal: Refusal): void;
  /** In the order of first delivery, each message in its latest state. */
  seen(): Seen[];
  refused(): Refusal[];
};

const MODAL = 9;
const CHOICES = 8;

function channelName(world: World, id: string): string {
  const channel = channelById(world, id)?.channel;
  return `${channel?.recipient ? '@' : '#'}${channel?.name ?? 'unknown'}`;
}

/** A message as an entry of `seen`. */
export function seenMessage(
  world: World,
  kind: 'message' | 'edit' | 'delete',
  message: Message,
  notification: string,
): Seen {
  const gone = kind === 'delete';
  return {
    kind,
    id: message.id,
    channel: channelName(world, message.channelId),
    ephemeral: message.ephemeralFor !== null,
    visibleTo: visibleTo(world, message),
    ...(gone ? { text: '', revealed: '' } : bothTexts(message, world)),
    notification: gone ? '' : notification,
    controls: gone ? [] : [...controlsOf(message.components), ...(message.poll ? pollControls(message.poll) : [])],
    images: gone ? [] : imagesOf(message),
    choices: [],
  };
}

function privately(world: World, interaction: Interaction): Seen {
  const guild = guildById(world, interaction.guildId);
  const name = guild && memberById(guild, interaction.userId)?.user.username;
  const blank = { text: '', revealed: '', notification: '', controls: [], images: [], choices: [] };
  const channel = channelName(world, interaction.channelId);
  return {
    kind: 'autocomplete',
    id: interaction.id,
    channel,
    ephemeral: true,
    visibleTo: name ? [name] : [],
    ...blank,
  };
}

function seenChoices(world: World, interaction: Interaction): Seen {
  const guild = guildById(world, interaction.guildId);
  const locale = (guild && memberById(guild, interaction.userId)?.locale) ?? 'en-US';
  return { ...privately(world, interaction), choices: interaction.choices.map((choice) => localName(choice, locale)) };
}

function seenModal(world: World, interaction: Interaction, modal: Modal): Seen {
  const text = modalText(modal, { world, revealed: false });
  const revealed = modalText(modal, { world, revealed: true });
  return { ...privately(world, interaction), kind: 'modal', text, revealed, controls: modalControls(modal) };
}

function entry(world: World, noted: Noted): Seen {
  if (noted.kind === 'autocomplete') return seenChoices(world, noted.interaction);
  if (noted.kind === 'news') return noted.seen;
  if (noted.kind === 'modal') return seenModal(world, noted.interaction, noted.modal);
  return seenMessage(world, noted.kind, noted.message, noted.notification);
}

/** A notebook in which nothing is written yet. */
export function notebook(world: World): Notebook {
  const noted: Noted[] = [];
  const current = new Map<string, MessageNote>();
  const refusals: Refusal[] = [];
  const add = (note: MessageNote) => {
    noted.push(note);
    if (note.kind !== 'delete') current.set(note.message.id, note);
  };
  return {
    delivered: ({ kind, message }, isNew) => {
      const known = current.get(message.id);
      if (kind === 'delete') {
        if (!isNew) add({ kind, message, notification: '' });
      } else if (known) known.message = message;
      // An edit is not pushed to phones; a placeholder that is filled is seen for the first time.
      else if (isNew) add({ kind: 'message', message, notification: notificationOf(message) });
      else add({ kind: 'edit', message, notification: '' });
    },
    answered: (interaction) => {
      const { modal, answerType } = interaction;
      if (answerType === CHOICES) noted.push({ kind: 'autocomplete', interaction });
      if (answerType === MODAL && modal) noted.push({ kind: 'modal', interaction, modal });
    },
    happened: (seen) => {
      noted.push(...seen.map((one) => ({ kind: 'news' as const, seen: one })));
    },
    refuse: (refusal) => refusals.push(refusal),
    seen: () => noted.map((one) => entry(world, one)),
    refused: () => refusals,
  };
}
