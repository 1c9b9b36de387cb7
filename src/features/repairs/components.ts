import { type Component, component, type Pressed } from '../../discord/component.ts';
import { type Form, type FormHandler, formHandler } from '../../discord/form.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import { type Message, sentence } from '../../discord/message.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { label } from '../../lib/text.ts';
import { say } from '../../texts/texts.ts';
import { filmMeant, requireFilm } from '../films/films.ts';
import {
  askMessage,
  cancelRoute,
  correctForm,
  correctRoute,
  listMessage,
  madeMessage,
  mergeRoute,
  moveRoute,
  pickRoute,
  undoRoute,
} from './messages.ts';
import {
  correctFilm,
  countOf,
  type Kind,
  listRepairs,
  pairOf,
  readFacts,
  repairFilms,
  requireModerator,
  undoRepair,
} from './repairs.ts';

const SHOWN_TITLE = 100;

/** Shows what moving or merging two films would do; nothing is done yet. */
export async function askRepair(asked: Asked, kind: Kind, words: { from: string; to: string }): Promise<Answer> {
  requireModerator(asked);
  const { app, guildId, locale } = asked;
  const pair = await pairOf(app.db, guildId, await filmCalled(asked, words.from), await filmCalled(asked, words.to));
  return askMessage(locale, kind, pair, await countOf(app.db, guildId, pair));
}

/** Opens the form that corrects what is known of a film. */
export async function openCorrection(asked: Asked, words: string): Promise<Form> {
  requireModerator(asked);
  return correctForm(asked.locale, await filmOf(asked, await filmCalled(asked, words)));
}

/** The latest repairs of the server. */
export async function showRepairs(asked: Asked): Promise<Message> {
  return listMessage(asked.locale, await listRepairs(asked.app.db, asked.guildId, asked));
}

/** @throws UserError where words may mean several films: what moves has to be certain. */
async function filmCalled({ app, guildId }: Asked, words: string): Promise<string> {
  const meant = await filmMeant(app.db, { text: words, guildId });
  if (meant.kind === 'film') return meant.filmId;
  throw new UserError('reviews.which-film', { title: label(words, SHOWN_TITLE) });
}

const filmOf = ({ app, guildId }: Asked, filmId: string) => requireFilm(app.db, filmId, guildId);

const doing = (kind: Kind) => async (pressed: Pressed, ids: { fromId: string; toId: string }) =>
  madeMessage(pressed.locale, kind, await repairFilms(pressed.app, pressed.guildId, pressed, kind, ids));

const move = component(moveRoute, 'update', doing('move'));

const merge = component(mergeRoute, 'update', doing('merge'));

const cancel = component(cancelRoute, 'update', async ({ locale }) => sentence(say(locale, 'repairs.cancelled')));

const undo = component(undoRoute, 'update', (pressed, { repairId }) => undone(pressed, repairId));

const pick = component(pickRoute, 'update', async (pressed) => {
  const [repairId] = pressed.values;
  if (!isId(repairId)) throw new UserError('failure.stale');
  return undone(pressed, repairId);
});

async function undone(pressed: Pressed, repairId: string): Promise<Message> {
  const { app, guildId, locale } = pressed;
  const { fromName, toName } = await undoRepair(app, { guildId, repairId }, pressed);
  return sentence(say(locale, 'repairs.undone', { from: fromName, to: toName }));
}

const correct = formHandler(correctRoute, 'private', async (submitted, { filmId }): Promise<Answer> => {
  const { app, guildId, fields, locale } = submitted;
  requireModerator(submitted);
  const facts = readFacts(fields, await filmOf(submitted, filmId));
  return madeMessage(locale, 'correct', await correctFilm(app, guildId, submitted, filmId, facts));
});

export const repairComponents: readonly Component[] = [move, merge, cancel, undo, pick];
export const repairForms: readonly FormHandler[] = [correct];
