import { type Component, component } from '../../../discord/component.ts';
import { type Form, type FormHandler, formHandler } from '../../../discord/form.ts';
import type { Answer, Asked } from '../../../discord/handler.ts';
import { type Message, sentence } from '../../../discord/message.ts';
import { display } from '../../../discord/parts.ts';
import { UserError } from '../../../errors.ts';
import { isId } from '../../../lib/ids.ts';
import { mention } from '../../../lib/moment.ts';
import { label } from '../../../lib/text.ts';
import { readSpoilers } from '../../../spoilers/classify.ts';
import { looksTelling } from '../../../spoilers/hint.ts';
import { withoutBars } from '../../../spoilers/markup.ts';
import { say, text } from '../../../texts/texts.ts';
import type { Club } from '../../clubs/clubs.ts';
import { type FilmHit, filmMeant, readerFilm, requireFilm } from '../../films/films.ts';
import { filmLabel, filmName } from '../../films/messages.ts';
import { halfStarsOf } from '../../marks/marks.ts';
import { filmSelect } from '../../nominations/messages.ts';
import { readWords } from '../rules.ts';
import { deleteReview, entryFor, ownEntry, removeReview, writeReview } from './member.ts';
import {
  askDeleteMessage,
  askDeleteRoute,
  deleteRoute,
  editRoute,
  keepRoute,
  keptMessage,
  pickRoute,
  reviewForm,
  wholeMessage,
  wholeRoute,
  writeRoute,
} from './messages.ts';

const SHOWN_TITLE = 100;

/** Films that may be meant, told to the person alone. @param customId what choosing one does. */
export function suggestionsMessage(
  { locale }: Pick<Asked, 'locale'>,
  words: string,
  customId: string,
  films: readonly FilmHit[],
): Answer {
  const said = say(locale, 'film.unsure', { title: label(words, SHOWN_TITLE) });
  return { private: true, components: [display(said), filmSelect(text(locale, 'film.unsure.pick'), customId, films)] };
}

/** The form for the film that words name, or the films to choose from. */
export async function reviewText(asked: Asked, words: string): Promise<Answer | Form> {
  const meant = await filmMeant(asked.app.db, { text: words, guildId: asked.guildId });
  if (meant.kind === 'film') return openForm(asked, meant.filmId);
  return suggestionsMessage(asked, words, pickRoute.build({}), meant.suggestions);
}

async function openForm(asked: Asked, filmId: string | undefined): Promise<Form> {
  if (!isId(filmId)) throw new UserError('failure.stale');
  const film = await filmOf(asked, filmId);
  return reviewForm(asked.locale, film.id, filmLabel(film), await ownEntry(asked.app.db, keyOf(asked, film.id)));
}

const pick = component(pickRoute, 'form', (pressed) => openForm(pressed, pressed.values[0]));

const edit = component(editRoute, 'form', (pressed, { filmId }) => openForm(pressed, filmId));

const submit = formHandler(writeRoute, 'private', async (submitted, { filmId }) => {
  const { app, fields, locale } = submitted;
  const halfStars = halfStarsOf(fields.rating);
  if (halfStars === undefined) throw new UserError('failure.stale');
  const words = readWords(fields);
  const film = await filmOf(submitted, filmId);
  const { blind } = await writeReview(app, keyOf(submitted, film.id), { halfStars, ...words });
  const telling =
    words.openLine !== null && looksTelling(await readSpoilers(), withoutBars(words.openLine), readerFilm(film));
  return keptMessage(locale, { film: filmName(film), filmId: film.id, halfStars, blind, telling });
});

const whole = component(wholeRoute, 'private', async (pressed, { filmId, by }): Promise<Message> => {
  if (!/^\d{1,20}$/.test(by)) throw new UserError('failure.stale');
  const film = await filmOf(pressed, filmId);
  return wholeMessage(pressed.locale, await entryFor(pressed.app.db, keyOf(pressed, film.id), by));
});

const askDelete = component(askDeleteRoute, 'update', async (pressed, { filmId }) => {
  const film = await filmOf(pressed, filmId);
  return askDeleteMessage(pressed.locale, filmName(film), film.id);
});

const remove = component(deleteRoute, 'update', async (pressed, { filmId }) => {
  const film = await filmOf(pressed, filmId);
  await deleteReview(pressed.app, keyOf(pressed, film.id));
  return sentence(say(pressed.locale, 'reviews.deleted', { film: filmName(film) }));
});

const keep = component(keepRoute, 'update', async (pressed, { filmId }) =>
  sentence(say(pressed.locale, 'reviews.delete.kept', { film: filmName(await filmOf(pressed, filmId)) })),
);

export const memberComponents: readonly Component[] = [pick, edit, whole, askDelete, remove, keep];

export const reviewForms: readonly FormHandler[] = [submit];

const filmOf = ({ app, guildId }: Asked, filmId: string) => requireFilm(app.db, filmId, guildId);

function keyOf({ guildId, userId }: Asked, filmId: string) {
  return { guildId, filmId, userId };
}

/** Takes away what a member wrote of the film that words name. @throws UserError where they may mean several films. */
export async function removeCalled(asked: Asked, club: Club, userId: string, words: string): Promise<Answer> {
  const meant = await filmMeant(asked.app.db, { text: words, guildId: asked.guildId });
  if (meant.kind === 'unsure') throw new UserError('reviews.which-film', { title: label(words, SHOWN_TITLE) });
  const { filmId } = meant;
  const film = filmName(await filmOf(asked, filmId));
  await removeReview(asked.app, club, asked, { guildId: asked.guildId, filmId, userId });
  return sentence(say(asked.locale, 'reviews.removed', { person: mention(userId), film }));
}
