import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  MessageFlags,
} from 'discord.js';
import type { App } from '../app.ts';
import { localeOf, say, type TextKey } from '../texts/texts.ts';
import type { Command } from './command.ts';
import type { Component, Pressed } from './component.ts';
import { explain, isAcknowledged, isOver, placeIsGone } from './failures.ts';
import type { Acknowledgement, Answer, Asked } from './handler.ts';
import { sentence, toBody } from './message.ts';

/** All that the bot answers to. */
export type House = { readonly commands: readonly Command[]; readonly components: readonly Component[] };

type Answerable = ChatInputCommandInteraction | MessageComponentInteraction;

/** Interactions seen lately, so that one that is delivered twice is answered once. */
const seen = new Set<string>();
const SEEN_LIMIT = 2_000;

/** Whether an interaction comes for the first time. */
function isFirst(id: string): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const [oldest] = seen;
  if (seen.size > SEEN_LIMIT && oldest !== undefined) seen.delete(oldest);
  return true;
}

/**
 * One interaction in, one handler, one answer out. It is acknowledged before any work; one that is delivered again or
 * that Discord says is over is let go. Never rejects.
 */
export async function dispatch(app: App, house: House, interaction: Interaction): Promise<void> {
  const log = app.log.child({ interaction: interaction.id, guild: interaction.guildId, user: interaction.user.id });
  if (!isFirst(interaction.id)) return log.info('delivered again');
  try {
    const asked = askedOf({ ...app, log }, interaction);
    if (interaction.isAutocomplete()) await complete(house, interaction, asked);
    else if (interaction.isChatInputCommand()) await runCommand(app, house, interaction, asked);
    else if (interaction.isMessageComponent()) await press(app, house, interaction, asked);
    else log.warn({ type: interaction.type }, 'an interaction of a kind we do not answer');
  } catch (error) {
    if (isOver(error)) log.info('too late');
    else if (placeIsGone(error)) log.info('the place of the answer is gone');
    else log.error({ err: error }, 'an interaction could not be answered');
  }
}

function askedOf(app: App, interaction: Interaction): Asked | undefined {
  if (!interaction.guildId || !interaction.channelId) return undefined;
  return {
    app,
    log: app.log,
    guildId: interaction.guildId,
    channelId: interaction.channelId,
    userId: interaction.user.id,
    locale: localeOf(interaction.locale, app.config.locale),
  };
}

async function runCommand(
  app: App,
  house: House,
  interaction: ChatInputCommandInteraction,
  asked: Asked | undefined,
): Promise<void> {
  const command = house.commands.find(({ name }) => name === interaction.commandName);
  if (!command || !asked) return refuse(app, interaction, command ? 'failure.server-only' : 'failure.unknown-command');
  const given = Object.fromEntries(
    Object.keys(command.options).map((name) => [name, interaction.options.getString(name) ?? undefined]),
  );
  await answer(interaction, asked, command.acknowledgement, () => command.run(asked, given));
}

async function press(
  app: App,
  house: House,
  interaction: MessageComponentInteraction,
  asked: Asked | undefined,
): Promise<void> {
  const component = house.components.find(({ route }) => route.match(interaction.customId));
  if (!component || !asked) return refuse(app, interaction, component ? 'failure.server-only' : 'failure.stale');
  const values = interaction.isAnySelectMenu() ? interaction.values : [];
  const pressed: Pressed = { ...asked, values, ownerId: interaction.message.interactionMetadata?.user.id };
  const { acknowledgement } = component;
  const how = typeof acknowledgement === 'function' ? acknowledgement(pressed) : acknowledgement;
  await answer(interaction, asked, how, () => component.run(pressed, interaction.customId));
}

async function refuse(app: App, interaction: Answerable, key: TextKey): Promise<void> {
  const words = say(localeOf(interaction.locale, app.config.locale), key);
  await interaction.reply({ ...toBody(sentence(words)), flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral });
}

async function answer(
  interaction: Answerable,
  asked: Asked,
  how: Acknowledgement,
  work: () => Promise<Answer>,
): Promise<void> {
  await acknowledge(interaction, how);
  let given: Answer;
  try {
    given = await work();
  } catch (error) {
    given = { ...sentence(explain(error, asked.locale, asked.log)), private: true };
  }
  if (!given.private || how === 'private') await interaction.editReply(toBody(given));
  else await tellAlone(interaction, how, given);
}

/**
 * Acknowledges at once. Each interaction comes here once, and one process answers for a bot: when Discord says that it
 * is acknowledged already, our own request arrived and its answer was lost, and the work goes on.
 */
async function acknowledge(interaction: Answerable, how: Acknowledgement): Promise<void> {
  try {
    if (how !== 'update') await interaction.deferReply(how === 'private' ? { flags: MessageFlags.Ephemeral } : {});
    else if (interaction.isMessageComponent()) await interaction.deferUpdate();
    else throw new TypeError('only a button or select has a message to update');
  } catch (error) {
    if (!isAcknowledged(error)) throw error;
    interaction.deferred = true;
  }
}

/** A follow-up after a public placeholder would take the placeholder's place and be seen by all: the placeholder goes first. */
async function tellAlone(interaction: Answerable, how: Acknowledgement, given: Answer): Promise<void> {
  if (how === 'public') await interaction.deleteReply();
  await interaction.followUp({ ...toBody(given), flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral });
}

async function complete(house: House, interaction: AutocompleteInteraction, asked: Asked | undefined): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const complete = house.commands.find(({ name }) => name === interaction.commandName)?.options[focused.name]?.complete;
  if (!asked || !complete) return interaction.respond([]);
  const choices = await complete(asked, focused.value).catch((error: unknown) => {
    explain(error, asked.locale, asked.log);
    return [];
  });
  await interaction.respond(choices);
}
