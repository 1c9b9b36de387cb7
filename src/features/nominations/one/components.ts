import { type Component, component, type Pressed } from '../../../discord/component.ts';
import { type FormHandler, formHandler } from '../../../discord/form.ts';
import type { Answer, Asked } from '../../../discord/handler.ts';
import { UserError } from '../../../errors.ts';
import { isId } from '../../../lib/ids.ts';
import { label } from '../../../lib/text.ts';
import { say } from '../../../texts/texts.ts';
import { namesakesOf, searchFilms } from '../../films/films.ts';
import { viewNomination } from '../list/list.ts';
import { showRoute } from '../list/messages.ts';
import { mayMend, removeNomination, removePitch, repoint, restoreNomination } from '../mending.ts';
import { strong } from '../messages.ts';
import { takeVetoBack, veto, withdraw } from '../withdraw.ts';
import {
  doneMessage,
  hushRoute,
  mendMessage,
  mendRoute,
  mendToRoute,
  nominationMessage,
  removeRoute,
  restoreRoute,
  searchForm,
  searchRoute,
  unvetoRoute,
  vetoRoute,
  withdrawRoute,
} from './messages.ts';

const FOUND = 25;
const SHOWN_TITLE = 100;

const show = component(showRoute, 'update', async (pressed) => {
  const view = await viewNomination(pressed.app.db, keyOf(pressed, chosen(pressed)), pressed);
  return nominationMessage(pressed.locale, view);
});

const takeBack = component(withdrawRoute, 'update', async (pressed, { nominationId }) => {
  const { app, locale, userId } = pressed;
  const { film, left, roundId } = await withdraw(app, keyOf(pressed, nominationId), userId);
  const key = left > 0 ? 'nominations.done.withdrawn.left' : 'nominations.done.withdrawn';
  return doneMessage(locale, say(locale, key, { film: strong(film), count: left }), roundId);
});

const strike = component(vetoRoute, 'update', async (pressed, { nominationId }) => {
  const { film, roundId } = await veto(pressed.app, keyOf(pressed, nominationId), pressed.userId);
  const words = say(pressed.locale, 'nominations.done.vetoed', { film: strong(film) });
  return doneMessage(pressed.locale, words, roundId, unvetoRoute.build({ nominationId }));
});

const unstrike = component(unvetoRoute, 'update', async (pressed, { nominationId }) => {
  const { film, roundId } = await takeVetoBack(pressed.app, keyOf(pressed, nominationId), pressed.userId);
  return doneMessage(pressed.locale, say(pressed.locale, 'nominations.done.restored', { film: strong(film) }), roundId);
});

const remove = component(removeRoute, 'update', async (pressed, { nominationId }) => {
  const { film, roundId } = await removeNomination(pressed.app, keyOf(pressed, nominationId), pressed);
  const words = say(pressed.locale, 'nominations.done.removed', { film: strong(film) });
  return doneMessage(pressed.locale, words, roundId, restoreRoute.build({ nominationId }));
});

const restore = component(restoreRoute, 'update', async (pressed, { nominationId }) => {
  const { film, roundId } = await restoreNomination(pressed.app, keyOf(pressed, nominationId), pressed);
  return doneMessage(pressed.locale, say(pressed.locale, 'nominations.done.restored', { film: strong(film) }), roundId);
});

const hush = component(hushRoute, 'update', async (pressed, { nominationId }) => {
  const of = pressed.values[0] ?? '';
  const { film, roundId } = await removePitch(pressed.app, keyOf(pressed, nominationId), pressed, of);
  return doneMessage(pressed.locale, say(pressed.locale, 'nominations.done.pitch', { film: strong(film) }), roundId);
});

const mend = component(mendRoute, 'update', async (pressed, { nominationId }) => {
  const nomination = await mayMend(pressed.app.db, keyOf(pressed, nominationId), pressed);
  const films = await namesakesOf(pressed.app.db, nomination.filmId, pressed.guildId);
  return mendMessage(pressed.locale, nomination, films);
});

const mendTo = component(mendToRoute, 'update', async (pressed, { nominationId }) => {
  const done = await repoint(pressed.app, keyOf(pressed, nominationId), pressed, chosen(pressed));
  const parts = { film: strong(done.film), to: strong(done.to) };
  return doneMessage(pressed.locale, say(pressed.locale, 'nominations.done.mended', parts), done.roundId);
});

const search = component(searchRoute, 'form', async (pressed, { nominationId }) =>
  searchForm(pressed.locale, nominationId),
);

const found = formHandler(searchRoute, 'update', async (submitted, { nominationId }): Promise<Answer> => {
  const { app, guildId, fields, locale } = submitted;
  const nomination = await mayMend(app.db, keyOf(submitted, nominationId), submitted);
  const films = await searchFilms(app.db, { text: fields.title ?? '', guildId, limit: FOUND });
  if (films.length === 0) throw new UserError('film.unknown', { title: label(fields.title ?? '', SHOWN_TITLE) });
  return mendMessage(locale, nomination, films);
});

export const nominationComponents: readonly Component[] = [
  show,
  takeBack,
  strike,
  unstrike,
  remove,
  restore,
  hush,
  mend,
  mendTo,
  search,
];
export const nominationForms: readonly FormHandler[] = [found];

function keyOf({ guildId }: Asked, nominationId: string) {
  return { guildId, nominationId };
}

/** @throws UserError for what no select of ours sends. */
function chosen({ values: [id] }: Pressed): string {
  if (!isId(id)) throw new UserError('failure.stale');
  return id;
}
