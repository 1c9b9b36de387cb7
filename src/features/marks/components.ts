import { type Component, component, type Pressed } from '../../discord/component.ts';
import { UserError } from '../../errors.ts';
import { say } from '../../texts/texts.ts';
import { requireFilm } from '../films/films.ts';
import { filmName } from '../films/messages.ts';
import { markSeen, rateFilm } from './marks.ts';
import { markMessage, rateRoute, seenRoute } from './messages.ts';
import { halfStarsOf, stars } from './rules.ts';

const seen = component(seenRoute, 'private', async (pressed, { filmId }) => {
  const film = await requireFilm(pressed.app.db, filmId, pressed.guildId);
  const mark = await markSeen(pressed.app.db, keyOf(pressed, film.id), pressed.app.now());
  const said = say(pressed.locale, mark.already ? 'marks.seen.already' : 'marks.seen', { film: filmName(film) });
  return markMessage(pressed.locale, film.id, said, mark.halfStars);
});

const rate = component(rateRoute, 'update', async (pressed, { filmId }) => {
  const halfStars = halfStarsOf(pressed.values[0]);
  if (halfStars === undefined) throw new UserError('failure.stale');
  const film = await requireFilm(pressed.app.db, filmId, pressed.guildId);
  await rateFilm(pressed.app, keyOf(pressed, film.id), halfStars);
  const said = say(pressed.locale, 'marks.rated', { film: filmName(film), stars: stars(halfStars) });
  return markMessage(pressed.locale, film.id, said, halfStars);
});

export const markComponents: readonly Component[] = [seen, rate];

function keyOf({ guildId, userId }: Pressed, filmId: string) {
  return { guildId, filmId, userId };
}
