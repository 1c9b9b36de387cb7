import { type Component, component } from '../../../discord/component.ts';
import type { Answer, Asked } from '../../../discord/handler.ts';
import { type Message, sentence } from '../../../discord/message.ts';
import { UserError } from '../../../errors.ts';
import { isId } from '../../../lib/ids.ts';
import { fetchFile } from '../../../net/attachment.ts';
import { fetchPage, internet, type Network } from '../../../net/fetch.ts';
import { say } from '../../../texts/texts.ts';
import { isHost, listClubs } from '../../clubs/clubs.ts';
import { filmMeant, requireFilm } from '../../films/films.ts';
import { adoptFilm } from '../../marks/marks.ts';
import { deleteOwnReview, keepReview, type PageContent, readApart } from '../reviews.ts';
import {
  cancelRoute,
  chooseMessage,
  filmRoute,
  previewMessage,
  savedMessage,
  saveRoute,
  undoRoute,
} from './messages.ts';
import { keepChoices, type NamedFilm, propose, takeChoices } from './proposals.ts';

type Given = { url: string | undefined; file: { name: string; url: string } | undefined; film: string | undefined };

/** Reads a page by its address or from a file, and shows what would be shown of it; nothing is saved yet. */
export async function importPage(asked: Asked, given: Given, network: Network = internet): Promise<Answer> {
  const { app, locale } = asked;
  await requireRight(asked);
  const named = given.film === undefined ? [] : await filmsNamed(asked, given.film);
  const page = await readApart(await contentOf(asked, given, network));
  const proposal = await propose(app.db, page, named);
  const keptId = await keepChoices(app.db, asked, proposal.choices, app.now());
  const [only, ...more] = proposal.choices;
  return only && more.length === 0 ? previewMessage(locale, only, keptId) : chooseMessage(locale, proposal, keptId);
}

async function contentOf({ app }: Asked, { url, file }: Given, network: Network): Promise<PageContent> {
  if (url !== undefined && file !== undefined) throw new UserError('import.one-of-both');
  if (url !== undefined) return fetchPage(url, network);
  if (file !== undefined) return fetchFile(file, app.config, network);
  throw new UserError('import.nothing-given');
}

async function filmsNamed(asked: Asked, words: string): Promise<NamedFilm[]> {
  const meant = await filmMeant(asked.app.db, { text: words, guildId: asked.guildId });
  if (meant.kind === 'unsure') return meant.suggestions;
  return [await requireFilm(asked.app.db, meant.filmId, asked.guildId)];
}

const choose = component(filmRoute, 'update', async (pressed, { keptId }): Promise<Message> => {
  const { app, locale, values } = pressed;
  await requireRight(pressed);
  return app.db.transaction(async (tx) => {
    const kept = await takeChoices(tx, pressed, keptId, app.now());
    const chosen = kept.find(({ filmId }) => filmId === values[0]);
    if (!chosen) throw new UserError('import.stale');
    return previewMessage(locale, chosen, await keepChoices(tx, pressed, [chosen], app.now()));
  });
});

const save = component(saveRoute, 'update', async (pressed, { keptId }): Promise<Message> => {
  const { app, guildId, locale } = pressed;
  await requireRight(pressed);
  return app.db.transaction(async (tx) => {
    const [chosen, ...more] = await takeChoices(tx, pressed, keptId, app.now());
    if (!chosen || more.length > 0) throw new UserError('import.stale');
    const film = await requireFilm(tx, chosen.filmId, guildId);
    if (!(await adoptFilm(tx, guildId, film.id, app.now()))) throw new UserError('film.gone');
    return savedMessage(
      locale,
      chosen,
      await keepReview(tx, { filmId: film.id, scope: guildId }, chosen.draft, app.now()),
    );
  });
});

const cancel = component(cancelRoute, 'update', async (pressed, { keptId }): Promise<Message> => {
  const { app, locale } = pressed;
  await takeChoices(app.db, pressed, keptId, app.now());
  return sentence(say(locale, 'import.cancelled'));
});

const undo = component(undoRoute, 'update', async (pressed, { reviewId }): Promise<Message> => {
  const { app, guildId, locale } = pressed;
  await requireRight(pressed);
  const gone = isId(reviewId) && (await deleteOwnReview(app.db, { guildId, id: reviewId }));
  return sentence(say(locale, gone ? 'import.undone' : 'import.gone'));
});

export const importComponents: readonly Component[] = [choose, save, cancel, undo];

/** @throws UserError unless the person looks after the server or hosts one of its clubs. */
async function requireRight({ app, guildId, userId, moderates, ownsServer }: Asked): Promise<void> {
  if (moderates || ownsServer) return;
  for (const club of await listClubs(app.db, guildId))
    if (await isHost(app.db, club, { userId, moderates, ownsServer })) return;
  throw new UserError('import.not-yours');
}
