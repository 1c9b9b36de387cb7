import { type Component, component, type Pressed } from '../../discord/component.ts';
import { UserError } from '../../errors.ts';
import type { Safe } from '../../lib/safe.ts';
import { say } from '../../texts/texts.ts';
import { loadFilm } from '../films/films.ts';
import { filmName } from '../films/messages.ts';
import { markSeen, rateFilm } from './marks.ts';
import { markMessage, rateRoute, seenRoute } from './messages.ts';
import { halfStarsOf, stars } from './rules.ts';

const seen = component(seenRoute, 'private', async (pressed, { filmId }) => {
  const film = await nameOf(pressed, filmId);
  const mark = await markSeen(pressed.app.db, keyOf(pressed, filmId), pressed.app.now());
  const said = say(pressed.locale, mark.already ? 'marks.seen.already' : 'marks.seen', { film });
  return markMessage(pressed.locale, filmId, said, mark.halfStars);
});

const rate = component(rateRoute, 'update', async (pressed, { filmId }) => {
  const halfStars = halfStarsOf(pressed.values[0]);
  if (halfStars === undefined) throw new UserError('failure.stale');
  const film = await nameOf(pressed, filmId);
  await rateFilm(pressed.app, keyOf(pressed, filmId), halfStars);
  const said = say(pressed.locale, 'marks.rated', { film, stars: stars(halfStars) });
  return markMessage(pressed.locale, filmId, said, halfStars);
});

export const markComponents: readonly Component[] = [seen, rate];

function keyOf({ guildId, userId }: Pressed, filmId: string) {
  return { guildId, filmId, userId };
}

/** @throws UserError when this server has no such film, also for an id that somebody made up. */
async function nameOf({ app, guildId }: Pressed, filmId: string): Promise<Safe> {
  const film = await loadFilm(app.db, filmId, guildId);
  if (!film) throw new UserError('film.gone');
  return filmName(film);
}
