import { type Component, component } from '../../discord/component.ts';
import type { Asked } from '../../discord/handler.ts';
import type { Choice } from '../../discord/options.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { searchFilms } from '../films/films.ts';
import { choiceLabel, choiceValue } from '../films/messages.ts';
import { openCard } from './card.ts';
import { cardMessage, showRoute } from './messages.ts';
import { similarMessage, similarRoute } from './similar/messages.ts';
import { similarTo } from './similar/similar.ts';

const CHOICES_LIMIT = 25;

/** Another film of the same name, or one that was suggested. Whoever asked changes the card; anyone else gets their own. */
const show = component(
  showRoute,
  ({ userId, ownerId }) => (userId === ownerId ? 'update' : 'private'),
  async ({ app, guildId, locale, values: [filmId] }) => {
    if (!isId(filmId)) throw new UserError('failure.stale');
    return cardMessage(locale, await openCard(app.db, filmId, guildId));
  },
);

const similar = component(similarRoute, 'private', async ({ app, guildId, userId, locale }, { filmId }) =>
  similarMessage(locale, await similarTo(app.db, { guildId, filmId, userId }), showRoute.build({})),
);

export const cardComponents: readonly Component[] = [show, similar];

/** The choices while somebody types a title. */
export async function completeTitle({ app, guildId }: Asked, typed: string): Promise<Choice[]> {
  const hits = await searchFilms(app.db, { text: typed, guildId, limit: CHOICES_LIMIT });
  return hits.map((hit) => ({ name: choiceLabel(hit), value: choiceValue(hit, hits) }));
}
