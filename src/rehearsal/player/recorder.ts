import type { Interaction, Modal } from '../state/interactions.ts';
import { type Delivery, isLoading } from '../state/messages.ts';
import type { Message } from '../state/types.ts';
import { channelById, guildById, memberById, type Refusal, type World } from '../state/world.ts';
import { bothTexts, controlsOf, imagesOf, notificationOf } from '../view/message.ts';
import { modalControls, modalText } from '../view/modal.ts';
import { seenNews } from './happenings.ts';
import type { Seen } from './result.ts';
import { visibleTo } from './scene.ts';
import { localName } from './words.ts';

type Noted =
  | { kind: 'message' | 'edit' | 'delete'; message: Message; notification: string }
  | { kind: 'autocomplete'; interaction: Interaction }
  | { kind: 'modal'; interaction: Interaction; modal: Modal }
  | { kind: 'news'; seen: Seen };

export type Recorder = {
  /** Begins a new step. */
  begin(): void;
  /** What was delivered since, in the order of first delivery, each message in its latest state. */
  seen(): Seen[];
  refused(): Refusal[];
  /** Grows with everything delivered. */
  count(): number;
  close(): void;
};

const MODAL = 9;
const CHOICES = 8;

const channelName = (world: World, id: string) => `#${channelById(world, id)?.channel.name ?? 'unknown'}`;

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
    controls: gone ? [] : controlsOf(message.components),
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

/** Writes down what reaches people. */
export function recorder(world: World): Recorder {
  const everShown = new Set<string>();
  let noted: Noted[] = [];
  let refusals: Refusal[] = [];
  let changes = 0;
  const onDelivery = ({ kind, message }: Delivery) => {
    changes++;
    if (isLoading(message)) return;
    const known = noted.find((one) => (one.kind === 'message' || one.kind === 'edit') && one.message.id === message.id);
    if (kind === 'delete') {
      if (everShown.has(message.id)) noted.push({ kind, message, notification: '' });
    } else if (known && 'message' in known) known.message = message;
    // An edit is not pushed to phones; a placeholder that is filled is seen for the first time.
    else if (everShown.has(message.id)) noted.push({ kind: 'edit', message, notification: '' });
    else noted.push({ kind: 'message', message, notification: notificationOf(message) });
    everShown.add(message.id);
  };
  const onAnswer = (interaction: Interaction) => {
    changes++;
    if (interaction.answerType === CHOICES) noted.push({ kind: 'autocomplete', interaction });
    if (interaction.answerType === MODAL && interaction.modal)
      noted.push({ kind: 'modal', interaction, modal: interaction.modal });
  };
  const stops = [
    world.deliveries.listen(onDelivery),
    world.interactions.answered.listen(onAnswer),
    // As it is seen at that moment: by the end of the step others may see it, or nobody.
    world.news.listen((news) => {
      changes++;
      noted.push(...seenNews(world, news).map((seen) => ({ kind: 'news' as const, seen })));
    }),
    world.refusals.listen((refusal) => refusals.push(refusal)),
  ];
  return {
    begin: () => {
      noted = [];
      refusals = [];
    },
    seen: () => noted.map((one) => entry(world, one)),
    refused: () => refusals,
    count: () => changes,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}
