import { type Component, component } from '../../discord/component.ts';
import type { Asked } from '../../discord/handler.ts';
import type { Choice } from '../../discord/options.ts';
import { UserError } from '../../errors.ts';
import { isId } from '../../lib/ids.ts';
import { searchFilms } from '../films/films.ts';
import { choiceLabel, choiceValue } from '../films/messages.ts';
import { showCard } from './looking/components.ts';
import { showRoute } from './messages.ts';
import { similarMessage, similarRoute } from './similar/messages.ts';
import { similarTo } from './similar/similar.ts';

const CHOICES_LIMIT = 25;

/** Another film of the same name, or one that was suggested. Whoever asked changes the card; anyone else gets their own. */
const show = component(
  showRoute,
  ({ userId, ownerId }) => (userId === ownerId ? 'update' : 'private'),
  async (pressed) => {
    const [filmId] = pressed.values;
    if (!isId(filmId)) throw new UserError('failure.stale');
    return showCard(pressed, filmId);
  },
);

const similar = component(similarRoute, 'private', async ({ app, guildId, userId, locale, ageMarked }, { filmId }) =>
  similarMessage(locale, await similarTo(app.db, { guildId, filmId, userId }, ageMarked), showRoute.build({})),
);

export const cardComponents: readonly Component[] = [show, similar];

/** The choices while somebody types a title. */
export async function completeTitle({ app, guildId, ageMarked: adult }: Asked, typed: string): Promise<Choice[]> {
  const hits = await searchFilms(app.db, { text: typed, guildId, adult, limit: CHOICES_LIMIT });
  return hits.map((hit) => ({ name: choiceLabel(hit), value: choiceValue(hit, hits) }));
}
