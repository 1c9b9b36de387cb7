import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { App } from '../app.ts';
import { keepLatest } from '../lib/latest.ts';
import { localeOf, type TextKey, text } from '../texts/texts.ts';
import { type Answerable, answer, refuse } from './answer.ts';
import { type AnyCommand, findCommand, type MenuCommand, type TargetMessage } from './command.ts';
import type { Component, Pressed } from './component.ts';
import { explain, isOver, placeIsGone } from './failures.ts';
import { type FormHandler, fieldsOf } from './form.ts';
import type { Asked } from './handler.ts';
import { readOptions } from './options.ts';

/** All that the bot answers to. */
export type House = {
  readonly commands: readonly AnyCommand[];
  readonly components: readonly Component[];
  readonly forms: readonly FormHandler[];
};

/** Interactions seen lately, so that one that is delivered twice is answered once. */
const seen = new Map<string, true>();
const SEEN_LIMIT = 2_000;

/** Whether an interaction comes for the first time. */
function isFirst(id: string): boolean {
  if (seen.has(id)) return false;
  keepLatest(seen, id, true, SEEN_LIMIT);
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
    else if (interaction.isMessageContextMenuCommand()) await useMenu(app, house, interaction, asked);
    else if (interaction.isMessageComponent()) await press(app, house, interaction, asked);
    else if (interaction.isModalSubmit()) await submit(app, house, interaction, asked);
    else log.warn({ type: interaction.type }, 'an interaction of a kind we do not answer');
  } catch (error) {
    if (isOver(error)) log.info('too late');
    else if (placeIsGone(error)) log.info('the place of the answer is gone');
    else log.error({ err: error }, 'an interaction could not be answered');
  }
}

const MODERATES = [PermissionFlagsBits.ManageGuild, PermissionFlagsBits.ManageMessages];

function askedOf(app: App, interaction: Interaction): Asked | undefined {
  const { guildId, channelId, member, memberPermissions } = interaction;
  if (!guildId || !channelId) return undefined;
  const roles =
    member && Array.isArray(member.roles)
      ? member.roles
      : [...(interaction.inCachedGuild() ? interaction.member.roles.cache.keys() : [])];
  return {
    app,
    log: app.log,
    guildId,
    channelId,
    userId: interaction.user.id,
    locale: localeOf(interaction.locale, app.config.locale),
    guildLocale: interaction.guildLocale ?? undefined,
    roles,
    moderates: MODERATES.some((bit) => memberPermissions?.has(bit)),
    ownsServer: interaction.guild?.ownerId === interaction.user.id,
    ageMarked: isAgeMarked(interaction.channel),
    botPermissions: interaction.appPermissions.bitfield,
  };
}

/** A thread is as its channel is. One that we do not know counts as open to all. */
function isAgeMarked(channel: Interaction['channel']): boolean {
  const place = channel?.isThread() ? channel.parent : channel;
  return place !== null && 'nsfw' in place && place.nsfw;
}

async function runCommand(
  app: App,
  house: House,
  interaction: ChatInputCommandInteraction,
  asked: Asked | undefined,
): Promise<void> {
  const subcommand = interaction.options.getSubcommand(false) ?? undefined;
  const command = findCommand(house.commands, interaction.commandName, subcommand);
  if (!command || !asked) return unanswerable(app, interaction, command, 'failure.unknown-command');
  const given = readOptions(command.options, interaction.options);
  await answer(interaction, asked, command.acknowledgement, () => command.run(asked, given));
}

async function useMenu(
  app: App,
  house: House,
  interaction: MessageContextMenuCommandInteraction,
  asked: Asked | undefined,
): Promise<void> {
  const isMeant = (one: AnyCommand): one is MenuCommand =>
    'menu' in one && text('en', `menu.${one.name}.name` as TextKey) === interaction.commandName;
  const command = house.commands.find(isMeant);
  if (!command || !asked) return unanswerable(app, interaction, command, 'failure.unknown-command');
  await answer(interaction, asked, command.acknowledgement, () => command.run(asked, targetOf(interaction)));
}

function targetOf({ targetMessage: message }: MessageContextMenuCommandInteraction): TargetMessage {
  return {
    id: message.id,
    channelId: message.channelId,
    authorId: message.author.id,
    authorName: message.member?.displayName ?? message.author.displayName,
    isWebhook: message.webhookId !== null,
    isSystem: message.system,
    isBot: message.author.bot,
    isWhole: !message.poll && message.stickers.size === 0 && message.messageSnapshots.size === 0,
    content: message.content,
    attachments: message.attachments.map(({ name, url, size, description, contentType }) => ({
      name,
      url,
      size,
      description,
      contentType,
    })),
  };
}

async function press(
  app: App,
  house: House,
  interaction: MessageComponentInteraction,
  asked: Asked | undefined,
): Promise<void> {
  const { customId } = interaction;
  const component = house.components.find(({ route }) => route.match(customId));
  if (!component || !asked) return unanswerable(app, interaction, component, 'failure.stale');
  const values = interaction.isAnySelectMenu() ? interaction.values : [];
  const pressed: Pressed = { ...asked, values, ownerId: interaction.message.interactionMetadata?.user.id };
  const how = component.acknowledgement(pressed, customId);
  await answer(interaction, asked, how, () => component.run(pressed, customId));
}

async function submit(
  app: App,
  house: House,
  interaction: ModalSubmitInteraction,
  asked: Asked | undefined,
): Promise<void> {
  const { customId } = interaction;
  const form = house.forms.find(({ route }) => route.match(customId));
  if (!form || !asked) return unanswerable(app, interaction, form, 'failure.stale');
  const submitted = { ...asked, fields: fieldsOf(interaction) };
  const how = form.acknowledgement === 'update' && !interaction.isFromMessage() ? 'private' : form.acknowledgement;
  await answer(interaction, asked, how, () => form.run(submitted, customId));
}

/** There is nobody to answer it, or it was not asked in a server. */
function unanswerable(app: App, interaction: Answerable, handler: unknown, unknown: TextKey): Promise<void> {
  return refuse(
    interaction,
    localeOf(interaction.locale, app.config.locale),
    handler ? 'failure.server-only' : unknown,
  );
}

async function complete(house: House, interaction: AutocompleteInteraction, asked: Asked | undefined): Promise<void> {
  const focused = interaction.options.getFocused(true);
  const subcommand = interaction.options.getSubcommand(false) ?? undefined;
  const option = findCommand(house.commands, interaction.commandName, subcommand)?.options[focused.name];
  if (!asked || option?.kind !== 'text' || !option.complete) return interaction.respond([]);
  const choices = await option.complete(asked, focused.value).catch((error: unknown) => {
    explain(error, asked.locale, asked.log);
    return [];
  });
  await interaction.respond(choices);
}
