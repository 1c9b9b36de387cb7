import { pingsOf } from '../rest/mentions.ts';
import type { Step } from '../script.ts';
import type { StepFile } from '../script-places.ts';
import { canRead } from '../state/channels.ts';
import { may, Permission } from '../state/permissions.ts';
import type { Attachment, User } from '../state/types.ts';
import { channelById } from '../state/world.ts';
import { checkWrites } from './places.ts';
import type { Scene } from './scene.ts';
import { StepError } from './step-error.ts';

const MAX_MESSAGE = 2_000;

function attach({ world, channel }: Scene, host: string, file: StepFile): Attachment {
  const id = world.nextId();
  const url = `http://${host}/attachments/${channel.id}/${id}/${encodeURIComponent(file.name)}`;
  const about = file.description ? { description: file.description } : {};
  return { id, filename: file.name, size: file.size, url, spoiler: file.spoiler ?? false, ...about };
}

function checkText(content: string, files: readonly StepFile[]): void {
  if ((content.trim() === '' && files.length === 0) || content.length > MAX_MESSAGE)
    throw new StepError(`a message has between 1 and ${MAX_MESSAGE} characters`);
}

/**
 * Writing a message, with files if the step has some, as oneself or through a webhook.
 * @param webhooks the users behind the webhooks there have been, by name.
 * @throws StepError for what the client would not let them do.
 */
export function say(scene: Scene, step: Step, host: string, webhooks: Map<string, User>): void {
  const { world, guild, channel, member } = scene;
  const [content, files] = [step.say ?? '', step.files ?? []];
  if (step.webhook === undefined) checkWrites(scene);
  if (files.length && !may(guild, member, channel, Permission.attachFiles))
    throw new StepError(`${member.user.username} may not attach files here`);
  checkText(content, files);
  const attachments = files.map((file) => attach(scene, host, file));
  const pings = pingsOf(content, null, 'all', { guild, channel, author: member });
  const message = { guildId: guild.id, channelId: channel.id, content, attachments, pings };
  if (step.webhook === undefined) {
    world.messages.create({ ...message, author: member.user });
    return;
  }
  const known = webhooks.get(step.webhook);
  const author = known ?? { id: world.nextId(), username: step.webhook, bot: true };
  webhooks.set(step.webhook, author);
  world.messages.create({ ...message, author, webhookId: author.id });
}

/**
 * Deleting a message by its id: one's own, or with the right to manage messages anybody's.
 * @throws StepError.
 */
export function unsay({ world, guild, member }: Scene, id: string): void {
  const message = world.messages.get(id);
  const place = message && channelById(world, message.channelId);
  const isSeen = place?.guild === guild && canRead(guild, member, place.channel) && message?.ephemeralFor === null;
  if (!message || !place || !isSeen) throw new StepError(`${member.user.username} sees no message ${id}`);
  const mayDelete =
    message.author.id === member.user.id || may(guild, member, place.channel, Permission.manageMessages);
  if (!mayDelete) throw new StepError(`${member.user.username} may not delete that message`);
  world.messages.remove(message);
}
