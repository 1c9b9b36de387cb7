import { type Component, isSelect, Kind } from '../state/components.ts';
import { guildRef, isDirect } from '../state/direct.ts';
import { type Attachment, type Message, MessageFlag, SystemMessage } from '../state/types.ts';
import { guildById, memberById, type World } from '../state/world.ts';
import { wireChannel } from './channels.ts';
import { contentType } from './files.ts';
import { wireUser } from './people.ts';
import { wirePoll } from './polls.ts';

const SPOILER_ATTACHMENT = 1 << 3;

/** An attachment as the API writes one. */
export function wireAttachment(file: Attachment) {
  return {
    id: file.id,
    filename: file.filename,
    size: file.size,
    url: file.url,
    proxy_url: file.url,
    content_type: contentType(file.filename),
    ...(file.description ? { description: file.description } : {}),
    flags: file.spoiler ? SPOILER_ATTACHMENT : 0,
  };
}

/** The address a component's media resolves to: `attachment://name` becomes the file's own. */
function mediaUrl(url: string, files: readonly Attachment[]): string {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  return files.find(({ filename }) => filename === name)?.url ?? url;
}

function wireComponent(component: Component, files: readonly Attachment[]): Component {
  const copy: Component = { ...component };
  const media = (at: { url: string }) => ({ ...at, url: mediaUrl(at.url, files), proxy_url: mediaUrl(at.url, files) });
  if (component.media) copy.media = media(component.media);
  if (component.file) copy.file = media(component.file);
  if (component.items) copy.items = component.items.map((item) => ({ ...item, media: media(item.media) }));
  if (component.components) copy.components = component.components.map((one) => wireComponent(one, files));
  if (component.accessory) copy.accessory = wireComponent(component.accessory, files);
  if (isSelect(component))
    Object.assign(copy, { min_values: component.min_values ?? 1, max_values: component.max_values ?? 1 });
  if (component.type === Kind.container) copy.spoiler = component.spoiler ?? false;
  return copy;
}

function mentioned(world: World, message: Message) {
  const guild = guildById(world, message.guildId);
  const users = message.pings.flatMap((id) => (guild ? (memberById(guild, id)?.user ?? []) : []));
  const roles = message.pings.filter((id) => guild?.roles.some((role) => role.id === id));
  return {
    mentions: users.map(wireUser),
    mention_roles: roles,
    mention_everyone: message.pings.includes('everyone'),
  };
}

function origin(world: World, message: Message) {
  const interaction = message.interactionId ? world.interactions.get(message.interactionId) : undefined;
  if (!interaction) return {};
  const guild = guildById(world, interaction.guildId);
  const whoever = () => world.people.values().find((one) => one.user.id === interaction.userId);
  const user = ((guild && memberById(guild, interaction.userId)) ?? whoever())?.user;
  const owners = { '0': isDirect(interaction.guildId) ? '0' : interaction.guildId };
  const { id, type } = interaction;
  return {
    webhook_id: world.bot.id,
    ...(user
      ? { interaction_metadata: { id, type, user: wireUser(user), authorizing_integration_owners: owners } }
      : {}),
  };
}

/** What a message refers to: the one it answers, or what a message that nobody wrote is about. */
function reference(world: World, message: Message): object {
  const { replyTo, channelId: channel_id, about } = message;
  const ref = guildRef(message.guildId);
  if (about) {
    const to = { type: 0, ...ref, channel_id: about.channelId };
    if (!about.messageId) return { message_reference: to };
    const found = world.messages.get(about.messageId);
    const shown = message.type === SystemMessage.threadStarter && found ? wireMessage(world, found) : null;
    return { message_reference: { ...to, message_id: about.messageId }, referenced_message: shown };
  }
  return replyTo ? { message_reference: { type: 0, message_id: replyTo, channel_id, ...ref } } : {};
}

/** The thread that was begun from a message. */
function threadOf(world: World, message: Message): object {
  const thread = message.flags & MessageFlag.hasThread ? world.threads.get(message.id) : undefined;
  return thread ? { thread: wireChannel(thread) } : {};
}

const typeOf = (message: Message): number => message.type ?? (message.replyTo ? 19 : message.interactionId ? 20 : 0);

/** A message as the API writes one. */
export function wireMessage(world: World, message: Message): Record<string, unknown> {
  const byBot = message.author.id === world.bot.id;
  return {
    id: message.id,
    type: typeOf(message),
    channel_id: message.channelId,
    author: wireUser(message.author),
    content: message.content,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    pinned: false,
    flags: message.flags,
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    attachments: message.attachments.map(wireAttachment),
    components: message.components.map((component) => wireComponent(component, message.attachments)),
    ...mentioned(world, message),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...reference(world, message),
    ...threadOf(world, message),
    ...(message.poll ? { poll: wirePoll(message.poll) } : {}),
    ...(message.webhookId ? { webhook_id: message.webhookId } : {}),
    ...(byBot ? { application_id: world.bot.id } : {}),
    ...origin(world, message),
  };
}
