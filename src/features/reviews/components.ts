import { type Component, component, type Pressed } from '../../discord/component.ts';
import type { Message } from '../../discord/message.ts';
import { UserError } from '../../errors.ts';
import { loadFilm } from '../films/films.ts';
import { filmName } from '../films/messages.ts';
import { openRoute, PAGE_SIZE, pageRoute, reviewsMessage } from './messages.ts';
import { listReviews } from './reviews.ts';

const open = component(openRoute, 'private', (pressed, { filmId }) => showPage(pressed, filmId, 1));

const turn = component(pageRoute, 'update', (pressed, { filmId, page }) => showPage(pressed, filmId, Number(page)));

export const reviewComponents: readonly Component[] = [open, turn];

async function showPage({ app, guildId, locale }: Pressed, filmId: string, page: number): Promise<Message> {
  const film = await loadFilm(app.db, filmId, guildId);
  if (!film) throw new UserError('film.gone');
  const reviews = await listReviews(app.db, filmId);
  // The number came from a button: whatever it says, a page that exists is shown.
  const last = Math.max(1, Math.ceil(reviews.length / PAGE_SIZE));
  const shown = Number.isInteger(page) ? Math.min(Math.max(page, 1), last) : 1;
  return reviewsMessage(locale, filmName(film), filmId, reviews, shown);
}
