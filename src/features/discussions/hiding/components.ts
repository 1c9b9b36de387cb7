import { PermissionFlagsBits } from 'discord.js';
import type { App } from '../../../app.ts';
import { download } from '../../../discord/attachments.ts';
import type { TargetMessage } from '../../../discord/command.ts';
import type { Answer, Asked } from '../../../discord/handler.ts';
import { type MessageFile, sentence } from '../../../discord/message.ts';
import { UserError } from '../../../errors.ts';
import { markOf } from '../../../posts/posts.ts';
import { fits, hiddenName, secretOf } from '../../../spoilers/hide.ts';
import { say, type TextKey, text } from '../../../texts/texts.ts';
import { finish, SETTLE_AFTER, settle, takeBack, underWay } from './jobs.ts';
import { hiddenMessage, recordMessage } from './messages.ts';
import { deleteHidden, type HiddenRow, insertHidden, selectRecord, updateHidden } from './queries.ts';
import { FILES, whyNot } from './rules.ts';

type Hidden = { secret: string; files: (MessageFile & { contentType: string | null })[] };

/**
 * Posts a message again behind a curtain and deletes the original, for its author or a moderator. Either both is done or
 * nothing: where the original cannot be deleted, the new message goes again.
 * @throws UserError where it cannot be hidden, with the reason.
 */
export async function hide(asked: Asked, target: TargetMessage): Promise<Answer> {
  const why = whyNot(target, asked);
  if (why) throw new UserError(why);
  if (underWay.has(target.id)) throw new UserError('hide.already');
  underWay.add(target.id);
  try {
    const row = await begin(asked, target);
    await postAndDelete(asked.app, row, await gather(asked, row, target));
    return sentence(say(asked.locale, 'hide.done'));
  } finally {
    underWay.delete(target.id);
  }
}

async function begin({ app, guildId, userId, botPermissions, locale }: Asked, target: TargetMessage) {
  const { id: messageId, channelId, authorId } = target;
  const hasFile = target.attachments.length > 0 || !fits(secretOf(target.content, target.attachments));
  const missing = lacking(botPermissions, hasFile).map((key) => text(locale, key));
  if (missing.length > 0) throw new UserError('hide.may-not', { permissions: missing.join(', ') });
  const key = { guildId, messageId };
  await settle(app, key);
  const now = app.now();
  const row = { ...key, channelId, authorId, hiddenBy: userId, askedAt: now, postId: null, hiddenAt: null };
  await app.db.transaction(async (tx) => {
    if (!(await insertHidden(tx, row))) throw new UserError('hide.already');
    await app.enqueue(tx, 'discussions/hide', key, new Date(now.getTime() + SETTLE_AFTER));
  });
  if (await app.discord.readMessage(channelId, messageId)) return row;
  await deleteHidden(app.db, key);
  throw new UserError('hide.gone');
}

const NEEDED = [
  ['ViewChannel', 'permission.view-channel'],
  ['ReadMessageHistory', 'permission.read-history'],
  ['ManageMessages', 'permission.manage-messages'],
] as const;

function lacking(held: bigint, hasFile: boolean): TextKey[] {
  if (held & PermissionFlagsBits.Administrator) return [];
  const needed = [...NEEDED, ...(hasFile ? [['AttachFiles', 'permission.attach-files'] as const] : [])];
  return needed.filter(([name]) => !(held & PermissionFlagsBits[name])).map(([, key]) => key);
}

/** What goes behind the curtain. A text that does not stand there whole is a file. */
async function gather({ app }: Asked, row: HiddenRow, target: TargetMessage): Promise<Hidden> {
  try {
    const fetched = await Promise.all(target.attachments.map((file) => download(app.config, file.url, FILES.one)));
    const files = fetched.map((one, place) => {
      if (one.kind !== 'file') throw new UserError(one.kind === 'large' ? 'hide.large' : 'hide.gone');
      const { name = '', contentType = null } = target.attachments[place] ?? {};
      return { name: hiddenName({ name }, place), data: one.data, contentType };
    });
    const secret = secretOf(target.content, target.attachments);
    if (fits(secret)) return { secret, files };
    const whole = {
      name: hiddenName({ name: '.txt' }, files.length),
      data: Buffer.from(secret),
      contentType: 'text/plain',
    };
    return { secret: '', files: [...files, whole] };
  } catch (error) {
    await deleteHidden(app.db, row);
    throw error;
  }
}

async function postAndDelete(app: App, row: HiddenRow, { secret, files }: Hidden): Promise<void> {
  const letter = hiddenMessage(app.config.locale, { ...row, secret }, files);
  const once = { nonce: `hide-${row.messageId}`, mark: markOf(row.messageId) };
  const sent = await app.discord.post(row.channelId, letter, once);
  if (sent.kind !== 'sent') {
    await deleteHidden(app.db, row);
    throw new UserError('hide.may-not-post');
  }
  await updateHidden(app.db, row, { postId: sent.messageId });
  if (await finish(app, row, sent.messageId)) return;
  await takeBack(app, row, sent.messageId);
  throw new UserError('hide.may-not-delete');
}

const RECORD_SHOWN = 10;

/** What was hidden here lately, for moderators. */
export async function record({ app, guildId, locale, moderates }: Asked): Promise<Answer> {
  if (!moderates) throw new UserError('hide.record.moderators');
  return recordMessage(locale, await selectRecord(app.db, guildId, RECORD_SHOWN));
}
