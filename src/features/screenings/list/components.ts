import type { Answer, Asked } from '../../../discord/handler.ts';
import type { Choice } from '../../../discord/options.ts';
import { label } from '../../../lib/text.ts';
import { text } from '../../../texts/texts.ts';
import { type Club, isHost, resolveClub } from '../../clubs/clubs.ts';
import { requireFilm } from '../../films/films.ts';
import { filmLabel } from '../../films/messages.ts';
import { listMessage } from '../messages.ts';
import { attendanceOf, type Listed, listNights, screeningsOf } from '../screenings.ts';

/** The nights of a club, for whoever asks; a host can say who was at the last one. */
export async function nightsList(asked: Asked, club: Club): Promise<Answer> {
  const { app, guildId, locale } = asked;
  const { planned, last } = await listNights(app.db, club);
  const named = async (night: Listed) => ({ ...night, film: await requireFilm(app.db, night.filmId, guildId) });
  const guests = last && (await isHost(app.db, club, asked)) ? await attendanceOf(app.db, guildId, last.id) : undefined;
  const shown = { planned: await Promise.all(planned.map(named)), last: last && (await named(last)) };
  return listMessage(locale, club, shown, guests);
}

const CHOICES_LIMIT = 25;

/** `night:`, for every command about a planned night. */
export const nightOption = {
  kind: 'text',
  shared: true,
  required: false,
  maxLength: 100,
  complete: completeNight,
} as const;

/** The planned nights of the club that is meant, while somebody types which. */
async function completeNight(asked: Asked): Promise<Choice[]> {
  const { app, guildId, channelId, userId, locale } = asked;
  const found = await resolveClub(app.db, { guildId, channelId, userId });
  const clubs = found.kind === 'club' ? [found.club] : found.clubs;
  const all = (await Promise.all(clubs.map((club) => screeningsOf(app.db, club)))).flat();
  const planned = all.filter(({ state }) => state === 'planned').slice(0, CHOICES_LIMIT);
  return Promise.all(
    planned.map(async ({ number, filmId }) => {
      const name = text(locale, 'screenings.option', {
        number,
        film: filmLabel(await requireFilm(app.db, filmId, guildId)),
      });
      return { name: label(name, 100), value: String(number) };
    }),
  );
}
