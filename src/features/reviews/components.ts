import { type Component, component } from '../../discord/component.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import type { Message } from '../../discord/message.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { filmMeant, requireFilm } from '../films/films.ts';
import { filmName } from '../films/messages.ts';
import { memberComponents, suggestionsMessage } from './member/components.ts';
import { membersView } from './member/member.ts';
import { chooseRoute, clubMessage } from './member/messages.ts';
import { clubRoute, openRoute, pageRoute, pagesOf, reviewsMessage } from './messages.ts';
import { revealNow } from './reveal/components.ts';
import { listReviews } from './reviews.ts';

const open = component(openRoute, 'private', (pressed, { filmId }) => showPage(pressed, filmId, 1));

const turn = component(pageRoute, 'update', (pressed, { filmId, page }) => showPage(pressed, filmId, Number(page)));

const choose = component(chooseRoute, 'update', async (pressed) => {
  const [filmId] = pressed.values;
  if (!isId(filmId)) throw new UserError('failure.stale');
  return showPage(pressed, filmId, 1);
});

const club = component(clubRoute, 'private', async (pressed, { filmId }) => {
  const { app, guildId, userId, locale } = pressed;
  const film = await requireFilm(app.db, filmId, guildId);
  const view = await membersView(app.db, { guildId, filmId: film.id, userId });
  return clubMessage(locale, filmName(film), film.id, view);
});

export const reviewComponents: readonly Component[] = [open, turn, choose, club, revealNow, ...memberComponents];

/** The reviews of the film that words name, or the films to choose from. */
export async function reviewsText(asked: Asked, words: string): Promise<Answer> {
  const named = { text: words, guildId: asked.guildId };
  const meant = await filmMeant(asked.app.db, named, { takesBestKnown: true });
  if (meant.kind === 'film') return showPage(asked, meant.filmId, 1);
  return suggestionsMessage(asked, words, chooseRoute.build({}), meant.suggestions);
}

async function showPage(asked: Asked, filmId: string, page: number): Promise<Message> {
  const { app, guildId, userId, locale } = asked;
  const film = await requireFilm(app.db, filmId, guildId);
  const [critics, members] = await Promise.all([
    listReviews(app.db, film.id, guildId),
    membersView(app.db, { guildId, filmId: film.id, userId }),
  ]);
  // The number came from a button: whatever it says, a page that exists is shown.
  const last = pagesOf({ critics, members });
  const shown = Number.isInteger(page) ? Math.min(Math.max(page, 1), last) : 1;
  return reviewsMessage(locale, { film: filmName(film), filmId: film.id, critics, members, page: shown });
}
