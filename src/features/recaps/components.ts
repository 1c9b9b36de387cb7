import type { Asked } from '../../discord/handler.ts';
import type { Choice } from '../../discord/options.ts';
import { fold } from '../../lib/text.ts';
import { clubMeant } from '../clubs/clubs.ts';
import { filmLabel } from '../films/messages.ts';
import { nightsOf } from './nights.ts';

const CHOICES_LIMIT = 25;

/** The films that have a recap in the club that is meant here, the latest first, while somebody types. */
export async function completeNight({ app, guildId, channelId, userId }: Asked, typed: string): Promise<Choice[]> {
  const meant = await clubMeant(app.db, { guildId, channelId, userId });
  const clubs = meant?.kind === 'club' ? [meant.club] : (meant?.clubs ?? []);
  const nights = (await Promise.all(clubs.map((club) => nightsOf(app.db, club)))).flat();
  const wanted = fold(typed);
  return nights
    .filter(({ film, revealedAt }) => revealedAt !== null && fold(filmLabel(film)).includes(wanted))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, CHOICES_LIMIT)
    .map(({ roundId, film }) => ({ name: filmLabel(film), value: roundId }));
}
