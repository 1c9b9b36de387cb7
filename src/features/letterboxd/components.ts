import { download } from '../../discord/attachments.ts';
import { type Component, component } from '../../discord/component.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import { sentence } from '../../discord/message.ts';
import { UserError } from '../../errors.ts';
import { say } from '../../texts/texts.ts';
import type { Club } from '../clubs/clubs.ts';
import {
  cancelImport,
  chooseParts,
  decideFilm,
  lastImport,
  proposeImport,
  readExport,
  saveImport,
  turnPage,
  undoImport,
} from './letterboxd.ts';
import {
  aboutMessage,
  cancelRoute,
  filmRoute,
  NONE,
  pageRoute,
  partsRoute,
  proposalMessage,
  savedMessage,
  saveRoute,
  undoRoute,
} from './messages.ts';
import { LIMITS } from './reading/archive.ts';

/** Reads a member's export and shows what it comes to; nothing is kept yet. */
export async function importExport(asked: Asked, club: Club, file: { name: string; url: string }): Promise<Answer> {
  const { app, locale, userId } = asked;
  const found = await download(app.config, file.url, LIMITS.packed);
  if (found.kind === 'large') throw new UserError('letterboxd.large', { limit: LIMITS.packed / 1024 ** 2 });
  if (found.kind !== 'file') throw new UserError('letterboxd.gone');
  return proposalMessage(locale, await proposeImport(app, club, userId, await readExport(file.name, found.data)));
}

/** What a member is told who gives no file. */
export async function aboutImport({ app, guildId, userId, locale }: Asked): Promise<Answer> {
  return aboutMessage(locale, await lastImport(app.db, { guildId, userId }));
}

const film = component(filmRoute, 'update', async (pressed, { importId, at }) => {
  const [value] = pressed.values;
  if (!/^\d{1,5}$/.test(at) || value === undefined) throw new UserError('failure.stale');
  const view = await decideFilm(pressed.app, keyOf(pressed, importId), Number(at), value === NONE ? undefined : value);
  return proposalMessage(pressed.locale, view);
});

const parts = component(partsRoute, 'update', async (pressed, { importId, at }) =>
  proposalMessage(pressed.locale, await chooseParts(pressed.app, keyOf(pressed, importId), pressed.values, pageOf(at))),
);

const page = component(pageRoute, 'update', async (pressed, { importId, at }) =>
  proposalMessage(pressed.locale, await turnPage(pressed.app, keyOf(pressed, importId), pageOf(at))),
);

const save = component(saveRoute, 'update', async (pressed, { importId }) =>
  savedMessage(pressed.locale, importId, await saveImport(pressed.app, keyOf(pressed, importId))),
);

const cancel = component(cancelRoute, 'update', async (pressed, { importId }) => {
  await cancelImport(pressed.app, keyOf(pressed, importId));
  return sentence(say(pressed.locale, 'import.cancelled'));
});

const undo = component(undoRoute, 'update', async (pressed, { importId }) =>
  sentence(say(pressed.locale, 'letterboxd.undone', await undoImport(pressed.app, keyOf(pressed, importId)))),
);

export const letterboxdComponents: readonly Component[] = [film, parts, page, save, cancel, undo];

/** @throws UserError for what no button of ours says. */
function pageOf(at: string): number {
  if (!/^\d{1,4}$/.test(at)) throw new UserError('failure.stale');
  return Number(at);
}

function keyOf({ guildId, userId }: Asked, importId: string) {
  return { guildId, userId, importId };
}
