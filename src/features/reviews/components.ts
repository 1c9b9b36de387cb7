import { type Component, component } from '../../discord/component.ts';
import type { Answer, Asked } from '../../discord/handler.ts';
import type { Message } from '../../discord/message.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { filmName } from '../films/messages.ts';
import { filmCalled, filmOf, memberComponents, suggestionsMessage } from './member/components.ts';
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
  const film = filmName(await filmOf(pressed, filmId));
  return clubMessage(locale, film, filmId, await membersView(app.db, { guildId, filmId, userId }));
});

export const reviewComponents: readonly Component[] = [open, turn, choose, club, revealNow, ...memberComponents];

/** The reviews of the film that words name, or the films to choose from. */
export async function reviewsText(asked: Asked, words: string): Promise<Answer> {
  const found = await filmCalled(asked, words);
  if ('filmId' in found) return showPage(asked, found.filmId, 1);
  return suggestionsMessage(asked, words, chooseRoute.build({}), found.suggestions);
}

async function showPage(asked: Asked, filmId: string, page: number): Promise<Message> {
  const { app, guildId, userId, locale } = asked;
  const film = filmName(await filmOf(asked, filmId));
  const [critics, members] = await Promise.all([
    listReviews(app.db, filmId, guildId),
    membersView(app.db, { guildId, filmId, userId }),
  ]);
  // The number came from a button: whatever it says, a page that exists is shown.
  const last = pagesOf({ critics, members });
  const shown = Number.isInteger(page) ? Math.min(Math.max(page, 1), last) : 1;
  return reviewsMessage(locale, { film, filmId, critics, members, page: shown });
}
